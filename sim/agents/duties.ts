/**
 * What every validator does beside its policy: keeps its stake, reveals and claims what it has committed to, settles the
 * votes that it has won. A policy hands on what it is told and has nothing of its own to say about.
 */
import type { Rng } from "../base/random.ts";
import { type Address, DAY, type Hex } from "../base/types.ts";
import { parseWad } from "../scenarios/amounts.ts";
import { type Intent, NOTHING, type Occasion, wake } from "./agent.ts";
import { Reveal } from "./reveal.ts";
import { remindSettle, settlement } from "./settlement.ts";
import { type Phase, Staking } from "./staking.ts";
import type { Contestation, View } from "./view.ts";

/** What duties read of a population. */
export interface Holding {
  readonly stakeAius: string;
  /** Lost votes after which it leaves; never if absent. */
  readonly lossesBorne?: number;
}

export class Duties {
  readonly staking: Staking;
  readonly #self: Address;
  readonly #reveal: Reveal;
  readonly #lossesBorne: number;

  constructor(self: Address, { stakeAius, lossesBorne = Number.POSITIVE_INFINITY }: Holding, phase: Phase = "in") {
    this.#self = self;
    this.staking = new Staking(self, parseWad(stakeAius), phase);
    this.#reveal = new Reveal(self);
    this.#lossesBorne = lossesBorne;
  }

  /** The first step from a result to a solution; the rest follows from receipts. */
  commit(task: Hex, cid: Hex, view: View): Intent {
    return this.#reveal.commit(task, cid, view);
  }

  /** What keeps it from acting, as what it does about it: leaves when its losses are borne, tops up a stake too small. */
  hindrance(view: View): readonly Intent[] | undefined {
    if (view.own.votesLost > this.#lossesBorne) return this.staking.leave(view);
    return this.staking.fit(view) ? undefined : this.staking.topUp(view);
  }

  /** The next of its deeds, which come as a Poisson process while its stake is in. */
  next(matter: string, perDay: number, chance: Rng, view: View): readonly Intent[] {
    if (perDay === 0 || this.staking.phase !== "in") return NOTHING;
    return [wake(view.now + chance.exponential(DAY / perDay), matter)];
  }

  decide(occasion: Occasion, view: View): readonly Intent[] {
    switch (occasion.type) {
      case "contestation":
        return this.#watch(occasion.contestation, view);
      case "receipt":
        return [...this.#reveal.decide(occasion, view), ...this.staking.decide(occasion, view)];
      case "wake":
        return occasion.note.matter === "withdraw"
          ? this.staking.decide(occasion, view)
          : settlement(occasion.note, this.#self, view);
      default:
        return NOTHING;
    }
  }

  /** A verdict on its own solution is settled in any case. */
  #watch(contestation: Contestation, view: View): readonly Intent[] {
    return contestation.task.solver === this.#self ? [remindSettle(contestation, view)] : NOTHING;
  }
}
