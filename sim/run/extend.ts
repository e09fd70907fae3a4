/** `extends: market` in a scenario's data: what the file leaves out comes from the scenario that it names. */

type Data = { readonly [key: string]: unknown };

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** `change` laid over `base`: objects are merged key by key, anything else (lists too) is replaced. */
export function extended(base: Data, change: Data): Data {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) {
    const below = base[key];
    merged[key] = isData(value) && isData(below) ? extended(below, value) : value;
  }
  return merged;
}
