/** Where a model runs: in a container of ours, or somewhere at a URL. Both can be started as often as needed, the URL once. */
import type Docker from "dockerode";
import { type ContainerRequest, type Ending, ModelContainer } from "./docker.ts";
import { CogServer } from "./server.ts";

const MILLISECONDS = 1_000;
const MIB = 2 ** 20;

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

/** A server that is there already. */
export const urlHost = (url: URL): Host => ({
  canRestart: false,
  start: async () => ({
    server: new CogServer(url),
    createSeconds: null,
    startSeconds: null,
    alive: async () => {},
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
