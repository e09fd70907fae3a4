/** A participant's eyes: the world as one agent sees it. */
import type { MachineFacts, Market, ProtocolFacts, ValidatorFacts, View } from "../agents/view.ts";
import type { Address, Hex, Seconds, Wei } from "../base/types.ts";
import type { Library } from "./library.ts";
import type { Machine } from "./machines.ts";
import type { PublicRecord } from "./public-record.ts";

/** What all agents see alike; the world keeps it up to date. */
export interface Public {
  now: Seconds;
  aiusUsd: number;
  minimumStake: Wei;
  slash: Wei;
  /** Gas of the engine's calls in USD, by method. */
  gasUsd: Readonly<Record<string, number>>;
  readonly capitalSharePerDay: number;
  readonly protocol: ProtocolFacts;
  readonly market: PublicRecord;
  readonly library: Library;
}

export class Eyes implements View {
  readonly #public: Public;
  readonly #self: Address;
  readonly #machine: Machine | undefined;
  readonly own: ValidatorFacts;

  constructor(all: Public, self: Address, machine: Machine | undefined) {
    this.#public = all;
    this.#self = self;
    this.#machine = machine;
    this.own = all.market.validator(self);
  }

  get now(): Seconds {
    return this.#public.now;
  }
  get protocol(): ProtocolFacts {
    return this.#public.protocol;
  }
  get market(): Market {
    return this.#public.market;
  }
  get aiusUsd(): number {
    return this.#public.aiusUsd;
  }
  get minimumStake(): Wei {
    return this.#public.minimumStake;
  }
  get slash(): Wei {
    return this.#public.slash;
  }
  get wallet(): Wei {
    return this.#public.market.wallet(this.#self);
  }
  get capitalSharePerDay(): number {
    return this.#public.capitalSharePerDay;
  }

  machine(model: string): MachineFacts {
    if (this.#machine === undefined) throw new RangeError(`${this.#self} has no machine`);
    return this.#machine.facts(model);
  }

  fetch(task: Hex): boolean {
    return this.#public.library.has(task);
  }

  gasUsd(method: string): number {
    return this.#public.gasUsd[method] ?? 0;
  }
}
