import assert from "node:assert/strict";
import type { Node } from "../../bench/mutants/ast.ts";
import type { Mutant } from "../../bench/mutants/mutant.ts";
import { draw } from "../../bench/mutants/round.ts";
import { type Equivalent, scoreOf, type Tried } from "../../bench/mutants/score.ts";
import { parse, readSource } from "../../bench/mutants/solc.ts";
import { solidityMutants } from "../../bench/mutants/solidity.ts";
import { Source } from "../../bench/mutants/source.ts";
import type { Verdict } from "../../bench/mutants/trial.ts";
import { typescriptMutants } from "../../bench/mutants/typescript.ts";

const changes = (mutants: readonly Mutant[]) => mutants.map(({ rule, after }) => `${rule}: ${after.trim()}`);
const ofTypescript = (text: string) => typescriptMutants(new Source("model.ts", text));

describe("mutants of Solidity", () => {
  const file = "contracts/libraries/Share.sol";
  const mutants = solidityMutants(new Source(file, readSource(file)), parse([file]).get(file) as Node);

  it("are one change each, in the place that they name", () => {
    assert.deepEqual(changes(mutants), [
      "constant: uint256 constant WAD = 0;",
      "constant: uint256 constant WAD = (1e18 + 1);",
      "constant: uint256 constant WAD = (1e18 - 1);",
      "drop statement: {}",
      "arithmetic: return amount + (amount * (WAD - percentage)) / WAD;",
      "arithmetic: return amount - (amount * (WAD - percentage)) * WAD;",
      "arithmetic: return amount - (amount / (WAD - percentage)) / WAD;",
      "arithmetic: return amount - (amount * (WAD + percentage)) / WAD;",
    ]);
    assert.deepEqual([...new Set(mutants.map(({ inside }) => inside))], ["WAD", "roundedUp"]);
  });

  it("differ from the source in the changed lines alone", () => {
    const source = readSource(file);
    for (const { text, before, after } of mutants) assert.equal(text, source.replace(before, after));
  });
});

describe("mutants of TypeScript", () => {
  it("take types for nothing, and a less-than for an operator only between values", () => {
    assert.deepEqual(changes(ofTypescript("const known = new Map<string, Array<number>>();\n")), []);
    assert.deepEqual(changes(ofTypescript("export const less = (a: bigint, b: bigint): boolean => a < b;\n")), [
      "comparison: export const less = (a: bigint, b: bigint): boolean => a <= b;",
      "comparison: export const less = (a: bigint, b: bigint): boolean => a >= b;",
    ]);
  });

  it("drop statements of functions, not of modules or classes, and swap neighbours that others can see", () => {
    const text = [
      'import { revert } from "./revert.ts";',
      "class Engine {",
      "  readonly records: Records;",
      "  finish(id: Hex): void {",
      '    if (this.paused) revert("Paused");',
      "    this.records.delete(id);",
      "    this.send(id);",
      "    this.emit(id);",
      "  }",
      "}",
    ];
    assert.deepEqual(changes(ofTypescript(text.join("\n"))), [
      'constant: if (this.paused) revert("Paused!");',
      'condition: if (!(this.paused)) revert("Paused");',
      "drop statement: {}",
      "drop statement: {}",
      "drop statement: {}",
      "drop statement: {}",
      "order of statements: this.emit(id);\n    this.send(id);",
    ]);
  });

  it("keep their names when other lines change", () => {
    const line = "export const share = (fee: bigint): bigint => fee / 2n;\n";
    const ids = ofTypescript(line).map(({ id }) => id);
    assert.deepEqual(
      ofTypescript(`const other = 1n;\n${line}`)
        .filter(({ inside }) => inside === "share")
        .map(({ id }) => id),
      ids,
    );
  });
});

describe("a mutation score", () => {
  const mutants = ofTypescript("export const share = (fee: bigint): bigint => fee / 20n + 1n;\n");
  const killed: Verdict = { outcome: "killed", by: { file: "a.test.ts", test: "a", error: "" } };
  const verdicts: readonly Verdict[] = [
    killed,
    killed,
    { outcome: "survived" },
    { outcome: "survived" },
    { outcome: "identical" },
  ];
  const tried: readonly Tried[] = verdicts.map((verdict, index) => ({ mutant: mutants[index]!, verdict }));
  const entry: Equivalent = { id: mutants[2]!.id, file: "model.ts", inside: "share", before: "", after: "", why: "" };

  it("leaves equivalent mutants out, and shows them as survivors in the raw score", () => {
    const { score, rawScore, survived, equivalent, notCounted } = scoreOf("all", tried, new Map([[entry.id, entry]]));
    assert.deepEqual({ survived, equivalent, notCounted }, { survived: 2, equivalent: 1, notCounted: 1 });
    assert.equal(score, 2 / 3);
    assert.equal(rawScore, 2 / 4);
  });

  it("is of the sample that the seed draws", () => {
    const ids = (seed: string) => draw(mutants, 3, seed).map(({ id }) => id);
    assert.equal(ids("0").length, 3);
    assert.deepEqual(ids("0"), ids("0"));
    assert.ok(["1", "2", "3"].some((seed) => ids(seed).join() !== ids("0").join()));
  });
});
