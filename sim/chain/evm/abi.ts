/** Calls, events and errors of a contract, encoded and decoded by its ABI. */
import { keccak256Text } from "../../base/keccak.ts";
import type { Hex, Value } from "../../base/types.ts";
import { type AbiParameter, type Codec, codecOf, tupleCodec } from "./codec.ts";

/** An entry of an artifact's ABI. */
export interface AbiEntry {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
  readonly anonymous?: boolean;
}

export interface DecodedEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, Value>>;
}

export interface DecodedError {
  readonly error: string;
  readonly args: readonly Value[];
}

/** `name(type,type)` with structs written out, as hashed for selectors and topics. */
export function signatureOf(entry: AbiEntry): string {
  return `${entry.name}(${(entry.inputs ?? []).map(canonicalType).join(",")})`;
}

function canonicalType(parameter: AbiParameter): string {
  if (!parameter.type.startsWith("tuple")) return parameter.type;
  return `(${(parameter.components ?? []).map(canonicalType).join(",")})${parameter.type.slice("tuple".length)}`;
}

/** The eight digits that a call or an error begins with, without 0x. */
function selectorOf(entry: AbiEntry): string {
  return topicOf(entry).slice(2, 10);
}

function topicOf(entry: AbiEntry): Hex {
  return keccak256Text(signatureOf(entry));
}

interface FunctionCodec {
  readonly name: string;
  readonly signature: string;
  readonly selector: string;
  readonly arity: number;
  readonly inputs: Codec;
  readonly outputs: Codec;
  readonly returnsStruct: boolean;
}

function functionCodec(entry: AbiEntry): FunctionCodec {
  const inputs = entry.inputs ?? [];
  const outputs = entry.outputs ?? [];
  return {
    name: entry.name!,
    signature: signatureOf(entry),
    selector: selectorOf(entry),
    arity: inputs.length,
    inputs: tupleCodec(inputs.map(codecOf)),
    outputs: tupleCodec(outputs.map(codecOf)),
    returnsStruct: outputs.length === 1 && outputs[0]!.type === "tuple",
  };
}

/** An argument of an event: taken from a topic, or from the data. */
interface EventField {
  readonly name: string;
  readonly indexed: boolean;
  readonly codec: Codec;
}

interface EventCodec {
  readonly name: string;
  readonly fields: readonly EventField[];
  readonly data: Codec;
}

const topicHash: Codec = codecOf({ name: "", type: "bytes32" });

function eventCodec(entry: AbiEntry): EventCodec {
  const fields = (entry.inputs ?? []).map((input, index) => eventField(input, index));
  return {
    name: entry.name!,
    fields,
    data: tupleCodec(fields.filter((field) => !field.indexed).map((field) => field.codec)),
  };
}

function eventField(input: AbiParameter, index: number): EventField {
  const codec = codecOf(input);
  const indexed = input.indexed ?? false;
  // A topic holds one word: of everything else only the hash.
  const hashed = indexed && (codec.dynamic || /^tuple|\]$/.test(input.type));
  return { name: input.name || String(index), indexed, codec: hashed ? topicHash : codec };
}

/** A contract's functions and events. */
export class ContractAbi {
  readonly #functions = new Map<string, FunctionCodec>();
  readonly #events = new Map<string, EventCodec>();

  constructor(entries: readonly AbiEntry[]) {
    for (const entry of entries) {
      if (entry.type === "function") this.#addFunction(functionCodec(entry));
      if (entry.type === "event" && !entry.anonymous) this.#events.set(topicOf(entry), eventCodec(entry));
    }
  }

  #addFunction(codec: FunctionCodec): void {
    this.#functions.set(codec.signature, codec);
    this.#functions.set(`${codec.name}/${codec.arity}`, codec);
  }

  /** A call's data. `method` is a name or, among overloads of one arity, a signature. Throws a RangeError that names the call. */
  encodeCall(method: string, args: readonly Value[]): Hex {
    const codec = this.#function(method, args.length);
    try {
      return `0x${codec.selector}${codec.inputs.encode(args)}`;
    } catch (error) {
      throw new RangeError(`${codec.signature}: ${(error as Error).message}`);
    }
  }

  /** What a call returned, in ABI order; the fields of a struct one by one. */
  decodeResult(method: string, arity: number, data: Hex): readonly Value[] {
    const codec = this.#function(method, arity);
    const values = codec.outputs.decode(data.slice(2), 0) as readonly Value[];
    return codec.returnsStruct ? (values[0] as readonly Value[]) : values;
  }

  #function(method: string, arity: number): FunctionCodec {
    const codec = this.#functions.get(method) ?? this.#functions.get(`${method}/${arity}`);
    if (!codec) throw new RangeError(`the contract has no function ${method} of ${arity} arguments`);
    return codec;
  }

  /** A log's event. Throws on one that the ABI does not have. */
  decodeLog(topics: readonly string[], data: string): DecodedEvent {
    const codec = this.#events.get(topics[0] ?? "");
    if (!codec) throw new RangeError(`no event of the contract has the topic ${topics[0]}`);
    const unindexed = codec.data.decode(data.slice(2), 0) as readonly Value[];
    const args: Record<string, Value> = {};
    let topic = 1;
    let position = 0;
    for (const { name, indexed, codec: field } of codec.fields) {
      args[name] = indexed ? field.decode(topics[topic++]!, 2) : unindexed[position++]!;
    }
    return { name: codec.name, args };
  }
}

/** Solidity's own two errors. Source: Solidity documentation, "Panic via assert and Error via require". */
const BUILT_IN_ERRORS: readonly AbiEntry[] = [
  { type: "error", name: "Error", inputs: [{ name: "message", type: "string" }] },
  { type: "error", name: "Panic", inputs: [{ name: "code", type: "uint256" }] },
];

/** The errors of many contracts: one that is thrown deep in a call may belong to any of them. */
export class ErrorAbi {
  readonly #errors = new Map<string, { readonly name: string; readonly inputs: Codec }>();

  constructor(entries: readonly AbiEntry[]) {
    for (const entry of [...BUILT_IN_ERRORS, ...entries]) {
      if (entry.type !== "error") continue;
      this.#errors.set(selectorOf(entry), {
        name: entry.name!,
        inputs: tupleCodec((entry.inputs ?? []).map(codecOf)),
      });
    }
  }

  /** The names of all errors that can be told apart, Solidity's own included. */
  get names(): readonly string[] {
    return [...this.#errors.values()].map((error) => error.name);
  }

  /** What a call reverted with: `Reverted` when it gave no data, `Unknown` with the data when no ABI has its selector. */
  decode(data: Hex): DecodedError {
    if (data === "0x") return { error: "Reverted", args: [] };
    const known = this.#errors.get(data.slice(2, 10));
    if (!known) return { error: "Unknown", args: [data] };
    return { error: known.name, args: known.inputs.decode(data.slice(10), 0) as readonly Value[] };
  }
}
