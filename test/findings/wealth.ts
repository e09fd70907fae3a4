/** What an attack costs and brings, in wei of AIUS. */
import type { Address, Wei } from "../../sim/base/types.ts";
import type { Stage } from "../engine/stage.ts";

/** Tokens in wallet and stake of all of them together. Slashes locked in a vote are not theirs. */
export async function wealthOf(stage: Stage, ...people: readonly Address[]): Promise<Wei> {
  let sum = 0n;
  for (const person of people) sum += (await stage.balance(person)) + (await stage.stakeOf(person));
  return sum;
}

/** What `people` together gain, or lose below 0, while `attack` goes on. */
export async function gainOf(stage: Stage, people: readonly Address[], attack: () => Promise<unknown>): Promise<Wei> {
  const before = await wealthOf(stage, ...people);
  await attack();
  return (await wealthOf(stage, ...people)) - before;
}
