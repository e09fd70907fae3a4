import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "csv-stringify/sync";
import { csvField } from "../../sim/ledger/csv.ts";
import { EVENT_COLUMNS, type EventSink } from "../../sim/ledger/event-rows.ts";
import { fileSink, nodeSha256 } from "../../sim/ledger/files/event-file.ts";
import { type Hasher, pureSha256 } from "../../sim/ledger/hash.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { aius, ONE_YEAR_IN, START, type WrittenRun } from "../support/records.ts";
import { claimRun } from "./scenarios.ts";

const textSink = (): EventSink & { text: string } => {
  const decoder = new TextDecoder();
  return {
    text: "",
    write(rows) {
      this.text += decoder.decode(rows);
    },
    close() {},
  };
};

const written = (records: readonly LedgerRecord[], hasher: Hasher = nodeSha256()): { text: string; hash: string } => {
  const eventSink = textSink();
  const ledger = new Ledger({ onViolation: "stop", eventSink, hasher }, []);
  for (const record of records) ledger.read(record);
  const hash = ledger.hash();
  return { text: eventSink.text, hash };
};

/** Every kind of record and of step, with text that has to be quoted. */
const motleyRun = (): WrittenRun => {
  const run = claimRun();
  run.records.pop();
  const time = ONE_YEAR_IN + 100;
  run.records.push(
    {
      type: "compute",
      timestamp: time,
      agent: "honest-1",
      task: "0x01",
      purpose: "verify",
      milliseconds: 12,
      joules: 3,
      cost: 7n,
    },
    { type: "cost", timestamp: time, agent: "honest-1", reason: "capital", cost: 9n },
  );
  const proposed = {
    contract: "governor",
    name: "ProposalCreated",
    args: { targets: ["0x0a", "0x0b"], description: 'more, "better"\nfees é' },
  } as const;
  run.block(
    time,
    run.step("user-1", "governor", "propose", [], [proposed, run.log("PausedChanged", { paused: true })]),
    run.step("user-1", "governor", "relay", [], []),
    run.failed("user-1", "engine", "claimSolution", [], "SolutionAlreadyClaimed"),
  );
  run.end(time, aius("299999.45"));
  return run;
};

/** Rows of a text without quoted line breaks: what csv-stringify made of fields, in fields again. */
const fields = (line: string): string[] => line.split(",");

describe("ledger/event-rows", () => {
  it("writes a header and one row per log, revert, silent call and record", () => {
    const lines = written(claimRun().records).text.trimEnd().split("\n");
    expect(lines[0]).to.equal(Object.keys(EVENT_COLUMNS).join(","));
    const kinds = lines.slice(1).map((line) => fields(line)[0]);
    const count = (kind: string) => kinds.filter((found) => found === kind).length;
    // 3 participants, 1 model; logs: 2 transfers, deposit 2, submit 2, solve 1, claim 5, withdrawal 1
    expect({
      p: count("participant"),
      m: count("model"),
      e: count("event"),
      t: count("truth"),
      x: count("end"),
    }).to.deep.equal({ p: 3, m: 1, e: 13, t: 1, x: 1 });
  });

  it("says of every transfer by which rule it moved, and charges gas on an action's first row alone", () => {
    const claim = written(claimRun().records)
      .text.split("\n")
      .map(fields)
      .filter((row) => row[3] === "5");
    expect(claim.map((row) => row.at(-3))).to.deep.equal([
      "",
      "modelFee",
      "solverFee",
      "rewardSolver",
      "rewardTreasury",
    ]);
    expect(claim.map((row) => row.at(-2))).to.deep.equal(["100000", "", "", "", ""]);
  });

  it("quotes exactly as csv-stringify does", () => {
    for (const text of ["", "plain", "a,b", 'say "x"', "two\nlines", "re\rturn", " blank ", "é", "a;b=c", "'", "\t"]) {
      expect(csvField(text), JSON.stringify(text)).to.equal(stringify([[text]]).slice(0, -1));
    }
  });

  it("has as many fields in every row, quoted ones included, and says what failed or was silent", () => {
    const { text } = written(motleyRun().records);
    const quoted = /"(?:[^"]|"")*"/g;
    const rows = text.trimEnd().replace(quoted, "Q").split("\n").map(fields);
    for (const row of rows) expect(row.length, row.join()).to.equal(Object.keys(EVENT_COLUMNS).length);
    expect(text).to.include('"targets=[0x0a 0x0b];description=""more, \\""better\\""\\nfees é"""');
    expect(text).to.include("failed,6,");
    expect(text).to.include("error=SolutionAlreadyClaimed;args=[]");
    expect(text).to.include("silent,6,");
    expect(text).to.include(`compute,,${ONE_YEAR_IN + 100},,honest-1,,verify,task=0x01;milliseconds=12;joules=3,,,7`);
  });

  it("is hashed byte for byte, with or without a file, by any hasher", () => {
    const { records } = motleyRun();
    const folder = mkdtempSync(join(tmpdir(), "ledger-"));
    try {
      const path = join(folder, "events.csv");
      const eventSink = fileSink(path);
      const ledger = new Ledger({ onViolation: "stop", eventSink, hasher: nodeSha256() }, []);
      for (const record of records) ledger.read(record);
      const hash = ledger.hash();
      eventSink.close();
      const bytes = readFileSync(path);
      expect(bytes.toString()).to.equal(written(records).text);
      expect(hash).to.equal(`0x${createHash("sha256").update(bytes).digest("hex")}`);
      expect(written(records, pureSha256()).hash).to.equal(hash);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("differs when one digit differs", () => {
    const run = claimRun();
    const [first, ...rest] = run.records;
    const genesis = { ...run.genesis, seed: 2 };
    expect(first!.type).to.equal("genesis");
    expect(written([genesis, ...rest]).hash).to.not.equal(written(run.records).hash);
  });

  it("holds whole rows whenever it is cut off, the violating step's included", () => {
    const run = claimRun();
    const gift = run.step("user-1", "engine", "withdrawAccruedFees", [], [run.pays("engine", "user-1", 1n)]);
    run.records.splice(4);
    run.block(START, gift);
    const eventSink = textSink();
    const ledger = new Ledger({ onViolation: "stop", eventSink, hasher: nodeSha256() }, []);
    expect(() => {
      for (const record of run.records) ledger.read(record);
    }).to.throw(/payout-explained/);
    ledger.hash();
    expect(eventSink.text.endsWith("\n")).to.equal(true);
    expect(eventSink.text).to.include(",unexplained,");
  });

  it("passes on long runs in pieces of whole rows", () => {
    const pieces: string[] = [];
    const decoder = new TextDecoder();
    const eventSink: EventSink = { write: (rows) => void pieces.push(decoder.decode(rows)), close() {} };
    const ledger = new Ledger({ onViolation: "stop", eventSink, hasher: nodeSha256() }, []);
    for (const record of claimRun().records.slice(0, 2)) ledger.read(record);
    for (let i = 0; i < 3000; i++)
      ledger.read({ type: "cost", timestamp: START, agent: "honest-1", reason: "standing", cost: BigInt(i) });
    ledger.hash();
    expect(pieces.length).to.be.greaterThan(1);
    for (const piece of pieces) expect(piece.endsWith("\n")).to.equal(true);
    expect(
      pieces
        .join("")
        .split("\n")
        .filter((line) => line.startsWith("cost,")).length,
    ).to.equal(3000);
  });
});
