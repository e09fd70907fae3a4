/** What can go wrong between a client and a model server, by kind: benchmarks count them, and no kind hides another. */

export const FAILURE_KINDS = [
  "setup-failed",
  "setup-timeout",
  "not-ready",
  "busy",
  "invalid-input",
  "model-error",
  "out-of-memory",
  "canceled",
  "server-error",
  "crashed",
  "timeout",
  "bad-answer",
  "connection",
] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];

/** A prediction or a start that did not succeed. The message says what the server said, in one line. */
export class ModelFailure extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, detail: string) {
    super(detail.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_DETAIL));
    this.name = "ModelFailure";
    this.kind = kind;
  }
}

const LONGEST_DETAIL = 500;

/** PyTorch's and CUDA's own words for having no memory left. */
const OUT_OF_MEMORY = /out of memory|OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED|Cannot allocate memory|MemoryError/;

/** A model that raised: its own fault, or the machine's memory. */
export const raised = (error: string, logs: string): ModelFailure =>
  new ModelFailure(OUT_OF_MEMORY.test(`${error}\n${logs}`) ? "out-of-memory" : "model-error", error);
