/** What a check of the theory leaves behind, and how the command line ends. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { checkTheory } from "../../sim/theory/check.ts";
import { within } from "../../sim/theory/comparison.ts";
import { theoryMarkdown } from "../../sim/theory/markdown.ts";
import { theoryReport } from "../../sim/theory/report.ts";
import type { TheorySection } from "../../sim/theory/section.ts";
import { verdict } from "../../sim/theory/wording.ts";
import { Desk } from "../cli/program.ts";

const PROVENANCE = { command: "npx testbed theory", code: "c0de", theory: "7e07" };

/** A section that needs no run. */
const written = (simulated: number): TheorySection => ({
  id: "emission",
  title: "Written",
  claim: "One is one.",
  method: "By hand.",
  run: async () => ({
    tables: [{ title: "Only table", comparisons: [within({ what: "one <1>", predicted: 1 }, simulated, 0.1)] }],
    figures: [],
    runs: [{ name: "no run", ledger: "0xab", actions: 1 }],
    notes: [],
  }),
});

describe("the report of a check", () => {
  const pages = async (simulated: number) => {
    const check = await checkTheory([written(simulated)], { seed: 1, effort: 1 });
    return { check, html: theoryReport(check, PROVENANCE).html, markdown: theoryMarkdown(check, PROVENANCE) };
  };

  it("says that all agrees, with its provenance and without network", async () => {
    const { check, html, markdown } = await pages(1.05);
    expect(verdict(check)).to.equal("All 1 comparisons agree.");
    expect(html).to.include("one &lt;1&gt;").and.to.include("c0de").and.to.include("npx testbed theory");
    expect(html).not.to.match(/(src|href)="http|@import|url\(/);
    expect(markdown).to.include("| one <1> | 1 | 1.05 | ± 0.1 of 1.05 | 1 | agrees |");
  });

  it("says what differs", async () => {
    const { check, html, markdown } = await pages(1.2);
    expect(verdict(check)).to.equal("1 of 1 comparisons differ.");
    expect(html).to.include("DIFFERS");
    expect(markdown).to.include("DIFFERS");
  });

  it("keeps what was finished when it is interrupted", async () => {
    const controller = new AbortController();
    const late: TheorySection = {
      ...written(1),
      run: async ({ onProgress }) => {
        controller.abort();
        onProgress?.(0.5);
        throw new Error("went on");
      },
    };
    const check = await checkTheory([written(1), late], { seed: 1, effort: 1, signal: controller.signal });
    expect([check.complete, check.checked.length]).to.deep.equal([false, 1]);
    expect(theoryReport(check, PROVENANCE).html).to.include("Incomplete");
  });
});

describe("testbed theory", () => {
  const desk = new Desk();
  after(() => desk.clear());

  it("writes its folder and ends with 0 when all agrees", async () => {
    const { code, stdout } = await desk.testbed(["theory", "--only", "votes", "--out", "checked", "--json"]);
    expect(code).to.equal(0);
    const { agrees, comparisons, runs } = JSON.parse(stdout);
    expect(agrees).to.equal(true);
    expect(comparisons.length).to.equal(60);
    expect(runs[0].ledger).to.match(/^0x[0-9a-f]{64}$/);
    const files = ["report.html", "experiment.json", "theory.csv", "theory.md", join("figures", "theory-votes.svg")];
    for (const file of files) expect(readFileSync(join(desk.folder, "checked", file)).length).to.be.greaterThan(0);
  });

  it("names the sections that there are when asked for another", async () => {
    const { code, stderr } = await desk.testbed(["theory", "--only", "magic"]);
    expect(code).to.equal(2);
    expect(stderr).to.match(/magic.*emission/);
  });
});
