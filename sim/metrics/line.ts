/** A series being drawn: one value per sample. */
import type { Series } from "./metric.ts";

export class Line {
  readonly #name: string;
  readonly #unit: string;
  readonly #decimals: number;
  readonly values: bigint[] = [];

  constructor(name: string, unit: string, decimals: number) {
    this.#name = name;
    this.#unit = unit;
    this.#decimals = decimals;
  }

  push(value: bigint | number): void {
    this.values.push(BigInt(value));
  }

  drawn(times: readonly number[]): Series {
    return { name: this.#name, unit: this.#unit, decimals: this.#decimals, times, values: this.values };
  }
}
