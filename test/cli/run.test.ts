import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { manifestSchema } from "../../sim/run/manifest.ts";
import { summarySchema } from "../../sim/run/schemas.ts";
import { Desk, type Finished } from "./program.ts";

const SHORT = ["run", "--days", "0.08", "--backend", "model"];
const PNG_SIGNATURE = "89504e470d0a1a0a";

describe("testbed run and replay, end to end", function () {
  this.timeout(180_000);
  const desk = new Desk();
  let first: Finished;
  before(async () => {
    first = await desk.testbed([...SHORT, "--out", "first"]);
  });
  after(() => desk.clear());

  const read = (run: string, file: string): string => readFileSync(join(desk.folder, run, file), "utf8");
  const leadOf = (run: string): string => /<p class="lead">(.*?)<\/p>/s.exec(read(run, "report.html"))![1]!;

  it("ends with a table and a link to the report", () => {
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout)
      .to.match(/kind +agents +in profit/)
      .and.match(/honest/);
    expect(first.stdout).to.match(/file:\/\/\/.*\/first\/report\.html\n$/);
  });

  it("shows phases and progress as plain lines where stderr is no terminal", () => {
    expect(first.stderr)
      .to.match(/opening the chain/)
      .and.match(/running/)
      .and.match(/writing the report/);
    expect(first.stderr).to.match(/^100 % {2}13 February 2025 {2}[\d,]+ blocks {2}[\d,]+ actions\/s {2}0 s left$/m);
  });

  it("leaves a folder with all files and nothing beside it", () => {
    const files = readdirSync(join(desk.folder, "first"));
    expect(files).to.have.members([
      "manifest.json",
      "summary.json",
      "events.csv",
      "metrics.csv",
      "report.html",
      "figures",
    ]);
    expect(desk.files).to.deep.equal(["first"]);
    const figures = readdirSync(join(desk.folder, "first", "figures"));
    expect(figures.filter((name) => name.endsWith(".svg"))).to.have.length(
      figures.filter((name) => name.endsWith(".png")).length,
    );
    for (const name of figures.filter((name) => name.endsWith(".png")))
      expect(
        readFileSync(join(desk.folder, "first", "figures", name))
          .subarray(0, 8)
          .toString("hex"),
      ).to.equal(PNG_SIGNATURE);
  });

  it("writes a manifest and a summary that their schemas accept, with the hash of the events", () => {
    const manifest = manifestSchema.parse(JSON.parse(read("first", "manifest.json")));
    const summary = summarySchema.parse(JSON.parse(read("first", "summary.json")));
    expect(manifest).to.include({ complete: true, reason: "horizon", seed: 1, backend: "model" });
    expect(manifest.scenario.horizonDays).to.equal(0.08);
    expect(summary.id).to.equal(manifest.id);
    expect(summary.ledgerHash).to.equal(`0x${createHash("sha256").update(read("first", "events.csv")).digest("hex")}`);
    expect(summary.metrics["tasks.submitted"]!.value).to.be.greaterThan(0);
  });

  it("writes metrics.csv with a row per moment and a column per series", () => {
    const [header, ...rows] = read("first", "metrics.csv")
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    expect(header!.slice(0, 3)).to.deep.equal(["time", "date", "supply.measure [AIUS]"]);
    for (const row of rows) expect(row).to.have.length(header!.length);
  });

  it("writes a report that needs no network and opens with who earned and who lost", () => {
    const html = read("first", "report.html");
    expect(html).not.to.match(/(src|href)="https?:|@import|url\(http/);
    expect(leadOf("first")).to.match(/^In 0\.1 days from 13 February 2025, .*(earned|lost)/);
    expect(html).not.to.match(/NaN|undefined|\[object/);
    expect(html).not.to.include(JSON.parse(read("first", "manifest.json")).created);
  });

  it("gives the same bytes for the same seed, and other words for another", async () => {
    await desk.testbed([...SHORT, "--out", "again"]);
    expect(read("again", "events.csv")).to.equal(read("first", "events.csv"));
    expect(read("again", "metrics.csv")).to.equal(read("first", "metrics.csv"));
    expect(read("again", "report.html").replaceAll("again/", "first/")).to.equal(read("first", "report.html"));
    await desk.testbed([...SHORT, "--seed", "2", "--out", "other"]);
    expect(read("other", "events.csv")).not.to.equal(read("first", "events.csv"));
    expect(leadOf("other")).not.to.equal(leadOf("first"));
  });

  it("gives the same bytes on the contracts", async () => {
    const { code, stderr } = await desk.testbed(["run", "--days", "0.08", "--out", "contracts"]);
    expect(code, stderr).to.equal(0);
    expect(JSON.parse(read("contracts", "manifest.json"))).to.include({ backend: "evm" });
    expect(read("contracts", "events.csv")).to.equal(read("first", "events.csv"));
  });

  it("runs on both backends at once and tells how far the gas table is off", async () => {
    const { code, stdout, stderr } = await desk.testbed([
      "run",
      "--days",
      "0.05",
      "--backend",
      "twin",
      "--out",
      "twin",
    ]);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/Both backends agree in everything\.\n\ngas +samples +used +charged +drift/);
    expect(stdout).to.match(/^engine\.\w+ +\d+ +[\d,]+ +[\d,]+ +[+−]?[\d.]+ %$/m);
  });

  it("prints JSON and nothing else with --json", async () => {
    const { code, stdout } = await desk.testbed([...SHORT, "--set", "prices.aius.usd=5", "--json"]);
    const result = JSON.parse(stdout);
    expect(code).to.equal(0);
    expect(result).to.include({ complete: true, reason: "horizon", seed: 1 });
    expect(result.id).not.to.equal(JSON.parse(read("first", "summary.json")).id);
    expect(result.folder).to.equal(join(desk.folder, "runs", `market-${result.id}`));
  });

  it("replays a run byte for byte", async () => {
    const { code, stdout } = await desk.testbed(["replay", "first/manifest.json"]);
    expect(stdout).to.match(/^the same, byte for byte: ledger 0x/);
    expect(code).to.equal(0);
  });

  it("tells where a run that was tampered with differs", async () => {
    const manifest = JSON.parse(read("again", "manifest.json"));
    const events = read("again", "events.csv").split("\n");
    events[99] = `${events[99]} `;
    writeFileSync(join(desk.folder, "again", "events.csv"), events.join("\n"));
    writeFileSync(
      join(desk.folder, "again", "manifest.json"),
      JSON.stringify({ ...manifest, ledgerHash: `0x${"0".repeat(64)}` }),
    );
    const { code, stdout } = await desk.testbed(["replay", "again"]);
    expect(stdout).to.match(/^different at line 100 of events\.csv\n {2}then: .* \n {2}now: /);
    expect(code).to.equal(4);
  });

  it("tells that events beside an honest manifest are not those of the run", async () => {
    cpSync(join(desk.folder, "first"), join(desk.folder, "damaged"), { recursive: true });
    truncateSync(join(desk.folder, "damaged", "events.csv"), 5_000);
    const { code, stdout } = await desk.testbed(["replay", "damaged"]);
    expect(stdout).to.match(/^different at line \d+ of events\.csv\n/);
    expect(code).to.equal(4);
  });

  it("tells which calibration it lacks", async () => {
    const { scenario, ...manifest } = JSON.parse(read("first", "manifest.json"));
    const foreign = { ...manifest, scenario: { ...scenario, calibration: "elsewhere.json" } };
    writeFileSync(join(desk.folder, "foreign.json"), JSON.stringify(foreign));
    const { code, stderr } = await desk.testbed(["replay", "foreign.json"]);
    expect(stderr).to.match(
      /^testbed: foreign\.json: scenario\.calibration: there is no file "elsewhere\.json"[^\n]*\n$/,
    );
    expect(code).to.equal(2);
  });

  it("refuses to replay what other code made, unless forced", async () => {
    const manifest = JSON.parse(read("first", "manifest.json"));
    writeFileSync(join(desk.folder, "old.json"), JSON.stringify({ ...manifest, code: "0".repeat(64) }));
    const refused = await desk.testbed(["replay", "old.json"]);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.match(/made by other code \(0{12}, this is .*--force/);
    const forced = await desk.testbed(["replay", "old.json", "--force"]);
    expect(forced.stdout).to.match(/^the same, byte for byte/);
  });

  it("refuses to replay a manifest whose id does not fit its content", async () => {
    const manifest = JSON.parse(read("first", "manifest.json"));
    writeFileSync(join(desk.folder, "edited.json"), JSON.stringify({ ...manifest, seed: manifest.seed + 1 }));
    const { code, stderr } = await desk.testbed(["replay", "edited.json"]);
    expect(stderr).to.match(/edited\.json: the run's id does not fit its content.*calibration priors\.json/);
    expect(code).to.equal(2);
  });

  it("keeps a valid partial run on Ctrl-C, marked as such", async () => {
    const { code, stdout } = await desk.testbed(["run", "--backend", "model", "--out", "partial"], {
      when: /running\n(.*\n)? *\d+ %/,
      during: (child) => child.kill("SIGINT"),
    });
    expect(code).to.equal(130);
    expect(stdout).to.match(/Incomplete: the run was interrupted/);
    const manifest = manifestSchema.parse(JSON.parse(read("partial", "manifest.json")));
    expect(manifest).to.include({ complete: false, reason: "interrupted" });
    expect(read("partial", "report.html")).to.match(/<p class="banner"><b>Incomplete\.<\/b> This run was interrupted/);
    const events = read("partial", "events.csv");
    expect(manifest.ledgerHash).to.equal(`0x${createHash("sha256").update(events).digest("hex")}`);
    expect(events).to.match(/\nend,[^\n]*interrupted[^\n]*\n$/);
  });

  it("replays an interrupted run as far as it went, and finds what was changed there", async () => {
    const { code, stdout, stderr } = await desk.testbed(["replay", "partial/manifest.json"]);
    expect([code, stdout], stderr).to.deep.equal([0, "the same, byte for byte, as far as the interrupted run went\n"]);
    cpSync(join(desk.folder, "partial"), join(desk.folder, "changed"), { recursive: true });
    const rows = read("partial", "events.csv").split("\n");
    const last = rows.findLastIndex((row) => !/^(cost|end),|^$/.test(row));
    writeFileSync(join(desk.folder, "changed", "events.csv"), rows.with(last, `${rows[last]}0`).join("\n"));
    const changed = await desk.testbed(["replay", "changed/manifest.json"]);
    expect(changed.code).to.equal(4);
    expect(changed.stdout).to.match(new RegExp(`^different at line ${last + 1} `));
  });

  it("compares nothing when a replay is interrupted", async () => {
    const { code, stdout, stderr } = await desk.testbed(["replay", "partial/manifest.json", "--force"], {
      when: /running\n(.*\n)? *\d+ %/,
      during: (child) => child.kill("SIGINT"),
    });
    expect([code, stdout], stderr).to.deep.equal([130, ""]);
    expect(stderr).to.match(/interrupted before the end: nothing was compared/);
  });
});
