/** The report's sections as HTML, in the order in which they are read. */
import { descending } from "d3";
import type { Finding } from "../ledger/findings.ts";
import type { AgentAccount } from "../metrics/account.ts";
import type { Metric } from "../metrics/metric.ts";
import { cheatsText } from "./cheats.ts";
import { decisionText, populationTable } from "./decision.ts";
import { amount, capital, countWord, escapeText, longDate, plainNumber, plural, toNumber, usd } from "./format.ts";
import type { Figure } from "./frame.ts";
import type { ReportInput } from "./input.ts";
import { accountsByKind, aiusOf, isActive, moneyUsd, spentUsd } from "./kinds.ts";
import {
  balanceCell,
  type Column,
  definitionList,
  figureHtml,
  htmlTable,
  kindCell,
  paragraph,
  section,
} from "./markup.ts";
import { honestyParagraph } from "./prose.ts";
import { inputsOf, type ProvenanceLabel } from "./provenance.ts";

const numbers = (...titles: readonly string[]): Column[] => titles.map((title) => ({ title }));

/** One line per kind: who took part, what came in, what it cost, what was left. */
export function kindTable(agents: readonly AgentAccount[]): string {
  const columns: Column[] = [
    { title: "kind", as: "text" },
    ...numbers(
      "agents",
      "in profit",
      "paid tasks",
      "income",
      "costs",
      "slashed",
      "paid to others",
      "profit, AIUS",
      "profit",
      "median",
    ),
  ];
  const rows = accountsByKind(agents.filter(isActive)).map((account) => [
    kindCell(account.kind),
    plainNumber(account.agents.length),
    plainNumber(account.inProfit),
    plainNumber(account.solutionsPaid),
    usd(account.revenueUsd),
    usd(account.costsUsd),
    usd(account.slashedUsd),
    usd(account.spentUsd),
    balanceCell(account.profitAius, plainNumber(account.profitAius)),
    balanceCell(account.profitUsd, usd(account.profitUsd)),
    balanceCell(account.medianProfitUsd, usd(account.medianProfitUsd)),
  ]);
  return htmlTable(columns, rows);
}

/** Every participant, most profitable first. */
export function agentTable(agents: readonly AgentAccount[]): string {
  const columns: Column[] = [
    { title: "agent", as: "text" },
    ...numbers(
      "transactions",
      "reverted",
      "computed",
      "solved",
      "paid",
      "false",
      "votes",
      "income",
      "costs",
      "slashed",
      "profit",
    ),
  ];
  const ranked = [...agents].sort((a, b) => descending(moneyUsd(a.profit), moneyUsd(b.profit)));
  const rows = ranked.map((agent) => [
    `<span title="${escapeText(agent.address)}">${kindCell(agent.kind).replace(/>[^<>]+$/, `>${escapeText(agent.name)}`)}</span>`,
    ...[
      agent.transactions,
      agent.reverts,
      agent.computations,
      agent.solutionsSubmitted,
      agent.solutionsPaid,
      agent.solutionsFalse,
      agent.votes,
    ].map(plainNumber),
    usd(moneyUsd(agent.revenue)),
    usd(moneyUsd(agent.costs) + spentUsd(agent)),
    usd(moneyUsd(agent.slashed)),
    balanceCell(moneyUsd(agent.profit), usd(moneyUsd(agent.profit))),
  ]);
  return `<details><summary>All ${plural(agents.length, "participant")}</summary>${htmlTable(columns, rows)}</details>`;
}

export function answerSection(input: ReportInput): string {
  const { agents } = input.summary;
  return section(
    "The answer",
    decisionText(input) +
      paragraph(honestyParagraph(input)) +
      kindTable(agents) +
      populationTable(input) +
      cheatsText(input) +
      agentTable(agents),
    input.scenario.question,
  );
}

/** Figures one under the other below a title. */
export const figureSection = (title: string, figures: readonly Figure[]): string =>
  section(title, figures.map(figureHtml).join("\n"));

const CHECKED =
  "The conservation laws were checked at every block, from the ledger: the million is conserved, the engine can pay everything that it owes, every payout is explained.";

/** Violated equations, which a run either stopped at or recorded. */
function violationsText({ violation, summary }: ReportInput): string {
  const violated = [
    ...summary.violations.map(({ message }) => message),
    ...(violation === undefined ? [] : [violation]),
  ];
  if (violated.length === 0) return paragraph(`${CHECKED} None was violated.`);
  const items = violated.map((message) => `<li>${escapeText(message)}</li>`).join("");
  return `${paragraph(`${CHECKED} ${capital(plural(violated.length, "violation"))}:`)}<ul class="loss">${items}</ul>`;
}

/** What the protocol does not guarantee as it is specified, as far as this run met it. */
function findingsText(findings: readonly Finding[]): string {
  if (findings.length === 0) return paragraph("No weakness of the protocol as specified showed in this run.");
  const columns: Column[] = [
    { title: "finding", as: "text" },
    { title: "what happens", as: "wide" },
    ...numbers("times", "cost"),
  ];
  const rows = findings.map((finding) => [
    escapeText(finding.name),
    `${escapeText(finding.description)} <span class="note">Cost: ${escapeText(finding.costs)}. First: ${escapeText(finding.first.agent)}, ${escapeText(finding.first.method)}, block ${finding.first.block}.</span>`,
    plainNumber(finding.count),
    escapeText(amount(aiusOf(finding.cost), "AIUS")),
  ]);
  const one = findings.length === 1;
  const opening = `${capital(countWord(findings.length))} ${one ? "weakness of the protocol as specified showed" : "weaknesses of the protocol as specified showed"}: recorded with what ${one ? "it" : "they"} cost, while the run went on.`;
  return paragraph(opening) + htmlTable(columns, rows);
}

export const findingsSection = (input: ReportInput): string =>
  section("Invariants and findings", violationsText(input) + findingsText(input.summary.findings));

const LABEL_MEANING: Readonly<Record<ProvenanceLabel, string>> = {
  measured: "measured by this project",
  prior: "published by others",
  paper: "from the whitepaper or the protocol",
  assumed: "assumed by the scenario",
};

export function assumptionsSection({ scenario, calibration }: Pick<ReportInput, "scenario" | "calibration">): string {
  const inputs = inputsOf(scenario, calibration);
  const count = (label: ProvenanceLabel) => inputs.filter((input) => input.label === label).length;
  const labels = Object.keys(LABEL_MEANING) as ProvenanceLabel[];
  const counted = labels.map((label) => `${count(label)} ${LABEL_MEANING[label]}`).join(", ");
  const columns: Column[] = [
    { title: "input", as: "wide" },
    { title: "value", as: "wide" },
    { title: "label", as: "text" },
    { title: "source", as: "wide" },
  ];
  const rows = inputs.map(({ what, value, label, source }) => [
    escapeText(what),
    escapeText(value),
    `<span class="tag ${label}">${label}</span>`,
    escapeText(source),
  ]);
  return section(
    "Assumptions",
    paragraph(`What the run rests on. Of ${inputs.length} inputs: ${counted}.`) + htmlTable(columns, rows),
  );
}

const metricRow = ({ name, value, decimals, unit, description, source }: Metric): string[] => [
  escapeText(name),
  escapeText(amount(toNumber(value, decimals), unit)),
  escapeText(description),
  escapeText(source),
];

export function metricsSection(metrics: readonly Metric[]): string {
  const columns: Column[] = [
    { title: "metric", as: "text" },
    { title: "value" },
    { title: "what it counts", as: "wide" },
    { title: "from", as: "wide" },
  ];
  const table = htmlTable(columns, metrics.map(metricRow));
  return section(
    "All numbers",
    `<details><summary>${plural(metrics.length, "metric")}, as in summary.json</summary>${table}</details>`,
  );
}

export function reproduceSection(input: ReportInput): string {
  const where =
    input.fork === undefined ? [] : [["fork", `chain ${input.fork.chainId} at block ${input.fork.block}`] as const];
  const identity = definitionList([
    ["run", input.id],
    ["seed", String(input.seed)],
    ["backend", input.backend],
    ...where,
    ["ledger", input.ledgerHash],
    ["code", input.code],
    ["bytecode", input.bytecodeHash],
  ]);
  const opening =
    "The same seed and code give the same ledger, byte for byte, on any machine. This makes the run again and compares:";
  return section("How to reproduce", `${paragraph(opening)}<pre>${escapeText(input.command)}</pre>${identity}`);
}

/** Said first when a run did not reach its end. */
export function banner({ reason, end, violation }: ReportInput): string {
  if (reason === "horizon") return "";
  const cause =
    reason === "interrupted"
      ? "This run was interrupted"
      : `This run was stopped by a violated invariant (${violation ?? "unnamed"})`;
  return `<p class="banner"><b>Incomplete.</b> ${escapeText(`${cause} on ${longDate(end)} of the simulated time. All numbers below are up to then.`)}</p>`;
}
