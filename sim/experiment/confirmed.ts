/** The section of a report that tells which runs the contracts confirmed. */
import { plainNumber, plural } from "../report/format.ts";
import { type Column, htmlTable, paragraph, section } from "../report/markup.ts";
import { agree, type Confirmation } from "./confirm.ts";

/** Nothing where nothing was confirmed. */
export function confirmedSection(confirmations: readonly Confirmation[]): string {
  if (confirmations.length === 0) return "";
  const words = confirmations.every(agree)
    ? `${plural(confirmations.length, "run")}, chosen at random, ran again on the contracts and ended with the same ledger, byte for byte.`
    : "The contracts did not end with the same ledger as the model. Nothing above may be believed before that is explained.";
  const columns: Column[] = [
    { title: "seed" },
    ...["run of the model", "run of the contracts", "ledger", "same"].map((title) => ({ title, as: "text" as const })),
  ];
  const rows = confirmations.map((pair) => [
    plainNumber(pair.model.seed),
    `<code>${pair.model.id}</code>`,
    `<code>${pair.evm.id}</code>`,
    `<code>${pair.model.ledgerHash.slice(0, 18)}…</code>`,
    agree(pair) ? "yes" : "NO",
  ]);
  return section("Confirmed on the contracts", paragraph(words) + htmlTable(columns, rows));
}
