/**
 * A real Docker engine for tests, and in it an image with the fake server: the Node binary, the libraries that it is
 * linked to and one file, so that no registry is needed.
 */
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import Docker from "dockerode";
import { FAKE_SERVER } from "./fake.ts";

export const FAKE_IMAGE = "arbius-testbed-fake:latest";

/** What is printed when there is no engine: what is not tested, and how to have it tested. */
const REMEDY = `
  SKIPPED: tests of Docker. No engine answers at DOCKER_HOST or /var/run/docker.sock.
  To run them: apt-get install docker.io, then as root
    dockerd --data-root DIR/data --exec-root DIR/exec --pidfile DIR/pid -H unix://DIR/sock
  and set DOCKER_HOST=unix://DIR/sock.
`;

/** The engine, or undefined after saying aloud that there is none. */
export async function dockerHere(): Promise<Docker | undefined> {
  const docker = new Docker();
  try {
    await docker.ping();
    return docker;
  } catch {
    console.log(REMEDY);
    return undefined;
  }
}

/** The schema that the image's label carries; the server's own is longer. */
const LABEL_SCHEMA = {
  components: {
    schemas: {
      Input: { type: "object", required: ["prompt"], properties: { prompt: { type: "string", "x-order": 0 } } },
    },
  },
};

const LABELS = {
  "run.cog.version": "0.16.12",
  "run.cog.config": { build: { gpu: false, python_version: "3.12" } },
  "run.cog.openapi_schema": LABEL_SCHEMA,
};

/** As in a Dockerfile. */
const CHANGES = [
  "ENV HOST=0.0.0.0",
  `CMD ${JSON.stringify(["/node", "--disable-warning=ExperimentalWarning", "/server.mts"])}`,
  ...Object.entries(LABELS).map(
    ([name, value]) => `LABEL ${name}=${JSON.stringify(typeof value === "string" ? value : JSON.stringify(value))}`,
  ),
];

/** Makes the image from a folder, without a registry. */
export async function buildFakeImage(docker: Docker): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "testbed-image-"));
  try {
    for (const library of librariesOf(process.execPath)) copyInto(root, library);
    copyFileSync(process.execPath, join(root, "node"));
    copyFileSync(FAKE_SERVER, join(root, "server.mts"));
    const tar = spawn("tar", ["-C", root, "-c", "."], { stdio: ["ignore", "pipe", "inherit"] });
    const [repo, tag] = FAKE_IMAGE.split(":");
    const stream = await docker.importImage(tar.stdout, { repo, tag, changes: CHANGES });
    await followed(docker, stream);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const followed = (docker: Docker, stream: NodeJS.ReadableStream): Promise<void> =>
  new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error, lines: { error?: string }[]) => {
      const told = error?.message ?? lines.find((line) => line.error)?.error;
      told === undefined ? resolve() : reject(new Error(told));
    });
  });

/** Absolute paths of the shared libraries and of the loader. */
const librariesOf = (binary: string): readonly string[] => [
  ...new Set(execFileSync("ldd", [binary], { encoding: "utf8" }).match(/\/\S+/g)),
];

function copyInto(root: string, path: string): void {
  const target = join(root, relative("/", path));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(path, target);
}

/** Ids of all containers made from the image, running or not. */
export const containersOf = async (docker: Docker): Promise<readonly string[]> =>
  (await docker.listContainers({ all: true, filters: { ancestor: [FAKE_IMAGE] } })).map(({ Id }) => Id);
