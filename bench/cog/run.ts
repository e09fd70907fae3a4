/** A whole benchmark: processes one after the other, everything kept as it comes, the result whole at every moment. */
import { cpus, release, totalmem, type } from "node:os";
import pkg from "../../package.json" with { type: "json" };
import { canonicalJson, sha256 } from "../../sim/run/canonical.ts";
import { UserProblem } from "../../sim/run/problem.ts";
import { checkInputs } from "./cases.ts";
import type { ImageFacts } from "./docker.ts";
import type { Gpu } from "./gpu.ts";
import type { Host } from "./host.ts";
import { claimsOf } from "./labels.ts";
import type { Meter } from "./meter.ts";
import { type Acquaintance, MeasuredProcess, type Plan, type Watcher } from "./process.ts";
import type { BenchMachine, BenchProcess, BenchResult, BenchTarget } from "./result.ts";
import { sealed } from "./resultFile.ts";
import { determinismOf, failuresOf, summaryOf } from "./summary.ts";

export interface BenchRequest {
  readonly plan: Plan;
  readonly restarts: number;
  readonly host: Host;
  readonly meter: Meter;
  readonly gpus: readonly Gpu[];
  /** As it was asked for: `all`, indexes or undefined. */
  readonly gpu: string | undefined;
  readonly image: ImageFacts | undefined;
  readonly pullSeconds: number | undefined;
  /** Where the cases came from, for messages. */
  readonly casesPath: string;
  readonly signal?: AbortSignal;
  readonly observer: BenchObserver;
}

export interface BenchObserver {
  process(number: number, of: number): void;
  ready(process: Acquaintance): void;
  attempted: Watcher["attempted"];
  /** The result as it stands, marked as running. */
  checkpoint(result: BenchResult): void;
}

const MIB = 2 ** 20;

/** Throws `UserProblem` for inputs that the model does not take. Anything that the model gets wrong is in the result. */
export async function runBench(request: BenchRequest): Promise<BenchResult> {
  return new Bench(request).run();
}

class Bench {
  readonly #request: BenchRequest;
  readonly #processes: BenchProcess[] = [];
  #target: BenchTarget | null = null;

  constructor(request: BenchRequest) {
    this.#request = request;
  }

  async run(): Promise<BenchResult> {
    const { restarts, host, signal, observer, image } = this.#request;
    const label = image && claimsOf(image).version;
    let reason: BenchResult["reason"] = "done";
    for (let number = 1; number <= 1 + restarts && reason === "done"; number++) {
      observer.process(number, 1 + restarts);
      const process = new MeasuredProcess(this.#request.plan, this.#request.meter, this.#watcher(), signal);
      try {
        await process.measure(host, label);
      } catch (error) {
        if (!signal?.aborted) throw error;
        reason = "interrupted";
      }
      this.#processes.push(process.result);
      const isOver = process.isLost && (!host.canRestart || process.result.samples.length === 0);
      if (isOver && reason === "done") reason = "lost";
    }
    return this.#result(this.#processes, reason);
  }

  #watcher(): Watcher {
    const { observer, plan, casesPath } = this.#request;
    return {
      met: (server) => {
        checkInputs(plan.cases, server.schema, casesPath);
        this.#target = this.#targetOf(server);
        observer.ready(server);
      },
      attempted: observer.attempted,
      checkpoint: (process) => observer.checkpoint(this.#result([...this.#processes, process], "running")),
    };
  }

  #targetOf({ root, speech, openapi }: Acquaintance): BenchTarget {
    const { image } = this.#request;
    const schema = sha256(canonicalJson(openapi));
    if (this.#target !== null && this.#target.schema !== schema)
      throw new UserProblem("the model's schema changed between two starts: this is not one model");
    const claims = root.arbius_testbed;
    return {
      image: image === undefined ? null : imageOf(image),
      dialect: speech.dialect,
      version: speech.version ?? null,
      predictTimeFrom: speech.predictTimeFrom,
      schema,
      claims: claims === undefined ? null : { ...pick(claims), synthetic: claims.synthetic ?? false },
    };
  }

  #result(processes: readonly BenchProcess[], reason: BenchResult["reason"]): BenchResult {
    const { plan, restarts, gpu, pullSeconds } = this.#request;
    const machine = this.#machine();
    const summary = summaryOf(plan.cases, processes);
    return sealed({
      kind: "bench",
      format: 1,
      created: new Date().toISOString(),
      testbed: pkg.version,
      complete: reason === "done",
      reason,
      settings: { predictions: plan.predictions, warmups: plan.warmups, restarts, gpu: gpu ?? null },
      machine,
      target: this.#target,
      pullSeconds: pullSeconds ?? null,
      cases: [...plan.cases],
      processes: [...processes],
      summary,
      failures: failuresOf(processes),
      determinism: determinismOf({ machine, target: this.#target }, summary),
    } as const);
  }

  #machine(): BenchMachine {
    const { gpus, meter } = this.#request;
    return {
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: cpus().length,
      memoryMiB: Math.round(totalmem() / MIB),
      os: `${type()} ${release()}`,
      gpus: gpus.map(({ powerLimitWatts = null, ...gpu }) => ({ ...gpu, powerLimitWatts })),
      sampler: meter.description,
    };
  }
}

const pick = ({ fake, model, device }: { fake: boolean; model: string; device: string }) => ({ fake, model, device });

function imageOf(image: ImageFacts): BenchTarget["image"] {
  const { reference, id, digest = null, bytes } = image;
  return { reference, id, digest, bytes, cuda: claimsOf(image).cuda ?? null };
}
