/** What a run was made of: enough to make it again, and to know whether one still can. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { scenarioSchema } from "../scenarios/schema.ts";
import { BACKENDS } from "./names.ts";
import { mendable, UserProblem } from "./problem.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string().describe("Content address: hash of scenario, seed, backend, fork block, code and bytecode."),
  complete: z.boolean().describe("False when the run was interrupted or stopped; its files then end where it ended."),
  reason: z.enum(["horizon", "interrupted", "violation"]).describe("Why the run ended."),
  scenario: scenarioSchema.describe("The whole scenario, with everything that --set and --days changed."),
  seed: z.int(),
  backend: z.enum(BACKENDS),
  fork: z
    .strictObject({ chainId: z.int(), block: z.int() })
    .optional()
    .describe("The chain that the run was deployed on, pinned. The URL is not kept: it may hold a key."),
  code: hash.describe("Hash of the sources that decide a run and of the versions of their packages."),
  bytecodeHash: z.string().describe("keccak256 over the contracts' creation bytecode; 0x on the model."),
  ledgerHash: z.string().describe("Hash over everything that happened."),
  command: z.string().describe("Runs it again from this file and compares."),
  created: z.string().describe("When the files were written, UTC. The only wall clock in the folder."),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Reads and checks a manifest. Throws `UserProblem` naming the first fault. */
export async function readManifest(path: string): Promise<Manifest> {
  const parsed = manifestSchema.safeParse(parseJson(await readOrExplain(path), path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserProblem(
    `${path}: ${issue!.path.join(".") || "manifest"}: ${issue!.message}; name the manifest.json of a run's folder`,
  );
}

async function readOrExplain(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw mendable(error, path);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserProblem(`${path}: not JSON; name the manifest.json of a run's folder`);
  }
}
