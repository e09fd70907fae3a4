/** The life of a stake: deposited, topped up after a slash, asked back, withdrawn a day later. */
import type { Address, Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Intent, NOTHING, type Occasion, send, wake } from "./agent.ts";
import type { View } from "./view.ts";

/** `out`: no stake, or none that it uses; `in`: takes part; `leaving`: asked its stake back. */
export type Phase = "out" | "in" | "leaving";

const min = (a: bigint, b: bigint) => (a < b ? a : b);
const max = (a: bigint, b: bigint) => (a > b ? a : b);

/** A tenth above the minimum, which rises as supply is emitted. */
const comfortable = (minimum: Wei): Wei => minimum + minimum / 10n;

export class Staking {
  phase: Phase;
  readonly #self: Address;
  /** What the agent stakes when it enters, in wei. */
  readonly #stake: Wei;
  /** Open withdrawal requests by number. */
  readonly #requests = new Map<bigint, Wei>();
  #depositing = false;

  constructor(self: Address, stake: Wei, phase: Phase) {
    this.#self = self;
    this.#stake = stake;
    this.phase = phase;
  }

  /** Whether the chain lets it act: the stake that is not asked back reaches the minimum. */
  fit(view: View): boolean {
    return this.phase === "in" && free(view) >= view.minimumStake;
  }

  /** Deposits the stake (or a tenth above the minimum, where that is more) if the wallet holds the minimum at least. */
  enter(view: View): readonly Intent[] {
    const wanted = max(this.#stake, comfortable(view.minimumStake)) - free(view);
    if (free(view) + view.wallet < view.minimumStake) return NOTHING;
    this.phase = "in";
    return this.#deposit(min(wanted, view.wallet));
  }

  /** After a slash: back to a tenth above the minimum, as far as the wallet goes. */
  topUp(view: View): readonly Intent[] {
    const missing = comfortable(view.minimumStake) - free(view);
    if (this.phase !== "in" || free(view) >= view.minimumStake || view.wallet + free(view) < view.minimumStake) {
      return NOTHING;
    }
    return this.#deposit(min(missing, view.wallet));
  }

  /** Asks for all stake back; it is slashable for another day. */
  leave(view: View): readonly Intent[] {
    this.phase = "leaving";
    return free(view) > 0n ? [send(engine.initiateValidatorWithdraw(this.#self, free(view)))] : NOTHING;
  }

  /** What follows from receipts and reminders of its own; NOTHING for those of others. */
  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type === "wake" && occasion.note.matter === "withdraw") return this.#withdraw(view);
    if (occasion.type !== "receipt") return NOTHING;
    const { action, receipt } = occasion;
    if (action.method === "validatorDeposit") this.#depositing = false;
    if (!receipt.ok) return NOTHING;
    if (action.method === "initiateValidatorWithdraw") return this.#requested(receipt.events);
    if (action.method === "cancelValidatorWithdraw") return this.leave(view);
    if (action.method === "validatorWithdraw") this.phase = "out";
    return NOTHING;
  }

  #deposit(amount: Wei): readonly Intent[] {
    if (this.#depositing || amount <= 0n) return NOTHING;
    this.#depositing = true;
    return [send(engine.validatorDeposit(this.#self, this.#self, amount))];
  }

  #requested(events: readonly { name: string; args: Readonly<Record<string, unknown>> }[]): readonly Intent[] {
    const request = events.find(({ name }) => name === "ValidatorWithdrawInitiated")!.args;
    this.#requests.set(request["count"] as bigint, request["amount"] as bigint);
    return [wake(Number(request["unlockTime"]), "withdraw")];
  }

  /** Withdraws what is due. A request that a slash has made larger than the stake can never be served: it is cancelled. */
  #withdraw(view: View): readonly Intent[] {
    const requests = [...this.#requests];
    this.#requests.clear();
    return requests.map(([count, amount]) =>
      send(
        amount <= view.own.staked
          ? engine.validatorWithdraw(this.#self, count, this.#self)
          : engine.cancelValidatorWithdraw(this.#self, count),
      ),
    );
  }
}

/** Stake that gives the right to act, in wei. */
export const free = (view: View): Wei => view.own.staked - view.own.pending;
