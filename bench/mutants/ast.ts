/** Solidity's syntax tree as solc prints it, and the text that each node stands for. */

export interface Node {
  readonly nodeType: string;
  /** "start:length:file", in bytes. */
  readonly src: string;
  readonly [property: string]: unknown;
}

/** A node with those that contain it, the nearest last. */
export interface Placed {
  readonly node: Node;
  readonly ancestors: readonly Node[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "nodeType" in value;

export const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

/** All nodes below and including this one, each before what it contains. */
export function* walk(node: Node, ancestors: readonly Node[] = []): Generator<Placed> {
  yield { node, ancestors };
  for (const child of childrenOf(node)) yield* walk(child, [...ancestors, node]);
}

export const child = (node: Node, property: string): Node => node[property] as Node;

export const list = (node: Node, property: string): readonly Node[] => (node[property] ?? []) as readonly Node[];

export function spanOf(node: Node): Span {
  const [start, length] = node.src.split(":").map(Number);
  return { start: start!, end: start! + length! };
}

/** A source whose places are counted in bytes, as solc does. */
export class Source {
  readonly name: string;
  readonly #bytes: Buffer;

  constructor(name: string, text: string) {
    this.name = name;
    this.#bytes = Buffer.from(text);
  }

  slice({ start, end }: Span): string {
    return this.#bytes.subarray(start, end).toString();
  }

  textOf(node: Node): string {
    return this.slice(spanOf(node));
  }

  get text(): string {
    return this.#bytes.toString();
  }

  /** The source with other text at a span. */
  replace({ start, end }: Span, text: string): string {
    return this.slice({ start: 0, end: start }) + text + this.slice({ start: end, end: this.#bytes.length });
  }

  /** Where a text next stands at or after a place. Throws when it does not. */
  find(text: string, from: number, before = this.#bytes.length): Span {
    const start = this.#bytes.indexOf(text, from);
    if (start < 0 || start + text.length > before) throw new Error(`${this.name}: no "${text}" from byte ${from}`);
    return { start, end: start + text.length };
  }

  /** Counted from 1. */
  lineAt(place: number): number {
    return this.slice({ start: 0, end: place }).split("\n").length;
  }

  /** The whole lines that a span touches. */
  linesAround({ start, end }: Span): Span {
    const lineEnd = this.#bytes.indexOf("\n", Math.max(start, end - 1));
    return { start: this.#bytes.lastIndexOf("\n", start - 1) + 1, end: lineEnd < 0 ? this.#bytes.length : lineEnd };
  }
}
