/** Votes of given sizes through the chain port, and whether they paid what the rule says. */
import type { Address, Hex, Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { Flow, FlowKind } from "../ledger/flow.ts";
import type { Listener } from "../ledger/scene.ts";
import type { TheoryOptions, TheoryRun } from "./section.ts";
import { aius, Stage, VOTE_PERIOD } from "./stage.ts";

/** Numbers of yeas, the contester's among them, and of nays, the solver's among them unless its stake is spent. */
export type Pair = readonly [yeas: number, nays: number];

/** What a vote is expected to pay. */
export interface Division {
  /** The contester when the yeas win, else the solver. */
  readonly first: Wei;
  readonly other: Wei;
}

/**
 * The losers' slashes divided: half to the first winner, the rest evenly to the others, rounded down; all to a lone one.
 * The odd wei of the half goes to the contester, or to the other nays. Source: protocol section 5, written anew.
 */
export function divide([yeas, nays]: Pair, slash: Wei): Division {
  const upheld = yeas > nays;
  const [winners, pot] = upheld ? [BigInt(yeas), BigInt(nays) * slash] : [BigInt(nays), BigInt(yeas) * slash];
  if (winners === 1n) return { first: pot, other: 0n };
  const first = upheld ? (pot + 1n) / 2n : pot / 2n;
  return { first, other: (pot - first) / (winners - 1n) };
}

const KINDS = ["slashLocked", "slashReturned", "slashWon", "slashDust"] as const satisfies readonly FlowKind[];

/** What the ledger saw of one contestation's money: payments by receiver, sums by kind. */
export class Purse {
  readonly sums: Record<(typeof KINDS)[number], Wei> = {
    slashLocked: 0n,
    slashReturned: 0n,
    slashWon: 0n,
    slashDust: 0n,
  };
  readonly won = new Map<Address, Wei>();
  readonly returned = new Map<Address, Wei>();

  add({ kind, to, amount }: Flow): void {
    this.sums[kind as (typeof KINDS)[number]] += amount;
    if (kind === "slashWon") this.won.set(to, (this.won.get(to) ?? 0n) + amount);
    if (kind === "slashReturned") this.returned.set(to, (this.returned.get(to) ?? 0n) + amount);
  }
}

class Purses implements Listener {
  readonly flowKinds = KINDS;
  readonly byTask = new Map<Hex, Purse>();

  flow(flow: Flow): void {
    const id = flow.task!.id;
    if (!this.byTask.has(id)) this.byTask.set(id, new Purse());
    this.byTask.get(id)!.add(flow);
  }
}

/** A contestation as the ledger saw it, and who its winners were. */
export interface Paid {
  readonly pair: Pair;
  readonly slash: Wei;
  readonly purse: Purse;
  readonly winners: readonly Address[];
}

/** Votes that spend the stake of the poor solver: minimum over slash. */
export const DRAINS = 8;
/** A supply at which the slash is 2.4 AIUS and an odd wei, so that halves show their rounding. */
const SUPPLY: Wei = aius(24_000) + 2_345n;

/**
 * One contestation for each pair, all in one run. Where there are no nays at all, the solver is one whose stake was spent by
 * eight contestations before.
 */
export async function payVotes(
  pairs: readonly Pair[],
  options: TheoryOptions,
): Promise<{ paid: readonly Paid[]; run: TheoryRun }> {
  const purses = new Purses();
  const most = Math.max(...pairs.map(([yeas, nays]) => yeas + nays));
  const voters = Array.from({ length: most }, (_, i) => `voter-${i + 1}`);
  const votesEach = pairs.length + DRAINS;
  const stake = aius(19.3 + 2.41 * votesEach);
  const name = "what votes pay";
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: 22 * 86_400,
    supply: SUPPLY,
    rate: 0n,
    cast: [
      { name: "user", stake: 0n },
      { name: "solver", stake },
      { name: "poor-solver", stake: aius(19.3) },
      { name: "contester", stake },
      ...voters.map((voter) => ({ name: voter, stake })),
    ],
    listeners: [purses],
    parameters: options.parameters,
  });
  const undefended = (index: number) => index >= DRAINS && pairs[index - DRAINS]![1] === 0;
  const poor = (index: number) => index < DRAINS || undefended(index);
  const tasks = await stage.submitTasks("user", DRAINS + pairs.length);
  await stage.solve(
    tasks,
    (i) => (poor(i) ? "poor-solver" : "solver"),
    () => true,
  );
  stage.now += 60;
  await stage.contest(tasks, () => "contester");
  const votes = tasks.slice(DRAINS).flatMap((task, i) => {
    const [yeas, nays] = pairs[i]!;
    const further = voters.slice(0, yeas - 1 + Math.max(nays - 1, 0));
    return further.map((voter, v) => engine.voteOnContestation(stage.address(voter), task, v < yeas - 1));
  });
  await stage.mine(votes);
  const slash = stage.scene.tasks.get(tasks[DRAINS]!)!.contestation!.slash;
  const winners = tasks.map((task) => {
    const { yeas, nays } = stage.scene.tasks.get(task)!.contestation!;
    return yeas.length > nays.length ? [...yeas] : [...nays];
  });
  stage.now += VOTE_PERIOD;
  await stage.finish(tasks);
  const ledger = await stage.close();
  const paid = pairs.map((pair, i): Paid => {
    const task = tasks[DRAINS + i]!;
    return { pair, slash, purse: purses.byTask.get(task)!, winners: winners[DRAINS + i]! };
  });
  return { paid, run: { name, ledger, actions: stage.actions } };
}

/** Whether every winner got its slash back and its share to the wei, nobody else anything, and what is left is dust. */
export function paidAsDivided({ pair, slash, purse, winners }: Paid, { first, other }: Division): boolean {
  const [yeas, nays] = pair;
  const { slashLocked, slashReturned, slashWon, slashDust } = purse.sums;
  const shares = winners.every((winner, i) => (purse.won.get(winner) ?? 0n) === (i === 0 ? first : other));
  const returned = winners.every((winner) => purse.returned.get(winner) === slash);
  const strangers = [...purse.won.keys(), ...purse.returned.keys()].some((receiver) => !winners.includes(receiver));
  const dust = slashLocked - slashReturned - slashWon;
  const balanced = slashLocked === BigInt(yeas + nays) * slash && dust === slashDust && dust < BigInt(yeas + nays);
  return shares && returned && !strangers && balanced;
}
