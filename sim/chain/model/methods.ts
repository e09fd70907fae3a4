/** External functions as a caller sees them: named, with arguments of ABI types that are checked before the call. */
import type { Address, Hex, Value } from "../../base/types.ts";

/** What each ABI type is in canonical form. */
interface AbiTypes {
  readonly address: Address;
  readonly bytes32: Hex;
  readonly bytes: Hex;
  readonly bool: boolean;
  readonly uint256: bigint;
  readonly uint64: bigint;
  readonly uint32: bigint;
  readonly uint8: bigint;
  /** Structs of which the fields are checked by the function itself. */
  readonly tuple: readonly Value[];
}

export type AbiType = keyof AbiTypes;

type Arguments<T extends readonly AbiType[]> = { [K in keyof T]: AbiTypes[T[K]] };

/** An external function, its arguments untyped so that all fit one table. `run` gives what it returns, in ABI order. */
export interface Method<C> {
  readonly inputs: readonly AbiType[];
  run(contract: C, sender: Address, args: readonly Value[]): readonly Value[];
}

const NOTHING: readonly Value[] = [];

/** A function that returns one value or none. */
export function method<C, const T extends readonly AbiType[]>(
  inputs: T,
  body: (contract: C, sender: Address, ...args: Arguments<T>) => unknown,
): Method<C> {
  const run = body as (contract: C, sender: Address, ...args: readonly Value[]) => unknown;
  return {
    inputs,
    run: (contract, sender, args) => {
      const result = run(contract, sender, ...args);
      return result === undefined ? NOTHING : [result as Value];
    },
  };
}

/** A view that returns several values. */
export function records<C, const T extends readonly AbiType[]>(
  inputs: T,
  body: (contract: C, ...args: Arguments<T>) => readonly Value[],
): Method<C> {
  const run = body as (contract: C, ...args: readonly Value[]) => readonly Value[];
  return { inputs, run: (contract, _sender, args) => run(contract, ...args) };
}

/** Methods by name; overloads by `name/arity`. */
export type MethodTable<C> = Readonly<Record<string, Method<C>>>;

/** 0 for the code of a lower-case hexadecimal digit, 1 for others; characters beyond ASCII are not in it. */
const OTHER = new Uint8Array(128).fill(1);
for (const digit of "0123456789abcdef") OTHER[digit.charCodeAt(0)] = 0;

/** One pass without a way out is several times as fast as a regular expression, and nearly all values are right. */
function isHexadecimal(text: string): boolean {
  let wrong = 0;
  for (let i = 2; i < text.length; i++) wrong |= OTHER[text.charCodeAt(i)] ?? 1;
  return wrong === 0 && text.startsWith("0x");
}

const isHex = (value: Value, length: number): boolean =>
  typeof value === "string" && value.length === length && isHexadecimal(value);

/** Addresses found right: each is named again and again. */
const KNOWN_ADDRESSES = new Set<Value>();

function isAddressOf(value: Value): boolean {
  if (KNOWN_ADDRESSES.has(value)) return true;
  if (!isHex(value, 42)) return false;
  KNOWN_ADDRESSES.add(value);
  return true;
}

const isUnsigned = (value: Value, bits: bigint): boolean =>
  typeof value === "bigint" && value >= 0n && value >> bits === 0n;

const CHECKS: Readonly<Record<AbiType, (value: Value) => boolean>> = {
  address: isAddressOf,
  bytes32: (value) => isHex(value, 66),
  bytes: (value) => typeof value === "string" && value.length % 2 === 0 && isHexadecimal(value),
  bool: (value) => typeof value === "boolean",
  uint256: (value) => isUnsigned(value, 256n),
  uint64: (value) => isUnsigned(value, 64n),
  uint32: (value) => isUnsigned(value, 32n),
  uint8: (value) => isUnsigned(value, 8n),
  tuple: (value) => Array.isArray(value),
};

/** Throws a RangeError when an argument is not in canonical form, or not within its ABI type. */
export function checkArguments(name: string, inputs: readonly AbiType[], args: readonly Value[]): void {
  if (args.length !== inputs.length)
    throw new RangeError(`${name}: ${inputs.length} arguments wanted, not ${args.length}`);
  for (let i = 0; i < inputs.length; i++)
    if (!CHECKS[inputs[i]!](args[i]!)) throw new RangeError(`${name}: ${String(args[i])} is no ${inputs[i]}`);
}

export const isAddress = CHECKS.address;
