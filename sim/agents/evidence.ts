/** What an honest solver does with results that it has computed itself: contest what differs, vote for what agrees. */
import { Newest } from "../base/newest.ts";
import type { Address, Hex } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import { type Intent, NOTHING, send } from "./agent.ts";
import { mayContest } from "./contesting.ts";
import type { Contestation, SolvedTask, View } from "./view.ts";
import { mayVote } from "./voting.ts";

/** How many results are kept; older ones are final by then. */
const MEMORY = 256;

export class Evidence {
  readonly #self: Address;
  readonly #results = new Newest<Hex>(MEMORY);
  /** Tasks that it has contested or voted on; the chain refuses a second time. */
  readonly #acted = new Set<Hex>();

  constructor(self: Address) {
    this.#self = self;
  }

  knows(task: Hex): boolean {
    return this.#results.has(task);
  }

  remember(task: Hex, cid: Hex): void {
    const forgotten = this.#results.set(task, cid);
    if (forgotten !== undefined) this.#acted.delete(forgotten);
  }

  /** Contests another's solution that differs from its own result, in time and with the stake to do so. */
  check(solution: SolvedTask, view: View): readonly Intent[] {
    const own = this.#results.get(solution.id);
    if (own === undefined || own === solution.cid || solution.solver === this.#self) return NOTHING;
    const contestation = view.market.contestation(solution.id);
    if (contestation !== undefined) return this.vote(contestation, view);
    if (!mayContest(solution, view)) return NOTHING;
    return this.#once(solution.id, send(engine.submitContestation(this.#self, solution.id)));
  }

  /** Yea when its own result differs from the solution, nay when it agrees; nothing without a result. */
  vote(contestation: Contestation, view: View): readonly Intent[] {
    const { task } = contestation;
    const own = this.#results.get(task.id);
    if (own === undefined || !mayVote(contestation, this.#self, view)) return NOTHING;
    return this.#once(task.id, send(engine.voteOnContestation(this.#self, task.id, own !== task.cid)));
  }

  /** Its contestation came second: the first one's vote is open to it. */
  beaten(task: Hex, view: View): readonly Intent[] {
    this.#acted.delete(task);
    const contestation = view.market.contestation(task);
    return contestation === undefined ? NOTHING : this.vote(contestation, view);
  }

  #once(task: Hex, intent: Intent): readonly Intent[] {
    if (this.#acted.has(task)) return NOTHING;
    this.#acted.add(task);
    return [intent];
  }
}
