/**
 * One task from its submission to its reward, computed by a real model: the whole path of a solver. The chain is a local
 * one; time passes on it as the model takes it, except for the wait before the claim, which is jumped over.
 */
import { directoryCid } from "../../bench/cog/cid.ts";
import { type OutputFile, outputFiles } from "../../bench/cog/output.ts";
import type { ModelSchema } from "../../bench/cog/schema.ts";
import type { CogServer } from "../../bench/cog/server.ts";
import { bytesToHex, hexToBytes } from "../base/hex.ts";
import { addressOf } from "../base/identity.ts";
import { generateCommitment, seedOf } from "../base/ids.ts";
import { type Hex, type Seconds, WAD, type Wei } from "../base/types.ts";
import { engine, token } from "../chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../chain/addresses.ts";
import type { Action, Chain, ChainEvent, DeploymentPlan } from "../chain/port.ts";
import { UserProblem } from "../run/problem.ts";

export type Step = "stake" | "task" | "predict" | "check" | "commit" | "solution" | "claim";

export interface LiveRequest {
  readonly chain: Chain;
  readonly server: CogServer;
  readonly schema: ModelSchema;
  /** Of the user: everything but the seed, which the task's id decides. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal;
  /** Compute a second time, as a validator would, and compare. */
  readonly check: boolean;
  /** Told after each step what it did and how long it took, in seconds. */
  readonly onStep: (step: Step, detail: string, seconds: number) => void;
}

export interface LiveResult {
  readonly task: Hex;
  readonly seed: bigint;
  readonly files: readonly OutputFile[];
  readonly cid: { readonly hex: Hex; readonly base58: string };
  /** What the solver's wallet holds more after the claim. */
  readonly earned: Wei;
  /** Absent unless it was checked. */
  readonly isRepeatable?: boolean;
}

export const MODEL = "live";
const SOLVER = addressOf("live/solver");
const USER = addressOf("live/user");
const FEE: Wei = WAD / 2n;
const STAKE: Wei = 100n * WAD;
const MILLISECONDS = 1_000;

/** A chain that begins now, with one model that is paid in full. */
export const livePlan = (now: Seconds): DeploymentPlan => ({
  timestamp: now,
  parameters: {},
  models: [{ name: MODEL, addr: addressOf("live/model-owner"), fee: 0n, rate: WAD, template: "0x7b7d" }],
});

/** Throws a `ModelFailure` when the model fails, `UserProblem` for an input that it does not take. */
export const solveLive = (request: LiveRequest): Promise<LiveResult> => new Solver(request).run();

class Solver {
  readonly #request: LiveRequest;
  #timestamp: Seconds;

  constructor(request: LiveRequest) {
    this.#request = request;
    this.#timestamp = request.chain.head.timestamp;
  }

  async run(): Promise<LiveResult> {
    const { check } = this.#request;
    await this.#timed(
      "stake",
      () => this.#enter(),
      () => `100 AIUS staked by ${SOLVER}`,
    );
    const { task, posted } = await this.#timed(
      "task",
      () => this.#submit(),
      ({ task }) => `${task}, fee 0.5 AIUS`,
    );
    const seed = seedOf(task);
    const input = seededInput(this.#request.schema, posted, seed);
    const told = "seed" in input ? `seed ${seed}` : `seed ${seed}, which the model does not take`;
    const first = await this.#timed(
      "predict",
      () => this.#predict(input),
      ({ cid }) => `${told}: ${cid.base58}`,
    );
    const { files, cid } = first;
    const isRepeatable = check ? await this.#again(input, cid.hex) : undefined;
    const commitment = generateCommitment(SOLVER, task, cid.hex);
    await this.#timed(
      "commit",
      () => this.#mine(0, engine.signalCommitment(SOLVER, commitment)),
      () => commitment,
    );
    await this.#timed(
      "solution",
      () => this.#mine(0, engine.submitSolution(SOLVER, task, cid.hex)),
      () => cid.hex,
    );
    const [wait] = (await this.#request.chain.call("engine", "minClaimSolutionTime")) as readonly [bigint];
    const before = await this.#balance();
    await this.#timed(
      "claim",
      () => this.#mine(Number(wait) + 1, engine.claimSolution(SOLVER, task)),
      () => `after ${wait} s, jumped over`,
    );
    return { task, seed, files, cid, earned: (await this.#balance()) - before, isRepeatable };
  }

  async #timed<T>(step: Step, work: () => Promise<T>, detail: (value: T) => string): Promise<T> {
    const began = performance.now();
    const value = await work();
    const seconds = (performance.now() - began) / MILLISECONDS;
    this.#timestamp += Math.ceil(seconds);
    this.#request.onStep(step, detail(value), seconds);
    return value;
  }

  /** Mines one block `later` seconds on. Throws when an action fails: here none may. */
  async #mine(later: Seconds, ...actions: readonly Action[]): Promise<readonly ChainEvent[]> {
    this.#timestamp += later;
    const { outcomes } = await this.#request.chain.mine({ timestamp: this.#timestamp, actions });
    return outcomes.flatMap((outcome, at) => {
      if (outcome.ok) return outcome.events;
      throw new Error(`${actions[at]!.method} failed with ${outcome.error}(${outcome.args.join(", ")})`);
    });
  }

  async #enter(): Promise<void> {
    const { engine: engineAddress } = this.#request.chain.deployment.addresses;
    await this.#mine(
      0,
      token.transfer(LIQUIDITY_HOLDER, SOLVER, STAKE),
      token.transfer(LIQUIDITY_HOLDER, USER, FEE),
      token.approve(SOLVER, engineAddress, STAKE),
      token.approve(USER, engineAddress, FEE),
      engine.validatorDeposit(SOLVER, SOLVER, STAKE),
    );
  }

  /** `posted` is what the user's transaction carries: all that a solver learns of the task beside its id. */
  async #submit(): Promise<{ task: Hex; posted: Hex }> {
    const { chain, input } = this.#request;
    const posted = postedInput(input);
    const events = await this.#mine(0, engine.submitTask(USER, 0n, USER, chain.deployment.models[MODEL]!, FEE, posted));
    const submitted = events.find(({ name }) => name === "TaskSubmitted")!;
    return { task: submitted.args["id"] as Hex, posted };
  }

  async #predict(input: Record<string, unknown>): Promise<Pick<LiveResult, "files" | "cid">> {
    const { server, schema, signal, timeoutSeconds } = this.#request;
    const { output } = await server.predict(input, { signal, timeoutSeconds, busySeconds: timeoutSeconds });
    const files = outputFiles(output, schema.concatenates);
    return { files, cid: await directoryCid(files) };
  }

  async #again(input: Record<string, unknown>, expected: Hex): Promise<boolean> {
    const isSame = ({ cid }: Pick<LiveResult, "cid">) => cid.hex === expected;
    const second = await this.#timed(
      "check",
      () => this.#predict(input),
      (value) => (isSame(value) ? "the same output again" : `ANOTHER OUTPUT: ${value.cid.base58}`),
    );
    return isSame(second);
  }

  async #balance(): Promise<Wei> {
    const [balance] = await this.#request.chain.call("token", "balanceOf", [SOLVER]);
    return balance as Wei;
  }
}

/**
 * The posted input with the seed that the task's id decides, where the model takes one. Throws `UserProblem` for an input
 * that the model does not take. Source: protocol section 5.
 */
export function seededInput(schema: ModelSchema, posted: Hex, seed: bigint): Record<string, unknown> {
  const input = JSON.parse(Buffer.from(hexToBytes(posted)).toString("utf8")) as Record<string, unknown>;
  const takesSeed = schema.fields.some(({ name }) => name === "seed");
  const whole = takesSeed ? { ...input, seed: Number(seed) } : input;
  const fault = schema.fault(whole);
  if (fault !== undefined) throw new UserProblem(`--input: ${fault}`);
  return whole;
}

/** What the user's transaction carries. */
export const postedInput = (input: Readonly<Record<string, unknown>>): Hex =>
  bytesToHex(Buffer.from(JSON.stringify(input)));
