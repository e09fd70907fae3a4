/** What decides the scenario's question, and how this one run decides it; populations of one kind beside each other. */
import type { Metric } from "../metrics/metric.ts";
import { amount, escapeText, plainNumber, share, toNumber, usd } from "./format.ts";
import type { ReportInput } from "./input.ts";
import { balanceCell, type Column, htmlTable, paragraph } from "./markup.ts";
import { Numbers } from "./numbers.ts";

/** The first letter small, the full stop gone: a description inside a sentence. */
const inner = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`.replace(/\.$/, "");

function verdictOf({ scenario, summary }: ReportInput): string {
  const { inquiry } = scenario;
  const metric = summary.metrics.find(({ name }) => name === inquiry?.metric);
  if (inquiry === undefined || metric === undefined) return "";
  const value = toNumber(metric.value, metric.decimals);
  const show = (number: number) => amount(number, unitOf(metric));
  return (
    `${value > inquiry.threshold ? inquiry.above : inquiry.below} What decides is the ${inner(metric.description)}: ` +
    `${show(value)} in this run; the answer turns at ${show(inquiry.threshold)}. ` +
    `One run is one draw of chance: testbed ask ${scenario.name} answers with many, and finds the ${inquiry.label} at which it turns.`
  );
}

const unitOf = ({ unit }: Metric): string => (unit === "d" ? "days" : unit);

/** The decision as a paragraph; empty for a scenario without an inquiry. */
export function decisionText(input: ReportInput): string {
  const verdict = verdictOf(input);
  return verdict === "" ? "" : paragraph(verdict);
}

const COLUMNS: readonly Column[] = [
  { title: "population", as: "text" },
  ...["agents", "tasks solved", "share of all", "races won", "profit of one"].map((title) => ({ title })),
];

/** A line per population where several are of one kind; empty where none is. */
export function populationTable({ summary }: ReportInput): string {
  const numbers = new Numbers(summary);
  const names = summary.metrics.flatMap(({ name }) => /^population\.(.+)\.count$/.exec(name)?.[1] ?? []);
  if (names.length === 0) return "";
  const rows = names.map((name) => {
    const value = (of: string) => numbers.value(`population.${name}.${of}`);
    const profit = value("profit.usd.mean");
    return [
      escapeText(name),
      plainNumber(value("count")),
      plainNumber(value("solved")),
      share(value("solved_share")),
      share(value("wins")),
      balanceCell(profit, usd(profit)),
    ];
  });
  return htmlTable(COLUMNS, rows);
}
