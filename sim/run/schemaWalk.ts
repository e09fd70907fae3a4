/** Walks a JSON Schema beside the data that it describes, to know which keys and types may stand at a path. */

/** The parts of JSON Schema that a scenario's schema uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** The schema with references and alternatives resolved: each entry is one thing that the value may be. */
export function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) return alternatives(root.$defs?.[schema.$ref.split("/").at(-1)!] ?? {}, root);
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return branches === undefined ? [schema] : branches.flatMap((branch) => alternatives(branch, root));
}

/** What may stand under a key of `holder`. A union is narrowed by the constants that the holder carries (its `kind`). */
export function below(branch: JsonSchema, key: string, holder: unknown, root: JsonSchema): JsonSchema[] {
  if (!agrees(branch, holder)) return [];
  const under = property(branch, key) ?? itemSchema(branch, key) ?? openSchema(branch);
  return under === undefined ? [] : alternatives(under, root);
}

/** What the value at a path of the data may be. */
export function schemasAt(path: readonly string[], root: JsonSchema, data: unknown): JsonSchema[] {
  let holder = data;
  let branches = alternatives(root, root);
  for (const key of path) {
    branches = branches.flatMap((branch) => below(branch, key, holder, root));
    holder = valueAt(holder, [key]);
  }
  return branches;
}

/** Keys that the schema knows at a path of the data. */
export const keysAt = (path: readonly string[], root: JsonSchema, data: unknown): string[] =>
  schemasAt(path, root, data)
    .filter((branch) => agrees(branch, valueAt(data, path)))
    .flatMap((branch) => Object.keys(branch.properties ?? {}));

/** What the data hold at a path, or undefined. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === "object" && holder !== null ? (holder as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  );
}

/** Asked of the schema alone: "toString" is no key of it. */
const property = ({ properties = {} }: JsonSchema, key: string): JsonSchema | undefined =>
  Object.hasOwn(properties, key) ? properties[key] : undefined;

function itemSchema(branch: JsonSchema, key: string): JsonSchema | undefined {
  if (!/^(0|[1-9]\d*)$/.test(key)) return undefined;
  return branch.prefixItems?.[Number(key)] ?? (typeof branch.items === "object" ? branch.items : undefined);
}

const openSchema = (branch: JsonSchema): JsonSchema | undefined =>
  typeof branch.additionalProperties === "object" ? branch.additionalProperties : undefined;

function agrees(branch: JsonSchema, holder: unknown): boolean {
  return Object.entries(branch.properties ?? {}).every(([key, { const: fixed }]) => {
    const present = valueAt(holder, [key]);
    return fixed === undefined || present === undefined || present === fixed;
  });
}
