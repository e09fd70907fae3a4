/** Docker, through dockerode: images of Cog models, and one container at a time that runs one. */
import { hostname } from "node:os";
import Docker from "dockerode";
import { UserProblem } from "../../sim/run/problem.ts";
import { ModelFailure } from "./failure.ts";

/** Containers of ours carry the process that made them, so that leftovers of a killed one can be told and removed. */
const OWNER_LABEL = "arbius-testbed.owner";
const OWNER = `${hostname()}/${process.pid}`;

const COG_PORT = "5000/tcp";
const GIB = 2 ** 30;
/** PyTorch's workers share memory through /dev/shm, of which Docker gives 64 MB unless asked. */
const SHARED_MEMORY = 2 * GIB;
const STOP_SECONDS = 5;
const LOG_LINES = 40;
const MILLISECONDS = 1_000;

export interface ImageFacts {
  readonly reference: string;
  readonly id: string;
  /** `name@sha256:...` of the registry that it came from; undefined for an image built here. */
  readonly digest: string | undefined;
  readonly bytes: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ContainerRequest {
  readonly image: string;
  /** `all`, indexes such as `0,1`, or undefined for none. */
  readonly gpu: string | undefined;
  readonly memoryGiB: number | undefined;
  readonly environment: readonly string[];
}

export interface Ending {
  readonly exitCode: number;
  readonly isOutOfMemory: boolean;
}

/** The engine that DOCKER_HOST names, or the default socket. Throws `UserProblem` when none answers. */
export async function openDocker(): Promise<Docker> {
  const docker = new Docker();
  await docker.ping().catch((error: Error) => {
    throw new UserProblem(
      `Docker does not answer (${error.message}): start it, set DOCKER_HOST, or run the model yourself and use --url`,
    );
  });
  return docker;
}

/** Bytes of an image that are here, of those that are known to come. */
export type OnPull = (done: number, total: number) => void;

interface PullLine {
  readonly id?: string;
  readonly error?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/** Fetches an image. Throws `UserProblem` when the registry refuses. Returns the seconds that it took. */
export async function pull(docker: Docker, image: string, onPull: OnPull, signal?: AbortSignal): Promise<number> {
  const began = performance.now();
  try {
    const stream = await docker.pull(image, { abortSignal: signal });
    await new Promise<void>((resolve, reject) => {
      // followProgress reports only broken streams: what the registry refused stands in a line of its own.
      const ended = (error: Error | null, lines: readonly PullLine[]) => {
        const told = error?.message ?? lines.find((line) => line.error !== undefined)?.error;
        told === undefined ? resolve() : reject(new Error(told));
      };
      docker.modem.followProgress(stream, ended, layerCounter(onPull));
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new UserProblem(`--image ${image}: cannot be pulled: ${(error as Error).message}`);
  }
  return (performance.now() - began) / MILLISECONDS;
}

/** Adds the layers up; a layer that is being unpacked has come. */
function layerCounter(onPull: OnPull): (line: PullLine) => void {
  const layers = new Map<string, { current: number; total: number }>();
  return ({ id, progressDetail: { current = 0, total = 0 } = {} }) => {
    if (id === undefined || total === 0) return;
    layers.set(id, { current: Math.max(current, layers.get(id)?.current ?? 0), total });
    const sum = (pick: (layer: { current: number; total: number }) => number) =>
      [...layers.values()].reduce((all, layer) => all + pick(layer), 0);
    onPull(
      sum(({ current }) => current),
      sum((layer) => layer.total),
    );
  };
}

/** What Docker knows of an image. Throws `UserProblem` when it is not here. */
export async function imageFacts(docker: Docker, image: string): Promise<ImageFacts> {
  const facts = await docker
    .getImage(image)
    .inspect()
    .catch((error: { statusCode?: number; message: string }) => {
      const remedy = error.statusCode === 404 ? "is not on this machine; add --pull, or build it" : error.message;
      throw new UserProblem(`--image ${image}: ${remedy}`);
    });
  return {
    reference: image,
    id: facts.Id,
    digest: facts.RepoDigests?.find((digest) => digest.startsWith(`${image.split("@")[0]!.replace(/:[^/:]*$/, "")}@`)),
    bytes: facts.Size,
    labels: facts.Config?.Labels ?? {},
  };
}

/** Removes containers that a killed benchmark on this machine left behind. Returns how many. */
export async function removeLeftovers(docker: Docker): Promise<number> {
  const ours = await docker.listContainers({ all: true, filters: { label: [OWNER_LABEL] } });
  const orphans = ours.filter(({ Labels }) => isOrphan(Labels[OWNER_LABEL]!));
  await Promise.all(orphans.map(({ Id }) => docker.getContainer(Id).remove({ force: true, v: true })));
  return orphans.length;
}

function isOrphan(owner: string): boolean {
  const [host, pid] = owner.split("/");
  if (host !== hostname() || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** A container that runs one model. Whoever creates it calls `remove`, also after a failure. */
export class ModelContainer {
  readonly #container: Docker.Container;
  private constructor(container: Docker.Container) {
    this.#container = container;
  }

  static async create(docker: Docker, request: ContainerRequest): Promise<ModelContainer> {
    const { image, gpu, memoryGiB, environment } = request;
    const memory = memoryGiB && Math.round(memoryGiB * GIB);
    const container = await docker.createContainer({
      Image: image,
      Env: [...environment],
      Labels: { [OWNER_LABEL]: OWNER },
      ExposedPorts: { [COG_PORT]: {} },
      HostConfig: {
        PortBindings: { [COG_PORT]: [{ HostIp: "127.0.0.1", HostPort: "" }] },
        DeviceRequests: gpu === undefined ? [] : [gpuRequest(gpu)],
        ShmSize: SHARED_MEMORY,
        Memory: memory,
        MemorySwap: memory, // no swap: a model that swaps is no model to be measured
      },
    });
    return new ModelContainer(container);
  }

  /** Starts it and tells where it listens. Throws `UserProblem` when Docker cannot hand out the GPU. */
  async start(): Promise<URL> {
    await this.#container.start().catch((error: Error) => {
      throw new UserProblem(
        /device driver|nvidia/i.test(error.message)
          ? `--gpu: Docker cannot hand out a GPU (${error.message.trim()}); install the NVIDIA Container Toolkit. The model is not run on the CPU instead.`
          : `the container does not start: ${error.message}`,
      );
    });
    const { NetworkSettings } = await this.#container.inspect();
    const port = NetworkSettings.Ports[COG_PORT]?.[0]?.HostPort;
    if (port === undefined) {
      await this.alive();
      throw new ModelFailure("crashed", "Docker published no port for it");
    }
    return new URL(`http://127.0.0.1:${port}`);
  }

  /** Throws a `ModelFailure` that tells how the container ended, if it has. */
  readonly alive = async (): Promise<void> => {
    const ending = await this.ending();
    if (ending === undefined) return;
    const last = (await this.logs()).trim().split("\n").at(-1);
    throw ending.isOutOfMemory
      ? new ModelFailure("out-of-memory", `the container ran out of memory and was killed; last: ${last}`)
      : new ModelFailure("crashed", `the container exited with code ${ending.exitCode}; last: ${last}`);
  };

  /** Undefined while it runs. */
  async ending(): Promise<Ending | undefined> {
    const { State } = await this.#container.inspect();
    if (State.Running) return undefined;
    return { exitCode: State.ExitCode, isOutOfMemory: State.OOMKilled };
  }

  /** The last lines of both its streams. */
  async logs(): Promise<string> {
    const buffer = await this.#container.logs({ stdout: true, stderr: true, tail: LOG_LINES });
    return withoutFrames(buffer);
  }

  /** Bytes of main memory that it uses now, as Docker counts them; undefined when it does not say. */
  async memoryBytes(): Promise<number | undefined> {
    const { memory_stats } = await this.#container.stats({ stream: false, "one-shot": true });
    const usage = memory_stats?.max_usage ?? memory_stats?.usage;
    return typeof usage === "number" ? usage : undefined;
  }

  async stop(): Promise<void> {
    await this.#container.stop({ t: STOP_SECONDS }).catch(() => {}); // it may have ended by itself
  }

  async remove(): Promise<void> {
    await this.#container.remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
      if (error.statusCode !== 404) throw error;
    });
  }
}

const gpuRequest = (gpu: string): Docker.DeviceRequest => ({
  Driver: "nvidia",
  Capabilities: [["gpu"]],
  ...(gpu === "all" ? { Count: -1 } : { DeviceIDs: gpu.split(",") }),
});

const FRAME_HEADER = 8;

/** Logs of a container without a terminal come in frames: stream, three zeros, length, text. */
function withoutFrames(buffer: Buffer): string {
  const parts: string[] = [];
  for (let at = 0; at + FRAME_HEADER <= buffer.length; ) {
    const length = buffer.readUInt32BE(at + 4);
    parts.push(buffer.toString("utf8", at + FRAME_HEADER, at + FRAME_HEADER + length));
    at += FRAME_HEADER + length;
  }
  return parts.join("");
}
