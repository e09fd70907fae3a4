/** From a history that fails to a short one, in which every action keeps its time: what was left out has still taken its time. */
import type { BlockRequest } from "../../sim/chain/port.ts";
import { blocksOf, type Item, itemsOf } from "../../sim/chain/twin/relabel.ts";
import { shrink } from "../../sim/chain/twin/shrink.ts";
import type { Age } from "./cast.ts";
import { Play } from "./play.ts";
import type { Property, Violation } from "./property.ts";

export interface Minimal {
  readonly violation: Violation;
  /** After the opening of the age. */
  readonly blocks: readonly BlockRequest[];
}

const TRIES = 2_000;

/** The shortest history found that violates the property by the same verb, or by any when the verb was several at once. */
export async function minimize(age: Age, failed: Play, property: Property): Promise<Minimal> {
  const first = failed.violations.get(property.name)!;
  const whole = failed.played.flatMap(({ block, result }, index) => itemsOf(index, block, result));
  const { reveals } = failed.scene.memory;
  const again = (items: readonly Item[]): Violation | undefined =>
    new Play(age, [property]).replay(blocksOf(items, whole, reveals)).violations.get(property.name);
  const alike = (found: Violation | undefined): boolean =>
    found !== undefined && (first.kind.includes("+") || found.kind === first.kind);
  const items = await shrink(whole, async (candidate) => alike(again(candidate)), { tries: TRIES });
  return { violation: again(items) ?? first, blocks: blocksOf(items, whole, reveals) };
}
