/**
 * Waiting for another thread without going to sleep. The EVM answers in well under a millisecond, and a process that sleeps
 * meanwhile has to be woken by the kernel, twice per transaction; on a virtual machine that takes a third of the time.
 */

/** Longest waking wait, in milliseconds: a forked node's answers take longer, and need nobody awake. */
const PATIENCE = 10;
/** Answers after which it is decided again. */
const ROUND = 64;
/**
 * Times that the kernel took the processor away, per answer: about 0.2 with a processor to spare, from 1.5 on with none.
 * The latter also when sleeping, so that one limit says both when to stop and when to begin again.
 */
const CROWDED = 0.75;

export class Vigil {
  readonly #preemptions: () => number;
  #awake: boolean;
  #answers = 0;
  #before: number;

  /** `preemptions`: how often this process has been interrupted for another. Where the system does not count, none. */
  constructor(processors: number, preemptions = () => process.resourceUsage().involuntaryContextSwitches) {
    this.#preemptions = preemptions;
    this.#before = preemptions();
    this.#awake = processors > 1;
  }

  /** Whether the next wait is a waking one: not while other programs want the processor. */
  get awake(): boolean {
    return this.#awake;
  }

  /** Settles as `answer` does. */
  async wait<T>(answer: Promise<T>): Promise<T> {
    let waiting = this.#awake;
    const end = performance.now() + PATIENCE;
    const turn = () => waiting && performance.now() < end && setImmediate(turn);
    turn();
    try {
      return await answer;
    } finally {
      waiting = false;
      if (++this.#answers % ROUND === 0) this.#decide();
    }
  }

  #decide(): void {
    const now = this.#preemptions();
    this.#awake = (now - this.#before) / ROUND < CROWDED;
    this.#before = now;
  }
}
