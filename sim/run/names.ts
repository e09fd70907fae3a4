/** Names that the command line offers: they stand apart, so that offering them loads nothing. */

/** What a run may stand on. */
export const BACKENDS = ["evm", "model", "twin"] as const;

/** What there is a JSON Schema of. */
export const SCHEMA_NAMES = ["scenario", "experiment", "manifest", "summary", "bench"] as const;

export type SchemaName = (typeof SCHEMA_NAMES)[number];
