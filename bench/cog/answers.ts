/** The answers of Cog's HTTP API that the benchmark reads, checked. All dialects' fields; what a dialect lacks is absent. */
import { z } from "zod";
import { ModelFailure } from "./failure.ts";

const maybe = <T extends z.ZodType>(inner: T) => inner.nullish().transform((value) => value ?? undefined);

export const rootSchema = z.looseObject({
  cog_version: maybe(z.string()),
  /** Said only by servers of this project: what they really are. */
  arbius_testbed: maybe(
    z.looseObject({ fake: z.boolean(), model: z.string(), device: z.string(), synthetic: maybe(z.boolean()) }),
  ),
});

const setupSchema = z.looseObject({
  started_at: maybe(z.string()),
  completed_at: maybe(z.string()),
  status: maybe(z.string()),
  logs: maybe(z.string()),
});

/** `UNHEALTHY` and `DEFUNCT` came later than the others; a word that is not known yet counts as not ready. */
export const healthSchema = z.looseObject({
  status: z.string(),
  setup: maybe(setupSchema),
  /** The Rust server's. */
  version: z.unknown().optional(),
});

export const predictionSchema = z.looseObject({
  status: z.enum(["starting", "processing", "succeeded", "failed", "canceled"]),
  output: z.unknown().optional(),
  error: maybe(z.string()),
  logs: maybe(z.string()),
  metrics: maybe(z.looseObject({ predict_time: maybe(z.number().min(0)) })),
});

export type Root = z.infer<typeof rootSchema>;
export type Health = z.infer<typeof healthSchema>;
export type PredictionAnswer = z.infer<typeof predictionSchema>;

/** The body as JSON of that shape. Throws a `ModelFailure` of kind `bad-answer` naming what is wrong. */
export function read<T>(body: string, shape: z.ZodType<T>, what: string): T {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    throw new ModelFailure("bad-answer", `${what}: not JSON: ${excerpt(body)}`);
  }
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ModelFailure("bad-answer", `${what}: ${issue!.path.join(".") || "answer"}: ${issue!.message}`);
}

const EXCERPT = 80;

export const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text);
