/** What a vote pays: every division of slashes between so many yeas and nays, to the wei. */
import type { Address, Hex, Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { Flow, FlowKind } from "../ledger/flow.ts";
import type { Listener } from "../ledger/scene.ts";
import { type Comparison, exactly } from "./comparison.ts";
import { votesFigure } from "./figures/votes.ts";
import type { TheoryOptions, TheoryResult, TheoryRun, TheorySection } from "./section.ts";
import { aius, Stage, VOTE_PERIOD } from "./stage.ts";

/** Numbers of yeas, the contester's among them, and of nays, the solver's among them unless its stake is spent. */
export type Pair = readonly [yeas: number, nays: number];

/** Published examples, in slashes: the first winner's share and every other winner's. */
const NAMED: readonly (readonly [Pair, first: number, other: number | undefined])[] = [
  [[1, 1], 1, undefined],
  [[2, 1], 0.5, 0.5],
  [[1, 2], 0.5, 0.5],
  [[3, 1], 0.5, 0.25],
  [[1, 0], 0, undefined],
];
const SMALL = 6;
const LARGE: readonly Pair[] = [
  [7, 3],
  [9, 10],
  [13, 31],
  [31, 13],
  [101, 102],
  [1, 511],
  [256, 255],
  [255, 256],
  [511, 0],
  [511, 510],
];

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
const DRAINS = 8;
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

const inSlashes = (amount: Wei, slash: Wei): number => Number(amount) / Number(slash);

function comparisonOf(paid: Paid): Comparison {
  const { pair, slash, purse, winners } = paid;
  const division = divide(pair, slash);
  const who = pair[0] > pair[1] ? "contester" : "solver";
  return exactly(
    {
      what: `(${pair.join(", ")}): ${who} first of ${winners.length}`,
      predicted: inSlashes(division.first, slash),
      unit: "slashes",
    },
    inSlashes(purse.won.get(winners[0]!) ?? 0n, slash),
    paidAsDivided(paid, division),
    winners.length,
  );
}

/** The published examples, in slashes: exact within the odd wei. */
function named(all: readonly Paid[]): readonly Comparison[] {
  return NAMED.flatMap(([pair, first, other]) => {
    const { purse, slash, winners } = all.find(({ pair: [yeas, nays] }) => yeas === pair[0] && nays === pair[1])!;
    const label = `(${pair.join(", ")})`;
    const judged = (what: string, predicted: number, winner: Address) => {
      const got = purse.won.get(winner) ?? 0n;
      const off = 4n * got - BigInt(4 * predicted) * slash;
      return exactly(
        { what: `${label} ${what}`, predicted, unit: "slashes" },
        inSlashes(got, slash),
        off >= -4n && off <= 4n,
      );
    };
    const firstName = pair[0] > pair[1] ? "contester" : "solver";
    return [
      judged(firstName, first, winners[0]!),
      ...(other === undefined ? [] : [judged("each other", other, winners[1]!)]),
    ];
  });
}

export const ALL_PAIRS: readonly Pair[] = [
  ...Array.from({ length: SMALL }, (_, y) => Array.from({ length: SMALL + 1 }, (_, n): Pair => [y + 1, n])).flat(),
  ...LARGE,
];

async function run(options: TheoryOptions): Promise<TheoryResult> {
  const { paid, run } = await payVotes(ALL_PAIRS, options);
  const dust = paid.map(({ purse }) => Number(purse.sums.slashDust));
  return {
    tables: [
      { title: "Published examples", comparisons: named(paid) },
      { title: "Every payout to the wei", comparisons: paid.map(comparisonOf) },
    ],
    figures: [
      votesFigure(
        paid.map(({ pair, slash, purse, winners }) => ({
          pair,
          first: inSlashes(purse.won.get(winners[0]!) ?? 0n, slash),
          other: inSlashes(purse.won.get(winners[1]!) ?? 0n, slash),
          upheld: pair[0] > pair[1],
        })),
        SMALL,
      ),
    ],
    runs: [run],
    notes: [
      `The slash is ${paid[0]!.slash} wei, ${paid[0]!.slash % 2n === 1n ? "an odd number, so that halves are rounded" : "an even number"}. In all ${paid.length} votes what went in equals what came out and the dust, ` +
        `which was ${Math.max(...dust)} wei at most and never as much as one for each vote.`,
    ],
  };
}

export const votes: TheorySection = {
  id: "votes",
  title: "What a vote pays",
  claim:
    "The losers' slashes are divided: half to the contester, or to the solver when it wins, the rest evenly to the other winners; all to a lone winner. What goes in equals what comes out plus dust below one wei for each vote.",
  method:
    "One contestation for each number of yeas and nays, all in one run, with as many validators voting as it takes: up to 1,021 votes on one. The contester's yea and the solver's nay are cast by the engine. " +
    `A vote without nays needs a solver whose stake no longer covers a slash: it is spent by ${DRAINS} contestations before. A row agrees when every winner got back its slash and its share to the wei, and nobody else anything.`,
  run,
};
