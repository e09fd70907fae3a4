/** Properties that say: what is one's own, no other takes. */
import type { Address, Hex } from "../../sim/base/types.ts";
import type { BlockRequest } from "../../sim/chain/port.ts";
import { PEOPLE, VALIDATORS } from "./cast.ts";
import type { Property, Scene, Watcher } from "./property.ts";

/** Those who do not act in the block: what they have must stay. */
const bystanders = (people: readonly Address[], { actions }: BlockRequest): readonly Address[] =>
  people.filter((person) => actions.every(({ from }) => from !== person));

/**
 * A property of everything that bystanders have before a block: it must be there after it. `listed` gives what a person has,
 * `still` whether it has it still.
 */
function kept<T>(
  name: string,
  equation: string,
  people: readonly Address[],
  listed: (person: Address, scene: Scene) => readonly T[],
  still: (person: Address, thing: T, scene: Scene) => boolean,
): Property {
  const watch = (): Watcher => {
    let had: { person: Address; thing: T }[] = [];
    return {
      before(scene, block) {
        had = bystanders(people, block).flatMap((person) => listed(person, scene).map((thing) => ({ person, thing })));
      },
      after(moment) {
        const lost = had.find(({ person, thing }) => !still(person, thing, moment));
        return lost && `${lost.person} has lost ${String(lost.thing)}`;
      },
    };
  };
  return { name, equation, underOwner: false, watch };
}

/** Tokens leave a wallet by its holder's call, or by a call of someone whom the holder allowed to. */
const walletIsOwn: Property = {
  name: "wallet-is-own",
  equation: "balance(x) after >= balance(x) before, for every x that neither acts nor has allowed the actor to",
  underOwner: true,
  watch() {
    let before = new Map<Address, bigint>();
    return {
      before({ eyes }, block) {
        before = new Map(bystanders(PEOPLE, block).map((person) => [person, eyes.balanceOf(person)]));
      },
      after({ eyes, block }) {
        if (block.actions.some(({ method }) => method === "transferFrom")) return undefined;
        const loser = [...before].find(([person, balance]) => eyes.balanceOf(person) < balance);
        return loser && `${loser[0]} had ${loser[1]}`;
      },
    };
  },
};

const stakeIsOwn = kept(
  "stake-is-own",
  "staked(x) after >= staked(x) before, for every x that does not act",
  VALIDATORS,
  (person, { eyes }) => [eyes.validator(person).staked],
  (person, staked, { eyes }) => eyes.validator(person).staked >= staked,
);

const rightToAct = kept(
  "right-to-act",
  "who may act as a validator may do so until it acts itself",
  VALIDATORS,
  (person, { eyes }) => (eyes.mayAct(person) ? ["the right to act"] : []),
  (person, _, { eyes }) => eyes.mayAct(person),
);

const rightToVote = kept(
  "right-to-vote",
  "who may vote on a contestation may do so, at the same second, after others have acted",
  VALIDATORS,
  (person, { eyes, memory }) =>
    memory.contested.filter((task) => eyes.attempt<bigint>("validatorCanVote", person, task) === 0n),
  (person, task, { eyes }) => eyes.attempt<bigint>("validatorCanVote", person, task) === 0n,
);

const rightToWithdraw = kept(
  "right-to-withdraw",
  "staked(x) covers every pending request of x until x acts",
  VALIDATORS,
  (person, { eyes, memory }) => {
    const { staked } = eyes.validator(person);
    const open = memory.requests.filter(
      ({ validator, count }) => validator === person && isOpen(person, count, { eyes }),
    );
    return open.filter(({ amount }) => amount <= staked).map(({ count }) => count);
  },
  (person, count, { eyes, memory }) => {
    const request = memory.requests.find((each) => each.validator === person && each.count === count)!;
    return eyes.validator(person).staked >= request.amount;
  },
);

const isOpen = (person: Address, count: bigint, { eyes }: Pick<Scene, "eyes">): boolean =>
  eyes.engine<bigint>("pendingValidatorWithdrawRequests", person, count) !== 0n;

/** Losing to a faster solver is competition; that the task itself disappears is not. */
const rightToReveal = kept(
  "right-to-reveal",
  "a task that someone has committed to exists until it is solved",
  VALIDATORS,
  (person, { eyes, memory }) =>
    memory.commitments
      .filter(({ solver, task }) => solver === person && eyes.task(task).exists)
      .map(({ task }) => task),
  (_, task: Hex, { eyes }) => eyes.task(task).exists,
);

/** What moves the measure of supply moves rewards, stakes and slashes of everybody. */
const rewardMovesByMining: Property = {
  name: "reward-moves-by-mining",
  equation: "getReward() after = getReward() before, for every block that pays no reward",
  underOwner: false,
  watch() {
    let before: bigint | undefined;
    return {
      before({ eyes }) {
        before = eyes.attempt<bigint>("getReward");
      },
      after({ eyes, result }) {
        const mines = result.outcomes.some(
          (outcome) =>
            outcome.ok &&
            outcome.events.some(({ name }) => name === "SolutionClaimed" || name === "ContestationVoteFinish"),
        );
        const now = eyes.attempt<bigint>("getReward");
        if (mines || now === before) return undefined;
        return `from ${before} to ${now}`;
      },
    };
  },
};

export const RIGHTS: readonly Property[] = [
  walletIsOwn,
  stakeIsOwn,
  rightToAct,
  rightToVote,
  rightToWithdraw,
  rightToReveal,
  rewardMovesByMining,
];
