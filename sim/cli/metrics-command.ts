/** Lists the metrics of a scenario's runs. */
import { foresee, OCCASIONAL } from "../experiment/foresight.ts";
import { EXIT } from "../run/problem.ts";
import type { MetricsOptions } from "./metrics.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";
import { textTable } from "./table.ts";

/** Resolves to the exit code. */
export async function metricsCommand(
  name: string,
  { set, json }: MetricsOptions,
  { stdout }: Streams,
): Promise<number> {
  const { metrics, kinds } = await foresee(await scenarioOf(name, { set }));
  const described = metrics.map(({ name, unit, description, source }) => ({ name, unit, description, source }));
  const columns = ["metric", "unit", "what it is"].map((title) => ({ title, align: "left" }) as const);
  const rows = described.map(({ name, unit, description }) => [name, unit, description]);
  stdout.write(
    json
      ? `${JSON.stringify({ metrics: described, occasional: OCCASIONAL, kinds }, null, 2)}\n`
      : `${textTable(columns, rows)}\n\nOnly where something of the kind happens (kinds: ${kinds.join(", ")}):\n${OCCASIONAL.map((pattern) => `  ${pattern}\n`).join("")}`,
  );
  return EXIT.done;
}
