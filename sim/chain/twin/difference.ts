/** How two backends differ, and how that is told. */
import type { Value } from "../../base/types.ts";
import type { Action, BlockResult, Outcome } from "../port.ts";
import type { Answer } from "./lens.ts";
import type { View } from "./views.ts";

/** The first place at which the backends disagree. */
export interface Difference {
  /** What was compared: "outcome of engine.submitTask", "token.balanceOf(0x...)". */
  readonly what: string;
  /** The same without ids and addresses, so that a shorter history can be seen to show the same fault. */
  readonly kind: string;
  readonly evm: string;
  readonly model: string;
}

export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${show(item)}`)
      .join(", ")} }`;
  return typeof value === "string" ? `"${value}"` : String(value);
}

/** An outcome without its gas, which the model does not know. */
const showOutcome = (outcome: Outcome): string =>
  outcome.ok
    ? outcome.events.map(({ contract, name, args }) => `${contract}.${name}${show(args)}`).join("\n      ") ||
      "no events"
    : `reverted with ${outcome.error}(${outcome.args.map(show).join(", ")})`;

/** The first difference between the results of one block. */
export function compareBlocks(
  actions: readonly Action[],
  evm: BlockResult,
  model: BlockResult,
): Difference | undefined {
  if (evm.number !== model.number)
    return { what: "block number", kind: "block number", evm: String(evm.number), model: String(model.number) };
  for (const [index, { to, method }] of actions.entries()) {
    const [ofEvm, ofModel] = [showOutcome(evm.outcomes[index]!), showOutcome(model.outcomes[index]!)];
    const kind = `outcome of ${to}.${method}`;
    if (ofEvm !== ofModel) return { what: `${kind}, action ${index} of the block`, kind, evm: ofEvm, model: ofModel };
  }
  return undefined;
}

const showAnswer = ({ error, values }: Answer): string =>
  error === undefined ? values.map(show).join(", ") : `reverted with ${error}(${values.map(show).join(", ")})`;

const sameValues = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** Whether two answers of a view are the same; views give no nested values. */
const sameAnswer = (a: Answer, b: Answer): boolean => a.error === b.error && sameValues(a.values, b.values);

/** The first difference between the answers to the same views. */
export function compareViews(
  views: readonly View[],
  evm: readonly Answer[],
  model: readonly Answer[],
): Difference | undefined {
  const index = views.findIndex((_, at) => !sameAnswer(evm[at]!, model[at]!));
  if (index < 0) return undefined;
  const { to, method, args } = views[index]!;
  const kind = `${to}.${method}`;
  const what = `${kind}(${args.map(show).join(", ")})`;
  return { what, kind, evm: showAnswer(evm[index]!), model: showAnswer(model[index]!) };
}
