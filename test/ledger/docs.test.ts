import { readFileSync } from "node:fs";
import { expect } from "chai";
import { EVENT_COLUMNS } from "../../sim/ledger/event-rows.ts";
import { FINDINGS } from "../../sim/ledger/findings.ts";
import { FLOW_KINDS } from "../../sim/ledger/flow.ts";
import { INVARIANTS } from "../../sim/ledger/invariants.ts";

const page = readFileSync(new URL("../../docs/ledger.md", import.meta.url), "utf8");
const rows = new Set(page.split("\n").filter((line) => line.startsWith("| `")));

describe("docs/ledger.md", () => {
  it("lists every column, journey, invariant and finding in the words of the code, and nothing else", () => {
    const pairs = [EVENT_COLUMNS, FLOW_KINDS, INVARIANTS].flatMap((table) => Object.entries(table));
    const findings = Object.entries(FINDINGS).map(([name, { description, costs }]) => [name, description, costs]);
    const expected = [...pairs, ...findings].map(([name, ...cells]) => `| \`${name}\` | ${cells.join(" | ")} |`);
    expect([...rows].sort()).to.deep.equal(expected.sort());
  });
});
