import { expect } from "chai";
import type { LedgerRecord } from "../../sim/ledger/records.ts";
import { forEachBackend } from "../support/chains.ts";
import { busyMarket, runOn, textOf } from "./runs.ts";

/** What is a backend's own: its name for the bytecode. Everything else must agree. */
const common = (records: readonly LedgerRecord[]) =>
  textOf(
    records.map((record) =>
      record.type === "genesis" ? { ...record, deployment: { ...record.deployment, bytecodeHash: "0x" } } : record,
    ),
  );

/** Texts of the backends that have run so far. */
const texts = new Map<string, string>();

forEachBackend("a run", (backend) => {
  it("has the records that it has on every other backend, gas really used apart: nothing of them reaches a decision", async () => {
    const text = common((await runOn(backend, busyMarket())).records);
    for (const [name, other] of texts) expect(text === other, `${backend.name} differs from ${name}`).to.equal(true);
    texts.set(backend.name, text);
  });
});
