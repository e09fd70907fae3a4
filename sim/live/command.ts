/** `testbed live`: joins a model, a chain and the solver between them. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pickTarget, type TargetFlags } from "../../bench/cog/command/target.ts";
import { ModelFailure } from "../../bench/cog/failure.ts";
import type { Running } from "../../bench/cog/host.ts";
import { modelSchema } from "../../bench/cog/schema.ts";
import { SEED_MODULUS } from "../base/ids.ts";
import { openChain } from "../chain/open.ts";
import type { Chain } from "../chain/port.ts";
import { interruptible } from "../cli/interrupt.ts";
import type { Streams } from "../cli/program.ts";
import { amount, plainNumber, toNumber } from "../report/format.ts";
import { EXIT, mendable, UserProblem } from "../run/problem.ts";
import { type LiveResult, livePlan, postedInput, type Step, seededInput, solveLive } from "./solve.ts";

export interface LiveFlags extends TargetFlags {
  readonly input: string;
  readonly backend: Chain["backend"];
  readonly out?: string;
  readonly check?: boolean;
  readonly setupTimeout: number;
  readonly timeout: number;
  readonly json?: boolean;
}

const MILLISECONDS = 1_000;
const AIUS_DECIMALS = 18;

/** Resolves to the exit code: 4 when a second computation gave another output. */
export async function liveCommand(flags: LiveFlags, { stdout, stderr }: Streams): Promise<number> {
  const input = inputOf(flags.input);
  try {
    const result = await interruptible((signal) => live(flags, input, stderr, signal));
    if (flags.out !== undefined) save(result, flags.out);
    stdout.write(flags.json ? `${JSON.stringify(told(result), null, 2)}\n` : text(result));
    return result.isRepeatable === false ? EXIT.differs : EXIT.done;
  } catch (error) {
    if ((error as Error).name === "AbortError") return EXIT.interrupted;
    throw error instanceof ModelFailure ? new UserProblem(`the model: ${error.kind}: ${error.message}`) : error;
  }
}

async function live(
  flags: LiveFlags,
  input: Record<string, unknown>,
  stderr: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<LiveResult> {
  const { host } = await pickTarget(flags, stderr, signal);
  const line = lineWriter(stderr);
  const began = performance.now();
  const running = await host.start();
  try {
    await running.server.ready({ signal, timeoutSeconds: flags.setupTimeout }, running.alive);
    line("model", "ready", (performance.now() - began) / MILLISECONDS);
    return await onChain(flags, input, running, line, signal);
  } finally {
    await running.stop();
  }
}

async function onChain(
  { backend, timeout, check = false }: LiveFlags,
  input: Record<string, unknown>,
  { server }: Running,
  line: (step: Step | "model" | "chain", detail: string, seconds: number) => void,
  signal: AbortSignal,
): Promise<LiveResult> {
  const schema = modelSchema(await server.openapi(signal));
  // A seed as large as any: a model whose seeds end earlier could not serve every task.
  seededInput(schema, postedInput(input), SEED_MODULUS - 1n);
  const began = performance.now();
  const chain = await openChain({ backend, plan: livePlan(Math.floor(Date.now() / MILLISECONDS)) });
  line("chain", `${backend}, chain id ${chain.deployment.chainId}`, (performance.now() - began) / MILLISECONDS);
  try {
    return await solveLive({ chain, server, schema, input, timeoutSeconds: timeout, signal, check, onStep: line });
  } finally {
    await chain.close();
  }
}

const NAME_WIDTH = 9;
const TIME_WIDTH = 9;

const lineWriter =
  (stderr: NodeJS.WriteStream) =>
  (step: string, detail: string, seconds: number): void => {
    stderr.write(`${step.padEnd(NAME_WIDTH)}${`${plainNumber(seconds)} s`.padStart(TIME_WIDTH)}  ${detail}\n`);
  };

/** JSON on the command line, or a file of it. */
function inputOf(text: string): Record<string, unknown> {
  const content = text.trimStart().startsWith("{") ? text : contentOf(text);
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {}
  throw new UserProblem('--input: write a JSON object, such as {"prompt": "a cat"}, or name a file with one');
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw mendable(error, `--input ${path}`);
  }
}

function save({ files }: LiveResult, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  } catch (error) {
    throw mendable(error, `--out ${folder}`);
  }
}

const told = ({ task, seed, cid, files, earned, isRepeatable }: LiveResult): object => ({
  task,
  seed: seed.toString(),
  cid: cid.hex,
  base58: cid.base58,
  files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })),
  earnedWei: earned.toString(),
  isRepeatable,
});

function text({ files, cid, earned }: LiveResult): string {
  const names = files.map(({ name, bytes }) => `${name} (${plainNumber(bytes.length)} bytes)`).join(", ");
  return `\n${names}\n${cid.base58}\nearned ${amount(toNumber(earned, AIUS_DECIMALS), "AIUS")}\n`;
}
