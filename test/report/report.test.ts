import { expect } from "chai";
import type { RunSummary } from "../../sim/metrics/summary.ts";
import type { ReportInput } from "../../sim/report/input.ts";
import { renderReport } from "../../sim/report/report.ts";
import { calibrationOf } from "../../sim/scenarios/calibration.ts";
import { scenarios } from "../../sim/scenarios/index.ts";

const NOTHING: RunSummary = { metrics: [], series: [], distributions: [], agents: [], findings: [], violations: [] };
const scenario = scenarios["market"]!;

const input = (changes: Partial<ReportInput> = {}): ReportInput => ({
  scenario,
  calibration: calibrationOf(scenario.calibration),
  seed: 1,
  backend: "model",
  start: 1_739_404_800,
  end: 1_739_491_200,
  reason: "horizon",
  summary: NOTHING,
  id: "0123456789abcdef",
  ledgerHash: "0x00",
  code: "00",
  bytecodeHash: "0x",
  command: "npx testbed replay runs/market-0123456789abcdef/manifest.json",
  ...changes,
});

describe("the report", () => {
  it("is a pure function of its input", () => {
    expect(renderReport(input())).to.deep.equal(renderReport(input()));
  });

  it("stands when nothing happened: no figures, and it says so", () => {
    const { html, figures } = renderReport(input());
    expect(figures).to.deep.equal([]);
    expect(html).to.include("no solver took part").and.include("Nobody asked for anything.");
    expect(html).not.to.match(/NaN|undefined|Infinity/);
  });

  it("labels every input with where it comes from, priors never as measurements", () => {
    const { html } = renderReport(input());
    for (const { name } of scenario.models) expect(html).to.include(`${name} on a100-80gb, median time`);
    expect(html)
      .to.include('<span class="tag prior">prior</span>')
      .and.include('<span class="tag assumed">assumed</span>');
    const measured = [...html.matchAll(/<tr>((?:(?!<tr>).)*)<span class="tag measured">/gs)].map(([, row]) => row);
    expect(measured).to.have.length(1);
    expect(measured[0]).to.include("gas per call");
  });

  it("shows the command that makes the run again, and what identifies it", () => {
    const { html } = renderReport(input({ fork: { chainId: 42_170, block: 7 } }));
    expect(html).to.include("<pre>npx testbed replay runs/market-0123456789abcdef/manifest.json</pre>");
    expect(html).to.include("chain 42170 at block 7");
  });

  it("says first when it is incomplete", () => {
    expect(renderReport(input({ reason: "interrupted" })).html).to.match(/<main>\s*<p class="banner"><b>Incomplete/);
    expect(renderReport(input()).html).not.to.include('class="banner"');
  });

  it("shows text from scenarios as text", () => {
    const { html } = renderReport(input({ scenario: { ...scenario, title: "<script>alert(1)</script>" } }));
    expect(html).to.include("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    expect(html).not.to.include("<script");
  });

  it("reads in light and in dark", () => {
    expect(renderReport(input()).html).to.include("@media (prefers-color-scheme:dark){:root{");
  });
});
