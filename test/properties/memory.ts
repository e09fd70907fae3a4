/** What the players of a random history know: everything that any event has told, in the order in which it came. */
import { generateCommitment } from "../../sim/base/ids.ts";
import type { Address, Hex, Wei } from "../../sim/base/types.ts";
import type { Action, ChainEvent, Outcome } from "../../sim/chain/port.ts";
import type { Reveal } from "../../sim/chain/twin/relabel.ts";
import { VALIDATORS } from "./cast.ts";

/** Results that solvers submit: two CIDs, nothing, and bytes that are no CID. */
export const RESULTS: readonly Hex[] = [`0x1220${"aa".repeat(32)}`, `0x1220${"bb".repeat(32)}`, "0x", "0x1220"];

export interface KnownTask {
  readonly id: Hex;
  readonly submitter: Address;
  readonly owner: Address;
  readonly fee: Wei;
}

export interface KnownCommitment {
  readonly solver: Address;
  readonly task: Hex;
  readonly cid: Hex;
}

export interface KnownRequest {
  readonly validator: Address;
  readonly count: bigint;
  readonly amount: Wei;
  readonly unlockTime: bigint;
}

export class Memory {
  readonly tasks: KnownTask[] = [];
  readonly commitments: KnownCommitment[] = [];
  readonly solved: Hex[] = [];
  readonly contested: Hex[] = [];
  readonly requests: KnownRequest[] = [];
  readonly models: Hex[];
  /** By the commitment, before it is signalled: the chain sees only a hash. */
  readonly #meanings = new Map<Hex, KnownCommitment>();

  constructor(models: readonly Hex[]) {
    this.models = [...models];
  }

  /** Makes up what is to be committed to. */
  plan(commitment: KnownCommitment): Hex {
    const hash = generateCommitment(commitment.solver, commitment.task, commitment.cid);
    this.#meanings.set(hash, commitment);
    return hash;
  }

  /** All that was ever made up. */
  get reveals(): readonly Reveal[] {
    return [...this.#meanings.values()].map(({ solver, task, cid }) => [solver, task, cid]);
  }

  learn(action: Action, outcome: Outcome): void {
    if (outcome.ok) for (const event of outcome.events) this.#learnEvent(action, event);
  }

  #signalled(commitment: Hex): void {
    const meaning = this.#meanings.get(commitment) ?? this.#guess(commitment);
    if (meaning) this.commitments.push(meaning);
  }

  /** What the commitment of a replayed history stands for, of all that the cast commits to. */
  #guess(commitment: Hex): KnownCommitment | undefined {
    for (const { id: task } of this.tasks)
      for (const solver of VALIDATORS)
        for (const cid of RESULTS)
          if (generateCommitment(solver, task, cid) === commitment) return { solver, task, cid };
    return undefined;
  }

  #learnEvent({ from, args: given }: Action, { name, args }: ChainEvent): void {
    switch (name) {
      case "TaskSubmitted":
        this.tasks.push({
          id: args["id"] as Hex,
          submitter: from,
          owner: given[1] as Address,
          fee: args["fee"] as Wei,
        });
        return;
      case "SignalCommitment":
        this.#signalled(args["commitment"] as Hex);
        return;
      case "SolutionSubmitted":
        this.solved.push(args["task"] as Hex);
        return;
      case "ContestationSubmitted":
        this.contested.push(args["task"] as Hex);
        return;
      case "ModelRegistered":
        this.models.push(args["id"] as Hex);
        return;
      case "ValidatorWithdrawInitiated": {
        const [count, amount, unlockTime] = [args["count"], args["amount"], args["unlockTime"]] as [
          bigint,
          Wei,
          bigint,
        ];
        this.requests.push({ validator: from, count, amount, unlockTime });
      }
    }
  }
}
