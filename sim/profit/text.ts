/** The answer as a table for the terminal. */
import { textTable } from "../cli/table.ts";
import { usd } from "../report/format.ts";
import { factsOf } from "./facts.ts";
import type { Study } from "./study.ts";
import { leadOf } from "./words.ts";

const LEFT = "left" as const;
const RIGHT = "right" as const;

function accountTable({ answer }: Study): string {
  const rows = answer.account.filter((line) => line.usd !== 0).map((line) => [line.item, usd(line.usd)]);
  const columns = [
    { title: "USD per month, mean", align: LEFT },
    { title: "", align: RIGHT },
  ];
  return textTable(columns, [...rows, ["profit", usd(answer.month.mean.mean)]]);
}

export function textOf(study: Study): string {
  const groups = factsOf(study).map(({ title, facts }) =>
    textTable(
      [
        { title, align: LEFT },
        { title: "", align: LEFT },
      ],
      facts,
    ),
  );
  return [leadOf(study), accountTable(study), ...groups].join("\n\n");
}
