/**
 * What a part of a history must look like to mean the same: a task's id depends on the tasks before it, so the ids of what is
 * left change when something is left out, and with them the commitments.
 */
import { generateCommitment, generateIPFSCID, hashTask } from "../../base/ids.ts";
import type { Address, Hex, Seconds, Value, Wei } from "../../base/types.ts";
import type { Action, BlockRequest, BlockResult } from "../port.ts";

/** One action of a history, or the mere passing of a block when it has none. */
export interface Item {
  readonly block: number;
  readonly timestamp: Seconds;
  readonly action?: Action;
  /** The id of the task that the action made. */
  readonly created?: Hex;
}

/** A block's items; an empty one has one item, so that its time can be kept. */
export function itemsOf(block: number, { timestamp, actions }: BlockRequest, { outcomes }: BlockResult): Item[] {
  if (actions.length === 0) return [{ block, timestamp }];
  return actions.map((action, index) => {
    const outcome = outcomes[index]!;
    const event = outcome.ok ? outcome.events.find(({ name }) => name === "TaskSubmitted") : undefined;
    return { block, timestamp, action, created: event?.args["id"] as Hex | undefined };
  });
}

/** What a commitment stands for. */
export type Reveal = readonly [solver: Address, task: Hex, cid: Hex];

/** The commitments of the history that a solution reveals. */
function reveals(items: readonly Item[]): Reveal[] {
  return items.flatMap(({ action }): Reveal[] =>
    action?.method === "submitSolution" ? [[action.from, ...(action.args as readonly [Hex, Hex])]] : [],
  );
}

const byCommitment = (known: readonly Reveal[]): ReadonlyMap<Hex, Reveal> =>
  new Map(known.map((reveal) => [generateCommitment(...reveal), reveal]));

const NO_TASK: Hex = `0x${"00".repeat(32)}`;

/**
 * The blocks that `items`, a part of the history `whole`, make, with the ids that they then have. `known` are commitments that
 * the history never reveals.
 */
export function blocksOf(
  items: readonly Item[],
  whole: readonly Item[],
  known: readonly Reveal[] = [],
): BlockRequest[] {
  const commitments = byCommitment([...known, ...reveals(whole)]);
  const ids = new Map<Value, Hex>();
  let previous = NO_TASK;
  const relabel = (value: Value): Value => {
    const reveal = commitments.get(value as Hex);
    if (!reveal) return ids.get(value) ?? value;
    const [solver, task, cid] = reveal;
    return generateCommitment(solver, ids.get(task) ?? task, cid);
  };
  const note = ({ created, action }: Item): void => {
    if (!created || !action) return;
    const [, , model, fee, input] = action.args as readonly [bigint, Address, Hex, Wei, Hex];
    previous = hashTask({ model, fee, cid: generateIPFSCID(input) }, action.from, previous);
    ids.set(created, previous);
  };
  const blocks: { block: number; timestamp: Seconds; actions: Action[] }[] = [];
  for (const item of items) {
    if (blocks.at(-1)?.block !== item.block) blocks.push({ block: item.block, timestamp: item.timestamp, actions: [] });
    if (item.action) blocks.at(-1)!.actions.push({ ...item.action, args: item.action.args.map(relabel) });
    note(item);
  }
  return blocks.map(({ timestamp, actions }) => ({ timestamp, actions }));
}
