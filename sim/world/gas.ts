/** What a transaction is charged for gas: the committed table, alike on every backend. */
import type { NanoUsd } from "../base/types.ts";
import table from "../chain/gas-table.json" with { type: "json" };
import type { Action } from "../chain/port.ts";

const GAS: Readonly<Record<string, number>> = table.gas;
const WEI_PER_ETHER = 10n ** 18n;

/** Gas of a call that succeeds, or of any that reverts. Throws a RangeError for a verb that the table lacks. */
export function gasOf({ to, method }: Pick<Action, "to" | "method">, ok = true): number {
  const gas = ok ? ((to === "engine" ? ENGINE_GAS.get(method) : undefined) ?? GAS[`${to}.${method}`]) : GAS["reverted"];
  if (gas === undefined) throw new RangeError(`sim/chain/gas-table.json has no gas for ${to}.${method}: add it`);
  return gas;
}

/** Gas of the engine's calls by method. */
const ENGINE_GAS: ReadonlyMap<string, number> = new Map(
  Object.entries(GAS)
    .filter(([verb]) => verb.startsWith("engine."))
    .map(([verb, gas]) => [verb.slice("engine.".length), gas]),
);

/** What the engine's calls cost in USD, by method, where a unit of gas costs `unitUsd`: for estimates. */
export const engineGasUsd = (unitUsd: number): Readonly<Record<string, number>> =>
  Object.fromEntries([...ENGINE_GAS].map(([method, gas]) => [method, gas * unitUsd]));

/** Price of `gas` in nanoUSD at `priceWei` per unit and `ether` nanoUSD per ether, rounded down. */
export const gasCost = (gas: number, priceWei: bigint, ether: NanoUsd): NanoUsd =>
  (BigInt(gas) * priceWei * ether) / WEI_PER_ETHER;
