/** Commit, then reveal: the two actions that turn a result into a solution that nobody can copy. One where none is needed. */
import { generateCommitment } from "../base/ids.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Intent, NOTHING, type Occasion, send } from "./agent.ts";
import { remindClaim } from "./settlement.ts";
import type { View } from "./view.ts";

export class Reveal {
  readonly #self: Address;
  /** What was committed to and is not yet on the chain, by commitment. */
  readonly #committed = new Map<Hex, { readonly task: Hex; readonly cid: Hex }>();

  constructor(self: Address) {
    this.#self = self;
  }

  commit(task: Hex, cid: Hex, view: View): Intent {
    if (!view.protocol.commitments) return send(engine.submitSolution(this.#self, task, cid));
    const commitment = generateCommitment(this.#self, task, cid);
    this.#committed.set(commitment, { task, cid });
    return send(engine.signalCommitment(this.#self, commitment));
  }

  /** Reveals once the commitment stands, unless the task is gone by then; claims once the solution is old enough. */
  decide(occasion: Occasion, view: View): readonly Intent[] {
    if (occasion.type !== "receipt") return NOTHING;
    const { action, receipt } = occasion;
    if (action.method === "signalCommitment") return this.#reveal(action.args[0] as Hex, receipt.ok, view);
    if (action.method !== "submitSolution" || !receipt.ok) return NOTHING;
    const solution = view.market.solution(action.args[0] as Hex);
    return solution === undefined ? NOTHING : [remindClaim(solution, view)];
  }

  #reveal(commitment: Hex, stands: boolean, view: View): readonly Intent[] {
    const secret = this.#committed.get(commitment);
    this.#committed.delete(commitment);
    if (!stands || secret === undefined || view.market.openTask(secret.task) === undefined) return NOTHING;
    return [send(engine.submitSolution(this.#self, secret.task, secret.cid))];
  }
}
