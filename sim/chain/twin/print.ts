/** A history as TypeScript that can be pasted into an anchored test. */
import type { Value } from "../../base/types.ts";
import type { Action, BlockRequest } from "../port.ts";

function literal(value: Value): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  return `[${value.map(literal).join(", ")}]`;
}

const printAction = ({ from, to, method, args }: Action): string =>
  `    { from: "${from}", to: "${to}", method: "${method}", args: ${literal(args)} },\n`;

function printBlock({ timestamp, actions }: BlockRequest): string {
  const list = actions.length === 0 ? "[]" : `[\n${actions.map(printAction).join("")}  ]`;
  return `  await chain.mine({ timestamp: ${timestamp}, actions: ${list} });\n`;
}

/** The blocks as a test that is run on every backend. The plan is the test's. */
export const printTest = (title: string, blocks: readonly BlockRequest[]): string =>
  `it(${JSON.stringify(title)}, async () => {\n  const chain = await backend.open(plan);\n${blocks.map(printBlock).join("")}});\n`;
