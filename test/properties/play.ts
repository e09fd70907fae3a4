/** A random history, played on the model while the properties watch. */
import type { Seconds } from "../../sim/base/types.ts";
import { ModelChain } from "../../sim/chain/model/index.ts";
import type { BlockRequest, BlockResult } from "../../sim/chain/port.ts";
import { BOOKS } from "./books.ts";
import { AGES, type Age, opening, PLAN } from "./cast.ts";
import { Eyes } from "./eyes.ts";
import { meaningOf } from "./meaning.ts";
import { Memory } from "./memory.ts";
import type { Property, Scene, Violation, Watcher } from "./property.ts";
import { RIGHTS } from "./rights.ts";
import type { History, Step } from "./steps.ts";
import { VOTES } from "./votes.ts";

export const PROPERTIES: readonly Property[] = [...BOOKS, ...RIGHTS, ...VOTES];

interface Watched {
  readonly property: Property;
  readonly watcher: Watcher;
}

/** A block that was played, with what became of it. */
export interface Played {
  readonly block: BlockRequest;
  readonly result: BlockResult;
}

export class Play {
  readonly scene: Scene;
  /** After the opening. */
  readonly played: Played[] = [];
  /** How many steps had been taken after each block of `played`. */
  readonly stepsTaken: number[] = [];
  /** The first violation of each property, in the order in which they came. */
  readonly violations = new Map<string, Violation>();
  readonly #chain: ModelChain;
  readonly #watched: readonly Watched[];

  constructor(age: Age, properties: readonly Property[]) {
    this.#chain = new ModelChain(PLAN);
    this.scene = { eyes: new Eyes(this.#chain), memory: new Memory(Object.values(this.#chain.deployment.models)) };
    this.#watched = properties.map((property) => ({ property, watcher: property.watch() }));
    this.#mine({ timestamp: PLAN.timestamp + age.elapsed, actions: opening(age) });
    // Putting everyone in place moves tokens as no history could.
    this.violations.clear();
  }

  run(steps: readonly Step[]): this {
    for (let at = 0; at < steps.length; at++) {
      const group = [steps[at]!];
      while (steps[at + 1] && isJoined(steps[at + 1]!)) group.push(steps[++at]!);
      this.#take(group);
      this.stepsTaken.push(at + 1);
    }
    return this.#end();
  }

  /** Plays blocks as they are. */
  replay(blocks: readonly BlockRequest[]): this {
    for (const block of blocks) this.mine(block);
    return this.#end();
  }

  #end(): this {
    for (const { property, watcher } of this.#watched) this.#judge(property, "end", watcher.end?.(this.scene));
    return this;
  }

  #take(group: readonly Step[]): void {
    const meanings = group.map((step) => meaningOf(step, this.scene.eyes, this.scene.memory));
    const timestamp = this.#timeOf(group[0]!, meanings[0]!.deadline);
    this.mine({ timestamp, actions: meanings.map(({ action }) => action) });
  }

  #timeOf({ when }: Step, deadline: bigint | undefined): Seconds {
    const now = this.#chain.head.timestamp;
    if (when.kind === "wait") return now + when.seconds;
    if (when.kind === "same" || deadline === undefined || deadline > LATEST) return now;
    return Math.max(now, Number(deadline) + when.offset);
  }

  /** The time passes first, in a block of its own: what happens then is the actions' doing. */
  mine(block: BlockRequest): void {
    const { timestamp } = block;
    if (timestamp > this.#chain.head.timestamp) this.#chain.mineNow({ timestamp, actions: [] });
    this.played.push({ block, result: this.#mine(block) });
  }

  #mine(block: BlockRequest): BlockResult {
    for (const { watcher } of this.#watched) watcher.before?.(this.scene, block);
    const result = this.#chain.mineNow(block);
    for (const [index, action] of block.actions.entries()) this.scene.memory.learn(action, result.outcomes[index]!);
    const verb = block.actions.map(({ method }) => method).join("+");
    const moment = { ...this.scene, block, result };
    for (const { property, watcher } of this.#watched) this.#judge(property, verb, watcher.after?.(moment));
    return result;
  }

  #judge({ name }: Property, verb: string, detail: string | undefined): void {
    if (detail === undefined || this.violations.has(name)) return;
    this.violations.set(name, { property: name, kind: `${name} by ${verb}`, detail });
  }
}

/** In one block with another only where blocks matter: a commitment counts from the block after its own. */
const isJoined = ({ joined, verb }: Step): boolean => joined && (verb === "commit" || verb === "reveal");

/** Deadlines beyond this are never waited for. Half of what 48 bits hold. */
const LATEST = 2n ** 47n;

export const play = ({ age, steps }: History, properties: readonly Property[]): Play =>
  new Play(AGES[age]!, properties).run(steps);
