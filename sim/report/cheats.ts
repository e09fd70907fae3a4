/** What became of those who cheated, who paid for it, and what checking brought: paragraphs and a table by model. */
import { amount, capital, countWord, escapeText, plainNumber, plural, usd } from "./format.ts";
import type { ReportInput } from "./input.ts";
import { type Column, htmlTable, paragraph } from "./markup.ts";
import { Numbers } from "./numbers.ts";

const aius = (value: number): string => amount(value, "AIUS");

/** A lifetime in days as people say it. */
const lifetime = (days: number): string => amount(days * 86_400, "s");

function cheatSentences(numbers: Numbers): string {
  const [cheats, convicted] = [numbers.value("cheat.count"), numbers.value("cheat.convicted")];
  if (cheats === 0) return "";
  const lived =
    convicted === 0
      ? "None was convicted."
      : `${capital(countWord(convicted))} of them ${convicted === 1 ? "was" : "were"} convicted, ${lifetime(numbers.value("cheat.lifetime.days"))} after the first false result on average.`;
  return (
    `${capital(countWord(cheats))} ${cheats === 1 ? "solver" : "solvers"} submitted false results. ${lived} ` +
    `False results brought their solvers ${aius(numbers.value("cheat.fees.aius"))} from users and ${aius(numbers.value("cheat.rewards.aius"))} from emission, and cost them ${aius(numbers.value("cheat.fined.aius"))} in slashes. ` +
    `Checking cost ${usd(numbers.value("check.cost.usd"))} and won honest solvers ${usd(numbers.value("check.won.usd"))}.`
  );
}

function verdictSentences(numbers: Numbers): string {
  const [verdicts, wrong] = [numbers.value("verdicts"), numbers.value("verdicts.wrong")];
  if (wrong === 0) return "";
  return `${capital(plural(wrong, "verdict"))} of ${plainNumber(verdicts)} went against the truth; who voted for it lost ${aius(numbers.value("slashes.lost.right"))}.`;
}

const COLUMNS: readonly Column[] = [
  { title: "model", as: "text" },
  ...["tasks", "solved", "false and paid", "true and rejected"].map((title) => ({ title })),
];

/** A line per model where any of several was lied to or robbed. */
function modelTable(input: ReportInput, numbers: Numbers): string {
  const names = input.summary.metrics.flatMap(({ name }) => /^model\.(.+)\.submitted$/.exec(name)?.[1] ?? []);
  const value = (name: string, of: string) => numbers.value(`model.${name}.${of}`);
  if (!names.some((name) => value(name, "false_paid") + value(name, "true_rejected") > 0)) return "";
  const rows = names.map((name) => [
    escapeText(name),
    ...["submitted", "solved", "false_paid", "true_rejected"].map((of) => plainNumber(value(name, of))),
  ]);
  return htmlTable(COLUMNS, rows);
}

/** Empty for a run without false results, wrong verdicts and victims. */
export function cheatsText(input: ReportInput): string {
  const numbers = new Numbers(input.summary);
  const text = [cheatSentences(numbers), verdictSentences(numbers)].filter((part) => part !== "").join(" ");
  return (text === "" ? "" : paragraph(text)) + modelTable(input, numbers);
}
