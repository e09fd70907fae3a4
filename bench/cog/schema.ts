/**
 * A model's own schema of its inputs, from Cog's OpenAPI 3.0.2 document, as something that can check them. OpenAPI 3.0 is
 * no JSON Schema: `nullable` stands beside the type, exclusive bounds are booleans, enums hide behind `allOf: [$ref]`.
 * Servers drop unknown keys silently and read "5" as 5; here both are faults, so that a case means what it says.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { suggestion } from "../../sim/run/near.ts";
import { ModelFailure } from "./failure.ts";

type Json = Readonly<Record<string, unknown>>;

export interface InputField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: unknown;
  readonly description: string;
}

export interface ModelSchema {
  /** In the model's own order (`x-order`). */
  readonly fields: readonly InputField[];
  /** Whether a list output is one text in pieces, as language models stream it. */
  readonly concatenates: boolean;
  /** What is wrong with an input, as "seed: must be >= 0; here it is -1"; undefined when nothing is. */
  fault(input: unknown): string | undefined;
}

const REF = "#/components/schemas/";

/** Throws a `ModelFailure` of kind `bad-answer` when the document has no usable `components.schemas.Input`. */
export function modelSchema(openapi: unknown): ModelSchema {
  const schemas = (openapi as { components?: { schemas?: Record<string, Json> } })?.components?.schemas;
  const input = schemas?.["Input"];
  if (schemas === undefined || input === undefined)
    throw new ModelFailure("bad-answer", "openapi.json: no components.schemas.Input");
  const check = compiled(schemas);
  const fields = fieldsOf(input, schemas);
  return {
    fields,
    concatenates: schemas["Output"]?.["x-cog-array-display"] === "concatenate",
    fault: (value) => (check(value) ? undefined : told(worst(check.errors!), value, fields)),
  };
}

function compiled(schemas: Readonly<Record<string, Json>>): ValidateFunction {
  const ajv = new Ajv({ strict: false, logger: false, allErrors: true });
  formats.default(ajv);
  const { Input, ...others } = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema) as Json]),
  );
  try {
    return ajv.compile({ ...Input, type: "object", additionalProperties: false, definitions: others });
  } catch (error) {
    throw new ModelFailure("bad-answer", `openapi.json: ${(error as Error).message}`);
  }
}

/** OpenAPI 3.0's dialect rewritten as JSON Schema draft 7. */
function jsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(jsonSchema);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, example: _, discriminator: __, ...rest } = node as Record<string, unknown>;
  const plain = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, VALUES.has(key) ? value : jsonSchema(value)]),
  );
  if (typeof plain["$ref"] === "string") plain["$ref"] = plain["$ref"].replace(REF, "#/definitions/");
  exclusive(plain, "minimum", "exclusiveMinimum");
  exclusive(plain, "maximum", "exclusiveMaximum");
  return nullable === true ? { anyOf: [plain, { type: "null" }] } : plain;
}

/** Keywords whose values are data and no schemas. */
const VALUES = new Set(["default", "enum", "const"]);

function exclusive(schema: Record<string, unknown>, bound: string, flag: string): void {
  if (typeof schema[flag] !== "boolean") return;
  const isExclusive = schema[flag];
  delete schema[flag];
  if (!isExclusive) return;
  schema[flag] = schema[bound];
  delete schema[bound];
}

function fieldsOf(input: Json, schemas: Readonly<Record<string, Json>>): readonly InputField[] {
  const required = new Set(input["required"] as readonly string[] | undefined);
  return Object.entries((input["properties"] ?? {}) as Record<string, Json>)
    .sort(([, a], [, b]) => orderOf(a) - orderOf(b))
    .map(([name, schema]) => ({
      name,
      type: typeOf(schema, schemas),
      required: required.has(name),
      default: schema["default"],
      description: String(schema["description"] ?? ""),
    }));
}

const orderOf = (schema: Json): number => Number(schema["x-order"] ?? Number.MAX_SAFE_INTEGER);

/** The type in words: "integer 0 to 9", "small | large", "string or null". */
function typeOf(schema: Json, schemas: Readonly<Record<string, Json>>): string {
  const inner = (schema["allOf"] as readonly Json[] | undefined)?.[0] ?? schema;
  const named = typeof inner["$ref"] === "string" ? schemas[inner["$ref"].replace(REF, "")] : inner;
  const choices = named?.["enum"] as readonly unknown[] | undefined;
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  const bounds = [minimum === undefined ? "" : ` from ${minimum}`, maximum === undefined ? "" : ` to ${maximum}`];
  const type = choices?.join(" | ") ?? `${String(named?.["type"] ?? "any")}${bounds.join("")}`;
  return schema["nullable"] === true ? `${type} or null` : type;
}

/** A misspelt key explains a missing one. */
const worst = (errors: readonly ErrorObject[]): ErrorObject =>
  errors.find(({ keyword }) => keyword === "additionalProperties") ?? errors[0]!;

function told({ instancePath, keyword, params, message }: ErrorObject, input: unknown, fields: readonly InputField[]) {
  const path = instancePath.split("/").slice(1);
  const names = fields.map(({ name }) => name);
  if (keyword === "additionalProperties")
    return `unknown input "${params["additionalProperty"]}"; ${suggestion(params["additionalProperty"], names)}`;
  if (keyword === "required") return `${params["missingProperty"]}: missing`;
  const value = path.reduce<unknown>((holder, key) => (holder as Json | undefined)?.[key], input);
  const allowed = keyword === "enum" ? `: ${(params["allowedValues"] as readonly unknown[]).join(", ")}` : "";
  return `${path.join(".") || "input"}: ${message}${allowed}; here it is ${JSON.stringify(value)}`;
}
