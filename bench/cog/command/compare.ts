/** `testbed bench compare`. */
import type { Streams } from "../../../sim/cli/program.ts";
import { textTable } from "../../../sim/cli/table.ts";
import { plainNumber } from "../../../sim/report/format.ts";
import { EXIT } from "../../../sim/run/problem.ts";
import { type CaseComparison, type Comparison, compareResults } from "../compare.ts";
import type { BenchResult } from "../result.ts";
import { readBench } from "../resultFile.ts";

/** Resolves to the exit code: 4 when outputs differ. */
export async function benchCompare(
  pathA: string,
  pathB: string,
  { json }: { readonly json?: boolean },
  { stdout }: Streams,
): Promise<number> {
  const [a, b] = [readBench(pathA), readBench(pathB)];
  const comparison = compareResults(a, b);
  stdout.write(json ? `${JSON.stringify(comparison, null, 2)}\n` : text(comparison, a, b));
  return comparison.cases.some(({ outputs }) => outputs === "different") ? EXIT.differs : EXIT.done;
}

const times = (value: number | null | undefined): string => (value == null ? "-" : `${plainNumber(value)} x`);

function rowOf({ case: name, wall, joules, outputs }: CaseComparison): readonly string[] {
  const interval =
    wall?.low == null || wall.high === null ? "-" : `${plainNumber(wall.low)} to ${plainNumber(wall.high)}`;
  return [name, times(wall?.value), interval, times(joules), outputs];
}

const deviceOf = ({ machine }: BenchResult): string =>
  machine.gpus.length === 0 ? `${machine.cpu} (no GPU)` : machine.gpus.map(({ name }) => name).join(", ");

function text({ cases, cautions }: Comparison, a: BenchResult, b: BenchResult): string {
  const right = (title: string) => ({ title, align: "right" }) as const;
  const left = (title: string) => ({ title, align: "left" }) as const;
  const columns = [left("case"), right("time B/A"), right("95 % interval"), right("energy B/A"), left("outputs")];
  const warnings = cautions.map((caution) => `caution: ${caution}\n`).join("");
  return `A: ${deviceOf(a)}\nB: ${deviceOf(b)}\n\n${textTable(columns, cases.map(rowOf))}\n${warnings && `\n${warnings}`}`;
}
