import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { violationText } from "../../sim/cli/run.ts";
import { InvariantViolation } from "../../sim/ledger/invariants.ts";
import type { LedgerReader, Step } from "../../sim/ledger/records.ts";
import { type RunResult, runScenario } from "../../sim/run/runScenario.ts";
import { scenarios } from "../../sim/scenarios/index.ts";

/** Finds fault with the first solution of the run. */
class Fault implements LedgerReader {
  read(record: Parameters<LedgerReader["read"]>[0]): void {
    if (record.type !== "block" || record.phase !== "run") return;
    const step = record.steps.find(({ action }) => action.method === "submitSolution");
    if (step !== undefined) throw this.#violation(record.index, record.timestamp, step);
  }

  #violation(block: number, timestamp: number, step: Step): InvariantViolation {
    return new InvariantViolation("conservation", [1n, 2n], "injected", {
      block,
      timestamp,
      step,
      trail: [{ block, timestamp, step }],
    });
  }
}

describe("a violated invariant", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "violation-"));
  let result: RunResult;
  before(async () => {
    const scenario = { ...scenarios["market"]!, horizonDays: 0.05 };
    result = await runScenario({
      scenario,
      seed: 1,
      backend: "model",
      out: join(folder, "run"),
      readers: [new Fault()],
    });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("ends the run and marks it", () => {
    expect(result.manifest).to.include({ complete: false, reason: "violation" });
    expect(result.violation?.invariant).to.equal("conservation");
  });

  it("stands at the top of the report and among the invariants", () => {
    const html = readFileSync(join(result.folder, "report.html"), "utf8");
    expect(html).to.match(
      /class="banner"><b>Incomplete\.<\/b> This run was stopped by a violated invariant \(conservation violated at block/,
    );
    expect(html).to.match(/<ul class="loss"><li>conservation violated/);
    expect(html).not.to.include("None was violated");
  });

  it("is told with the equation, the step, the seed, the actions and how to replay it", () => {
    const lines = violationText(result).split("\n");
    expect(lines[0]).to.match(
      /^testbed: conservation violated at block \d+, .* submitSolution: sum of all balances = 1 000 000 AIUS; left 1, right 2 \(injected\)$/,
    );
    expect(lines[1]).to.equal("seed 1; the actions that led there:");
    expect(lines[2]).to.match(/^ {2}block \d+ {2}\S+ {2}engine\.submitSolution\(0x.*\) {2}ok$/);
    expect(lines[3]).to.match(/^replay: npx testbed replay .*manifest\.json$/);
  });
});
