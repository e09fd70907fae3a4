/**
 * The contract ABI's encoding, for values in canonical form (sim/base/types.ts): integers as bigints, hex in lower case,
 * tuples and arrays as arrays. Works on hexadecimal text, because that is what crosses JSON-RPC in both directions.
 * Source: Solidity documentation, "Contract ABI Specification".
 */
import type { Value } from "../../base/types.ts";

/** A parameter as it stands in an artifact's ABI. */
export interface AbiParameter {
  readonly name: string;
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParameter[];
}

/** One type's encoding. Positions and sizes count hexadecimal digits in text without 0x. */
export interface Codec {
  /** Whether the value lies in the tail, behind an offset. */
  readonly dynamic: boolean;
  /** Digits in the head: 64 for dynamic types. */
  readonly size: number;
  encode(value: Value): string;
  decode(data: string, at: number): Value;
}

const WORD = 64;
const BYTE = 2;

/** The codec of a parameter. Throws on a type that the ABI does not know. */
export function codecOf(parameter: AbiParameter): Codec {
  const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
  if (array) {
    const element = codecOf({ ...parameter, type: array[1]! });
    return array[2] === "" ? listCodec(element) : tupleCodec(Array(Number(array[2])).fill(element));
  }
  if (parameter.type === "tuple") return tupleCodec((parameter.components ?? []).map(codecOf));
  return elementaryCodec(parameter.type);
}

/** Values in a row, as a call's arguments or a struct's fields. */
export function tupleCodec(fields: readonly Codec[]): Codec {
  const dynamic = fields.some((field) => field.dynamic);
  const headSize = fields.reduce((sum, field) => sum + field.size, 0);
  return {
    dynamic,
    size: dynamic ? WORD : headSize,
    encode: (value) => encodeFields(fields, headSize, asList(value, fields.length)),
    decode: (data, at) => decodeFields(fields, data, at),
  };
}

function encodeFields(fields: readonly Codec[], headSize: number, values: readonly Value[]): string {
  let head = "";
  let tail = "";
  for (let index = 0; index < fields.length; index++) {
    const encoded = fields[index]!.encode(values[index]!);
    if (fields[index]!.dynamic) {
      head += word(BigInt((headSize + tail.length) / BYTE));
      tail += encoded;
    } else head += encoded;
  }
  return head + tail;
}

function decodeFields(fields: readonly Codec[], data: string, start: number): Value[] {
  let at = start;
  return fields.map((field) => {
    const position = field.dynamic ? start + readLength(data, at) * BYTE : at;
    at += field.size;
    return field.decode(data, position);
  });
}

function listCodec(element: Codec): Codec {
  const fields = (length: number) => Array<Codec>(length).fill(element);
  return {
    dynamic: true,
    size: WORD,
    encode: (value) => {
      const items = asList(value);
      return word(BigInt(items.length)) + encodeFields(fields(items.length), items.length * element.size, items);
    },
    decode: (data, at) => decodeFields(fields(readLength(data, at)), data, at + WORD),
  };
}

function elementaryCodec(type: string): Codec {
  if (type === "address") return addressCodec;
  if (type === "bool") return boolCodec;
  if (type === "bytes") return bytesCodec;
  if (type === "string") return stringCodec;
  const integer = /^(u?)int(\d+)$/.exec(type);
  if (integer) return integerCodec(type, integer[1] === "u", BigInt(integer[2]!));
  const fixed = /^bytes(\d+)$/.exec(type);
  if (fixed) return fixedBytesCodec(type, Number(fixed[1]));
  throw new Error(`no ABI type is called ${type}`);
}

function integerCodec(type: string, unsigned: boolean, bits: bigint): Codec {
  const span = 1n << bits;
  const min = unsigned ? 0n : -(span >> 1n);
  const max = unsigned ? span - 1n : (span >> 1n) - 1n;
  return {
    dynamic: false,
    size: WORD,
    encode: (value) => {
      if (typeof value !== "bigint" || value < min || value > max) throw new RangeError(`${show(value)} is no ${type}`);
      return word(value < 0n ? value + (1n << 256n) : value);
    },
    decode: (data, at) => {
      const value = BigInt(`0x${wordAt(data, at)}`);
      return unsigned ? value : BigInt.asIntN(256, value);
    },
  };
}

const addressCodec: Codec = {
  dynamic: false,
  size: WORD,
  encode: (value) => asHex(value, "address", 20).padStart(WORD, "0"),
  decode: (data, at) => `0x${wordAt(data, at).slice(24)}`,
};

const boolCodec: Codec = {
  dynamic: false,
  size: WORD,
  encode: (value) => {
    if (typeof value !== "boolean") throw new RangeError(`${show(value)} is no bool`);
    return word(value ? 1n : 0n);
  },
  decode: (data, at) => wordAt(data, at)[WORD - 1] === "1",
};

function fixedBytesCodec(type: string, length: number): Codec {
  return {
    dynamic: false,
    size: WORD,
    encode: (value) => asHex(value, type, length).padEnd(WORD, "0"),
    decode: (data, at) => `0x${wordAt(data, at).slice(0, length * BYTE)}`,
  };
}

const bytesCodec: Codec = {
  dynamic: true,
  size: WORD,
  encode: (value) => encodeBytes(asHex(value, "bytes")),
  decode: (data, at) => `0x${readBytes(data, at)}`,
};

const stringCodec: Codec = {
  dynamic: true,
  size: WORD,
  encode: (value) => {
    if (typeof value !== "string") throw new RangeError(`${show(value)} is no string`);
    return encodeBytes(Buffer.from(value, "utf8").toString("hex"));
  },
  decode: (data, at) => Buffer.from(readBytes(data, at), "hex").toString("utf8"),
};

function encodeBytes(digits: string): string {
  return word(BigInt(digits.length / BYTE)) + digits.padEnd(Math.ceil(digits.length / WORD) * WORD, "0");
}

function readBytes(data: string, at: number): string {
  return data.slice(at + WORD, at + WORD + readLength(data, at) * BYTE);
}

/** A length or an offset: no larger than the data, so that malformed data cannot ask for endless lists. */
function readLength(data: string, at: number): number {
  const length = Number(BigInt(`0x${wordAt(data, at)}`));
  if (length * BYTE > data.length) throw new RangeError("ABI data points beyond its end");
  return length;
}

function wordAt(data: string, at: number): string {
  if (at + WORD > data.length) throw new RangeError("ABI data ends too early");
  return data.slice(at, at + WORD);
}

function word(value: bigint): string {
  return value.toString(16).padStart(WORD, "0");
}

function asList(value: Value, length?: number): readonly Value[] {
  if (!Array.isArray(value)) throw new RangeError(`${show(value)} is no list`);
  if (length !== undefined && value.length !== length)
    throw new RangeError(`${length} values wanted, not ${value.length}`);
  return value;
}

/** Digits of a hexadecimal value of `length` bytes (any length when left out). */
function asHex(value: Value, type: string, length?: number): string {
  if (typeof value !== "string" || !/^0x([0-9a-f]{2})*$/.test(value))
    throw new RangeError(`${show(value)} is no ${type}`);
  if (length !== undefined && value.length !== BYTE + length * BYTE) throw new RangeError(`${value} is no ${type}`);
  return value.slice(2);
}

function show(value: unknown): string {
  return typeof value === "bigint" ? value.toString() : `${typeof value} ${String(value)}`;
}
