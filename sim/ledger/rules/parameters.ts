/** The owner's calls: parameters, rates, the treasury. Source: protocol sections 1 and 4. */
import type { Address, Hex, Value } from "../../base/types.ts";
import { INITIAL_PARAMETERS } from "../../chain/parameters.ts";
import type { EngineParameters } from "../../chain/port.ts";
import type { Scene } from "../scene.ts";

type Arguments = Readonly<Record<string, Value>>;

/** Event -> parameter: `SlashAmountPercentageChanged` speaks of `slashAmountPercentage`. */
const PARAMETER_OF = new Map(
  (Object.keys(INITIAL_PARAMETERS) as (keyof EngineParameters)[]).map((name) => [
    `${name[0]!.toUpperCase()}${name.slice(1)}Changed`,
    name,
  ]),
);

/** Whether the event was a parameter's change. */
export const parameterChanged = (scene: Scene, event: string, args: Arguments): boolean => {
  const name = PARAMETER_OF.get(event);
  if (name === undefined) return false;
  scene.parameters[name] = args["amount"] as bigint;
  return true;
};

export const treasuryTransferred = (scene: Scene, args: Arguments): void => {
  scene.treasury = args["to"] as Address;
};

export const rateChanged = (scene: Scene, args: Arguments): void => {
  const model = scene.models.get(args["id"] as Hex);
  if (model) model.rate = args["rate"] as bigint;
  else scene.audit.violate("known-subject", 0n, 1n, `no model ${args["id"]}`);
};

/** The event names the id alone; address and fee are the call's. A registration through another contract tells neither. */
export const modelRegistered = (scene: Scene, args: Arguments): void => {
  const id = args["id"] as Hex;
  const { to, method, args: call } = scene.step!.action;
  if (to !== "engine" || method !== "registerModel") return;
  scene.models.set(id, { id, addr: call[0] as Address, fee: call[1] as bigint, rate: 0n });
};
