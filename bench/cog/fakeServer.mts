/**
 * A small server that speaks the three dialects of Cog's HTTP API and misbehaves on command. No model is behind it: it says
 * of itself that it is a fake, and nothing measured on it may become a calibration. Stands alone, so that it also runs as
 * the only program of a container.
 *
 * Environment: PORT (5000; 0 takes a free one and prints it), DIALECT (python, python-blocking, rust), SETUP_SECONDS,
 * SETUP (ok, fail, exit, hang, garbage).
 */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const { PORT = "5000", DIALECT = "python", SETUP_SECONDS = "0", SETUP = "ok" } = process.env;

type Input = { prompt: string; seed?: number; sleep?: number; bytes?: number; misbehave?: string };

const MISDEEDS = ["no", "fail", "cuda-oom", "oom", "crash", "hang", "garbage", "url", "random", "busy", "reset"];

const OPENAPI = {
  openapi: "3.0.2",
  info: { title: "Cog", version: "0.1.0" },
  components: {
    schemas: {
      Input: {
        title: "Input",
        type: "object",
        required: ["prompt"],
        properties: {
          misbehave: { allOf: [{ $ref: "#/components/schemas/misbehave" }], default: "no", "x-order": 4 },
          prompt: { title: "Prompt", type: "string", description: "Text to hash", "x-order": 0 },
          seed: {
            title: "Seed",
            type: "integer",
            minimum: 0,
            maximum: Number.MAX_SAFE_INTEGER,
            nullable: true,
            "x-order": 1,
          },
          sleep: {
            title: "Sleep",
            type: "number",
            minimum: 0,
            exclusiveMinimum: false,
            maximum: 60,
            default: 0,
            "x-order": 2,
          },
          bytes: { title: "Bytes", type: "integer", minimum: 0, exclusiveMinimum: true, default: 64, "x-order": 3 },
        },
      },
      Output: { title: "Output", type: "string", format: "uri" },
      misbehave: { title: "misbehave", enum: MISDEEDS, type: "string", description: "An enumeration." },
    },
  },
};

const began = new Date();
let setupEnded: Date | undefined;
let status = "STARTING";
let running: Promise<void> = Promise.resolve();
let isBusy = false;
let busyAnswers = 0;

async function setup(): Promise<void> {
  await sleep(Number(SETUP_SECONDS) * 1000);
  if (SETUP === "hang") return;
  if (SETUP === "exit") process.exit(255);
  setupEnded = new Date();
  status = SETUP === "fail" ? "SETUP_FAILED" : "READY";
}

function health(): object {
  const ended = setupEnded && {
    started_at: began.toISOString(),
    completed_at: setupEnded.toISOString(),
    status: SETUP === "fail" ? "failed" : "succeeded",
    logs: SETUP === "fail" ? "Traceback\nRuntimeError: no weights" : "loaded\n",
  };
  const shown = status === "READY" && isBusy ? "BUSY" : status;
  return DIALECT === "rust"
    ? { status: shown, setup: ended ?? null, version: { coglet: "0.17.0" } }
    : { status: shown, setup: ended ?? {} };
}

const root = () => ({
  docs_url: "/docs",
  openapi_url: "/openapi.json",
  ...(DIALECT === "python-blocking" ? {} : { cog_version: DIALECT === "rust" ? "0.17.0" : "0.16.12" }),
  arbius_testbed: { fake: true, model: "fake", device: "none" },
});

/** Bytes that follow from prompt and seed alone. */
function outputOf({ prompt, seed = 0, bytes = 64, misbehave }: Input): Buffer {
  const salt = misbehave === "random" ? randomUUID() : "";
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, i) =>
    createHash("sha256").update(`${prompt}|${seed}|${salt}|${i}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, bytes);
}

async function predict(input: Input, answer: Answer): Promise<void> {
  const { misbehave = "no" } = input;
  const startedAt = new Date();
  const from = performance.now();
  await sleep((input.sleep ?? 0) * 1000);
  if (misbehave === "crash") {
    answer.send(500, "Internal Server Error");
    setTimeout(() => process.exit(0), 20);
    return;
  }
  if (misbehave === "reset") process.exit(1);
  if (misbehave === "oom") await fillMemory();
  if (misbehave === "hang") await new Promise(() => {});
  if (misbehave === "garbage") return answer.send(200, '{"status": "succ');
  const error = { fail: "you asked for it", "cuda-oom": "CUDA out of memory. Tried to allocate 2.00 GiB" }[misbehave];
  const output =
    misbehave === "url"
      ? "https://example.org/out.png"
      : `data:application/octet-stream;base64,${outputOf(input).toString("base64")}`;
  const predictTime = (performance.now() - from) / 1000;
  const times = { started_at: startedAt.toISOString(), completed_at: new Date().toISOString() };
  answer.json(200, {
    id: null,
    status: error === undefined ? "succeeded" : "failed",
    output: error === undefined ? output : null,
    error: error ?? null,
    logs: `predict: ${input.prompt}\n`,
    metrics: error === undefined || DIALECT === "rust" ? { predict_time: predictTime } : null,
    ...(DIALECT === "rust" ? {} : { input, ...times }),
  });
}

/** Buffers that are written to, until the kernel ends the process. */
async function fillMemory(): Promise<never> {
  const held: Buffer[] = [];
  for (;;) {
    held.push(Buffer.alloc(16 * 2 ** 20, held.length + 1));
    await sleep(1);
  }
}

class Answer {
  readonly #response: ServerResponse;
  constructor(response: ServerResponse) {
    this.#response = response;
  }
  send(code: number, body: string): void {
    this.#response.writeHead(code, { "content-type": "application/json", connection: "close" }).end(body);
  }
  json(code: number, body: object): void {
    this.send(code, JSON.stringify(body));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

async function post(request: IncomingMessage, answer: Answer): Promise<void> {
  const { input } = JSON.parse(await bodyOf(request)) as { input: Input };
  if (typeof input?.prompt !== "string")
    return answer.json(422, { detail: [{ loc: ["body", "input", "prompt"], msg: "field required" }] });
  if (status === "STARTING")
    return answer.json(DIALECT === "rust" ? 503 : 409, { detail: "Already running a prediction" });
  if (status === "SETUP_FAILED") return answer.send(500, "Internal Server Error");
  const isTaken = isBusy && DIALECT !== "python-blocking";
  if (isTaken || (input.misbehave === "busy" && busyAnswers++ % 2 === 0))
    return answer.json(409, { detail: "Already running a prediction" });
  running = running.then(async () => {
    isBusy = true;
    await predict(input, answer).finally(() => {
      isBusy = false;
    });
  });
  await running;
}

async function handle(request: IncomingMessage, answer: Answer): Promise<void> {
  const { method, url } = request;
  if (DIALECT === "python-blocking" && url !== "/predictions") await running;
  if (method === "POST" && url === "/predictions") return post(request, answer);
  if (method === "POST" && url === "/shutdown") {
    answer.json(200, {});
    setTimeout(() => process.exit(0), 20);
    return;
  }
  if (SETUP === "garbage") return answer.send(200, "<html>hello</html>");
  if (url === "/") return answer.json(200, root());
  if (url === "/health-check") return answer.json(200, health());
  if (url === "/openapi.json") return answer.json(200, OPENAPI);
  answer.json(404, { detail: "Not Found" });
}

const server = createServer((request, response) => {
  const answer = new Answer(response);
  handle(request, answer).catch((error: Error) => answer.send(500, error.message));
});
server.listen(Number(PORT), process.env["HOST"] ?? "127.0.0.1", () => {
  console.log(`listening on ${(server.address() as { port: number }).port}`);
  void setup();
});
process.on("SIGTERM", () => process.exit(0));
