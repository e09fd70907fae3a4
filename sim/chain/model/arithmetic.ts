/** Solidity's checked arithmetic on uint256. Each panics as the EVM does when the result leaves the type. */
import { PANIC, panic } from "./revert.ts";

export const MAX_UINT256 = (1n << 256n) - 1n;
export const MAX_UINT32 = (1n << 32n) - 1n;

export function add(a: bigint, b: bigint, max = MAX_UINT256): bigint {
  const sum = a + b;
  return sum > max ? panic(PANIC.arithmetic) : sum;
}

export const sub = (a: bigint, b: bigint): bigint => (b > a ? panic(PANIC.arithmetic) : a - b);

export function mul(a: bigint, b: bigint): bigint {
  const product = a * b;
  return product > MAX_UINT256 ? panic(PANIC.arithmetic) : product;
}

export const div = (a: bigint, b: bigint): bigint => (b === 0n ? panic(PANIC.divisionByZero) : a / b);
