import type { Value } from "../../base/types.ts";

/** Thrown where the contracts revert. No Error, since nobody reads its stack and taking one costs more than the call. */
export class Revert {
  readonly error: string;
  readonly args: readonly Value[];
  constructor(error: string, args: readonly Value[] = []) {
    this.error = error;
    this.args = args;
  }
}

/** Reverts with a custom error and its arguments in ABI order. */
export function revert(error: string, ...args: Value[]): never {
  throw new Revert(error, args);
}

/** Solidity's panics that can occur. Source: Solidity documentation, "Panic via assert and Error via require". */
export const PANIC = { arithmetic: 0x11n, divisionByZero: 0x12n, indexOutOfBounds: 0x32n } as const;

export const panic = (code: bigint): never => revert("Panic", code);
