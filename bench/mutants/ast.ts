/** Solidity's syntax tree as solc prints it. */
import type { Span } from "./source.ts";

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
