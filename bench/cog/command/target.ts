/** The model that a command is about: an image that is run in Docker, or a server at a URL. */
import { UserProblem } from "../../../sim/run/problem.ts";
import { type ImageFacts, imageFacts, openDocker, pull, removeLeftovers } from "../docker.ts";
import { dockerHost, type Host, urlHost } from "../host.ts";
import { claimsOf } from "../labels.ts";
import { pullProgress } from "./progress.ts";

export interface TargetFlags {
  readonly image?: string;
  readonly url?: string;
  readonly gpu?: string;
  readonly memory?: number;
  readonly env: readonly string[];
  readonly pull?: boolean;
}

export interface Target {
  readonly host: Host;
  readonly image: ImageFacts | undefined;
  readonly pullSeconds: number | undefined;
}

/** Throws `UserProblem` for flags that name no model, a URL that is none, an image that is not there. */
export async function pickTarget(
  flags: TargetFlags,
  stderr: NodeJS.WriteStream,
  signal?: AbortSignal,
): Promise<Target> {
  if (flags.url !== undefined) return { host: urlHost(urlOf(flags.url)), image: undefined, pullSeconds: undefined };
  if (flags.image === undefined)
    throw new UserProblem("name a model: --image NAME runs it in Docker, --url URL asks one that runs");
  return containerTarget(flags, flags.image, stderr, signal);
}

async function containerTarget(
  { gpu, memory, env, pull: wanted }: TargetFlags,
  name: string,
  stderr: NodeJS.WriteStream,
  signal?: AbortSignal,
): Promise<Target> {
  if (memory !== undefined && !(memory > 0)) throw new UserProblem("--memory: write a number of GiB above 0");
  const docker = await openDocker();
  const removed = await removeLeftovers(docker);
  if (removed > 0) stderr.write(`removed ${removed} container(s) that a killed run had left behind\n`);
  const pullSeconds = wanted ? await pull(docker, name, pullProgress(stderr, name), signal) : undefined;
  const image = await imageFacts(docker, name);
  if (claimsOf(image).wantsGpu && gpu === undefined)
    throw new UserProblem(`--image ${name}: the model wants a GPU; add --gpu all or --gpu 0`);
  const host = dockerHost(docker, { image: name, gpu, memoryGiB: memory, environment: env });
  return { host, image, pullSeconds };
}

function urlOf(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UserProblem(`--url ${text}: no address of a server; write one such as http://127.0.0.1:5000`);
  return new URL(text);
}
