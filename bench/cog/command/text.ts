/** A result as people read it. */
import { textTable } from "../../../sim/cli/table.ts";
import { duration, plainNumber } from "../../../sim/report/format.ts";
import type { BenchResult, CaseSummary } from "../result.ts";

const NONE = "-";

const seconds = (value: number | null | undefined): string => (value == null ? NONE : `${plainNumber(value)} s`);
const joules = (value: number | null): string => (value === null ? NONE : `${plainNumber(value)} J`);

const right = (title: string) => ({ title, align: "right" }) as const;
const left = (title: string) => ({ title, align: "left" }) as const;

const COLUMNS = [
  left("case"),
  right("n"),
  right("median"),
  right("mean"),
  right("95 % interval"),
  right("predict_time"),
  right("energy"),
  right("above idle"),
  left("outputs"),
];

function rowOf({ case: name, wall, predict, joules: gross, joulesAboveIdle, outputs }: CaseSummary): readonly string[] {
  return [
    name,
    String(wall?.n ?? 0),
    seconds(wall?.median),
    seconds(wall?.mean),
    wall?.low == null || wall.high === null ? NONE : `${plainNumber(wall.low)} to ${plainNumber(wall.high)} s`,
    seconds(predict?.median),
    joules(gross),
    joules(joulesAboveIdle),
    outputsText(outputs),
  ];
}

function outputsText({ withinProcess, acrossRestarts, golden }: CaseSummary["outputs"]): string {
  const restarts = acrossRestarts === "unknown" ? "" : `, across restarts ${acrossRestarts}`;
  const expected = golden === null ? "" : golden ? ", golden" : ", NOT golden";
  return `${withinProcess}${restarts}${expected}`;
}

function startText({ processes, pullSeconds }: BenchResult): string {
  const pulled = pullSeconds === null ? [] : [`pull ${duration(pullSeconds)}`];
  const starts = processes.map(({ start }) => {
    const parts = [
      ["create", start.createSeconds],
      ["first answer", start.firstAnswerSeconds],
      ["READY", start.readySeconds],
      ["own setup", start.setupSeconds],
      ["first prediction", start.firstPredictionSeconds],
    ] as const;
    return parts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${seconds(value)}`])).join(", ");
  });
  return [...pulled, ...starts].map((line) => `start: ${line || "never ready"}`).join("\n");
}

function failureText({ failures }: BenchResult): string {
  const kinds = Object.entries(failures).map(([kind, count]) => `${kind} ${count}`);
  return kinds.length === 0 ? "" : `failures: ${kinds.join(", ")}\n`;
}

/** The table, the starts, the failures, and what the numbers were taken on. */
export function resultText(result: BenchResult, path: string): string {
  const { machine, target, complete, reason, determinism } = result;
  const device = machine.gpus.map(({ name }) => name).join(", ") || "no GPU was measured: these are no calibration";
  const fake = target?.claims?.fake ? "A fake server: nothing here was computed by a model.\n" : "";
  return [
    `\n${textTable(COLUMNS, result.summary.map(rowOf))}\n\n${startText(result)}\n${failureText(result)}`,
    `on: ${device}; ${machine.cpu}\n`,
    determinism === null ? "" : `determinism class ${determinism.id.slice(0, 16)}\n`,
    fake,
    complete ? "" : `Incomplete: ${reason === "interrupted" ? "interrupted" : "the model went away"}.\n`,
    `${path}\n`,
  ].join("");
}

/** For programs: everything but the raw samples. */
export function summaryJson(result: BenchResult, file: string): object {
  const { processes, digest, ...rest } = result;
  return { file, digest, ...rest, starts: processes.map(({ start }) => start) };
}
