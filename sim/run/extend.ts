/** `extends: market` in a scenario's data: what the file leaves out comes from the scenario that it names. */

type Data = { readonly [key: string]: unknown };

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** `change` laid over `base`: objects are merged key by key, anything else (lists too) is replaced. */
export function extended(base: Data, change: Data): Data {
  const changed = Object.entries(change).map(([key, value]) => {
    const below = base[key];
    return [key, isData(value) && isData(below) ? extended(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(changed) };
}
