/** What a Cog image says of itself before anything starts: version, schema, whether it wants a GPU. */
import type { ImageFacts } from "./docker.ts";

export interface ImageClaims {
  readonly isCog: boolean;
  readonly version: string | undefined;
  readonly wantsGpu: boolean | undefined;
  readonly cuda: string | undefined;
  /** The OpenAPI document, if the image carries one. */
  readonly openapi: unknown;
}

/** `run.cog.*`; images older than Cog 0.5 have `org.cogmodel.*`. */
export function claimsOf({ labels }: Pick<ImageFacts, "labels">): ImageClaims {
  const label = (name: string): string | undefined => labels[`run.cog.${name}`] ?? labels[`org.cogmodel.${name}`];
  const config = parsed(label("config")) as { build?: { gpu?: boolean; cuda?: string } } | undefined;
  return {
    isCog: Object.keys(labels).some((name) => /^(run\.cog|org\.cogmodel)\./.test(name)),
    version: label("version") ?? label("cog_version"),
    wantsGpu: config && (config.build?.gpu ?? false),
    cuda: config?.build?.cuda,
    openapi: parsed(label("openapi_schema")),
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
