/** NVML's counter of the energy that a GPU has used since its driver was loaded, through a small Python program. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Gpu } from "./gpu.ts";

const PROGRAM = fileURLToPath(new URL("nvml.py", import.meta.url));
const MILLIJOULES = 1_000;

export class EnergyCounter {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Undefined where there is no Python, no NVML, or a GPU without the counter (before Volta). */
  static async open(
    gpus: readonly Gpu[],
    command: readonly string[] = ["python3", PROGRAM],
  ): Promise<EnergyCounter | undefined> {
    const [program, ...args] = command;
    const child = spawn(program!, [...args, ...gpus.map(({ index }) => String(index))], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    const failed = new Promise<undefined>((resolve) => {
      child.on("error", () => resolve(undefined));
      child.on("close", () => resolve(undefined));
    });
    child.stdin.on("error", () => {});
    const counter = new EnergyCounter(child, createInterface({ input: child.stdout }));
    const first = await Promise.race([counter.#line(), failed]);
    return first === "ready" ? counter : undefined;
  }

  /** Joules by the GPU's uuid; undefined when the program has ended. */
  async read(): Promise<ReadonlyMap<string, number> | undefined> {
    this.#child.stdin!.write("\n");
    const words = (await this.#line())?.split(" ");
    if (words === undefined) return undefined;
    const pairs = words.flatMap((word, i) =>
      i % 2 === 0 ? [[word, Number(words[i + 1]) / MILLIJOULES] as const] : [],
    );
    return new Map(pairs);
  }

  close(): void {
    this.#child.stdin!.end();
    this.#child.kill();
  }

  async #line(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next();
    return done ? undefined : value;
  }
}
