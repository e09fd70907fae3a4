/** Where a model runs: in a container of ours, or somewhere at a URL. Both can be started as often as needed, the URL once. */
import { connect } from "node:net";
import type Docker from "dockerode";
import { type ContainerRequest, type Ending, ModelContainer } from "./docker.ts";
import { ModelFailure } from "./failure.ts";
import { CogServer } from "./server.ts";

const MILLISECONDS = 1_000;
const MIB = 2 ** 20;
const HTTP_PORT = 80;
const HTTPS_PORT = 443;

/** A server that was started and may not be ready yet. Whoever started it calls `stop`. */
export interface Running {
  readonly server: CogServer;
  readonly createSeconds: number | null;
  readonly startSeconds: number | null;
  /** Throws a `ModelFailure` when the process behind the server is known to have ended. */
  alive(): Promise<void>;
  ending(): Promise<Ending | undefined>;
  hostMemoryMiB(): Promise<number | null>;
  stop(): Promise<void>;
}

export interface Host {
  readonly canRestart: boolean;
  start(): Promise<Running>;
}

/** A server that is restarted beside us may be away for so long; one that stays away is not there. */
const PATIENCE_SECONDS = 15;

/** Whether something takes connections there: a busy server does, though it may not answer. */
function listens(url: URL): Promise<boolean> {
  const port = Number(url.port) || (url.protocol === "https:" ? HTTPS_PORT : HTTP_PORT);
  const socket = connect({ host: url.hostname.replace(/^\[|\]$/g, ""), port });
  return new Promise<boolean>((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  }).finally(() => socket.destroy());
}

/** Throws a `ModelFailure` once nothing has listened at the address for so many seconds. */
export function presence(url: URL, patienceSeconds: number): () => Promise<void> {
  let awaySince: number | undefined;
  return async () => {
    if (await listens(url)) {
      awaySince = undefined;
      return;
    }
    awaySince ??= performance.now();
    if (performance.now() - awaySince < patienceSeconds * MILLISECONDS) return;
    throw new ModelFailure(
      "connection",
      `nothing has listened at ${url.origin} for ${patienceSeconds} s: start the model there, or check the URL`,
    );
  };
}

/** A server that is there already. */
export const urlHost = (url: URL): Host => ({
  canRestart: false,
  start: async () => ({
    server: new CogServer(url),
    createSeconds: null,
    startSeconds: null,
    alive: presence(url, PATIENCE_SECONDS),
    ending: async () => undefined,
    hostMemoryMiB: async () => null,
    stop: async () => {},
  }),
});

/** A container per process. */
export const dockerHost = (docker: Docker, request: ContainerRequest): Host => ({
  canRestart: true,
  start: async () => {
    const began = performance.now();
    const container = await ModelContainer.create(docker, request);
    const created = performance.now();
    try {
      const url = await container.start();
      return {
        server: new CogServer(url),
        createSeconds: (created - began) / MILLISECONDS,
        startSeconds: (performance.now() - created) / MILLISECONDS,
        alive: container.alive,
        ending: () => container.ending(),
        hostMemoryMiB: async () => bytesToMiB(await container.memoryBytes()),
        stop: async () => {
          await container.stop();
          await container.remove();
        },
      };
    } catch (error) {
      await container.remove();
      throw error;
    }
  },
});

const bytesToMiB = (bytes: number | undefined): number | null => (bytes === undefined ? null : bytes / MIB);
