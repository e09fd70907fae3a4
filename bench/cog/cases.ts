/** Files of cases: which inputs a model is measured on. YAML or JSON. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { mendable, UserProblem } from "../../sim/run/problem.ts";
import { slug } from "../../sim/scenarios/fields.ts";
import type { BenchCase } from "./result.ts";
import type { ModelSchema } from "./schema.ts";

export const casesSchema = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        name: slug(),
        input: z.record(z.string(), z.unknown()).describe("As the model's own schema wants it."),
        golden: z
          .string()
          .regex(/^0x1220[0-9a-f]{64}$/, "write the CID as 0x1220 and 64 hexadecimal digits, in quotes")
          .optional()
          .describe("CID of the output on the golden device, if known."),
      }),
    )
    .min(1)
    .max(100),
});

/** Throws `UserProblem` naming the first fault. */
export function readCases(path: string): readonly BenchCase[] {
  const result = casesSchema.safeParse(parsed(path));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UserProblem(`${path}: ${issue!.path.join(".") || "file"}: ${issue!.message}`);
  }
  const { cases } = result.data;
  const twice = cases.find(({ name }, at) => cases.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new UserProblem(`${path}: two cases are called "${twice.name}"`);
  return cases.map(({ golden = null, ...rest }) => ({ ...rest, golden }));
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as Error).name.startsWith("YAML"))
      throw new UserProblem(`${path}: ${(error as Error).message.split("\n")[0]}`);
    throw mendable(error, path);
  }
}

/** Throws `UserProblem` for the first input that the model would not take as it stands. */
export function checkInputs(cases: readonly BenchCase[], schema: ModelSchema, place: string): void {
  for (const { name, input } of cases) {
    const fault = schema.fault(input);
    if (fault !== undefined) throw new UserProblem(`${place}: case ${name}: ${fault}`);
  }
}
