/** `testbed bench inspect`: an image's labels, read before anything starts. */
import type { Streams } from "../../../sim/cli/program.ts";
import { textTable } from "../../../sim/cli/table.ts";
import { plainNumber } from "../../../sim/report/format.ts";
import { EXIT, UserProblem } from "../../../sim/run/problem.ts";
import { type ImageFacts, imageFacts, openDocker, pull } from "../docker.ts";
import { claimsOf, type ImageClaims } from "../labels.ts";
import { type InputField, modelSchema } from "../schema.ts";
import { pullProgress } from "./progress.ts";

const MB = 1_000_000;

/** Resolves to the exit code. */
export async function benchInspect(
  name: string,
  { pull: wanted, json }: { readonly pull?: boolean; readonly json?: boolean },
  { stdout, stderr }: Streams,
): Promise<number> {
  const docker = await openDocker();
  if (wanted) await pull(docker, name, pullProgress(stderr, name));
  const image = await imageFacts(docker, name);
  const claims = claimsOf(image);
  if (!claims.isCog)
    throw new UserProblem(
      `${name}: no Cog image: it has no label run.cog.* or org.cogmodel.*; build it with cog build`,
    );
  const fields = claims.openapi === undefined ? [] : modelSchema(claims.openapi).fields;
  const { openapi: _, isCog: __, ...told } = claims;
  const { labels: ___, ...facts } = image;
  stdout.write(
    json ? `${JSON.stringify({ ...facts, ...told, inputs: fields }, null, 2)}\n` : text(image, claims, fields),
  );
  return EXIT.done;
}

function text(image: ImageFacts, { version, wantsGpu, cuda }: ImageClaims, fields: readonly InputField[]): string {
  const gpu = wantsGpu === undefined ? "not said" : wantsGpu ? `needed${cuda ? `, CUDA ${cuda}` : ""}` : "not needed";
  const rows = fields.map(({ name, type, required, default: preset, description }) => [
    name,
    type,
    required ? "required" : JSON.stringify(preset ?? null),
    description,
  ]);
  const columns = ["input", "type", "default", "description"].map((title) => ({ title, align: "left" }) as const);
  return [
    `image    ${image.reference}\n`,
    `id       ${image.id}\n`,
    `digest   ${image.digest ?? "none: it came from no registry"}\n`,
    `size     ${plainNumber(image.bytes / MB)} MB\n`,
    `Cog      ${version ?? "not said"}\n`,
    `GPU      ${gpu}\n\n`,
    rows.length === 0
      ? "The image carries no schema; the server tells it when it runs.\n"
      : `${textTable(columns, rows)}\n`,
  ].join("");
}
