/** Does runs on this machine's cores, each in a worker process: what one of them does to itself costs only its own run. */
import { availableParallelism } from "node:os";
import { PooledExecutor } from "../pooled.ts";
import { WorkerPool } from "./pool.ts";

export interface LocalOptions {
  /** Processes; all cores by default. */
  readonly workers?: number;
  /** How many runs will be asked for at least, if known: that many workers load while the leader still prepares. */
  readonly expected?: number;
}

export class LocalExecutor extends PooledExecutor {
  constructor({ workers = availableParallelism(), expected = 0 }: LocalOptions = {}) {
    super(new WorkerPool(workers, expected));
  }
}
