/** What a sure majority costs: attackers that outvote a known number of honest validators, each with the least stake. */
import type { Address, Hex, Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Listener } from "../ledger/scene.ts";
import { type Comparison, exactly } from "./comparison.ts";
import type { Attack } from "./elections.ts";
import type { TheoryOptions, TheoryRun } from "./section.ts";
import { aius, type Role, Stage, VOTE_PERIOD } from "./stage.ts";

const HONEST = [1, 2, 5, 20] as const;
const SUPPLY: Wei = aius(300_000);
/** Published for that supply: what a validator needs, and what a vote puts at stake. */
const [MINIMUM, SLASH] = [aius(240), aius(30)];

/** A contestation in which `attackers` stand against `honest`, the solver and the contester among them. */
interface Plan {
  readonly attack: Attack;
  readonly honest: number;
  readonly attackers: number;
}

interface Outcome extends Plan {
  readonly attackWon: boolean;
  /** Taken from attackers' stakes while the vote lasted, and lost by them for good. */
  readonly risked: Wei;
  readonly lost: Wei;
}

/** As many attackers as theory asks for, and one fewer where the engine lets a vote have so few. */
const PLANS: readonly Plan[] = HONEST.flatMap((honest) => [
  { attack: "slash the truth", honest, attackers: honest },
  { attack: "slash the truth", honest, attackers: honest + 1 },
  ...(honest > 1 ? [{ attack: "defend a falsehood", honest, attackers: honest - 1 } as const] : []),
  { attack: "defend a falsehood", honest, attackers: honest },
]);

/** Who votes in a plan: yeas from the contester on, nays from the solver on. */
function partiesOf({ attack, honest, attackers }: Plan, index: number): { yeas: string[]; nays: string[] } {
  const names = (side: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${side}-${index + 1}-${i + 1}`);
  const [yeas, nays] = attack === "slash the truth" ? [attackers, honest] : [honest, attackers];
  return { yeas: names("yea", yeas), nays: names("nay", nays) };
}

class Slashes implements Listener {
  readonly flowKinds = ["slashLocked", "slashLost"] as const;
  readonly #sums = new Map<string, Wei>();
  flow({ kind, from, task, amount }: Flow): void {
    const key = `${kind}/${task!.id}/${from}`;
    this.#sums.set(key, (this.#sums.get(key) ?? 0n) + amount);
  }
  of(kind: "slashLocked" | "slashLost", task: Hex, who: Address): Wei {
    return this.#sums.get(`${kind}/${task}/${who}`) ?? 0n;
  }
}

async function play(options: TheoryOptions) {
  const slashes = new Slashes();
  const name = "sure majorities";
  const parties = PLANS.map(partiesOf);
  const validators = parties.flatMap(({ yeas, nays }) => [...yeas, ...nays]);
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: 365 * 86_400,
    supply: SUPPLY,
    rate: 0n,
    cast: [
      { name: "user", stake: 0n },
      ...validators.map((validator): Role => ({ name: validator, stake: MINIMUM })),
      { name: "poor", stake: MINIMUM - 1n },
    ],
    listeners: [slashes],
    parameters: options.parameters,
  });
  const [minimum, slash] = [await stage.call("getValidatorMinimum"), await stage.call("getSlashAmount")];
  const tasks = await stage.submitTasks("user", PLANS.length);
  await stage.solve(
    tasks,
    (i) => parties[i]!.nays[0]!,
    (i) => PLANS[i]!.attack === "slash the truth",
  );
  stage.now += 60;
  const [refused] = await stage.attempt([engine.submitContestation(stage.address("poor"), tasks[0]!)]);
  await stage.contest(tasks, (i) => parties[i]!.yeas[0]!);
  await stage.mine(
    tasks.flatMap((task, i) => [
      ...parties[i]!.yeas.slice(1).map((voter) => engine.voteOnContestation(stage.address(voter), task, true)),
      ...parties[i]!.nays.slice(1).map((voter) => engine.voteOnContestation(stage.address(voter), task, false)),
    ]),
  );
  stage.now += VOTE_PERIOD;
  const states = tasks.map((task) => stage.scene.tasks.get(task)!);
  await stage.finish(tasks);
  const outcomes = PLANS.map((plan, i): Outcome => {
    const { yeas, nays } = parties[i]!;
    const attackers = (plan.attack === "slash the truth" ? yeas : nays).map((voter) => stage.address(voter));
    const total = (kind: "slashLocked" | "slashLost") =>
      attackers.reduce((sum, who) => sum + slashes.of(kind, tasks[i]!, who), 0n);
    const upheld = states[i]!.contestation!.verdict === "upheld";
    const attackWon = upheld === (plan.attack === "slash the truth");
    return { ...plan, attackWon, risked: total("slashLocked"), lost: total("slashLost") };
  });
  const run: TheoryRun = { name, ledger: await stage.close(), actions: stage.actions };
  return { outcomes, minimum, slash, refusal: refused!.ok ? "none" : refused!.error, run };
}

const inAius = (wei: Wei): number => Number(wei) / 1e18;

/** What the engine charged, against `H + 1` yeas or `H` nays at 240 and 30 AIUS each. */
export async function sureMajorities(
  options: TheoryOptions,
): Promise<{ comparisons: readonly Comparison[]; run: TheoryRun }> {
  const { outcomes, minimum, slash, refusal, run } = await play(options);
  const amount = (what: string, predicted: Wei, simulated: Wei) =>
    exactly({ what, predicted: inAius(predicted), unit: "AIUS" }, inAius(simulated), predicted === simulated);
  const comparisons = [
    amount("validator minimum at a supply of 300,000", MINIMUM, minimum),
    amount("slash at a supply of 300,000", SLASH, slash),
    exactly(
      { what: "contesting with a wei less than the minimum is refused", predicted: 1 },
      Number(refusal !== "none"),
      refusal === "StakeBelowMinimum",
    ),
    ...HONEST.flatMap((honest) =>
      (["slash the truth", "defend a falsehood"] as const).flatMap((attack) => {
        const tried = outcomes.filter((outcome) => outcome.attack === attack && outcome.honest === honest);
        const needed = attack === "slash the truth" ? honest + 1 : honest;
        const winner = tried.find(({ attackWon }) => attackWon);
        const loser = tried.find(({ attackWon }) => !attackWon);
        const label = `${attack} against ${honest}`;
        return [
          exactly(
            { what: `${label}: attackers needed`, predicted: needed },
            winner?.attackers ?? Number.NaN,
            winner?.attackers === needed,
          ),
          amount(`${label}: risked`, BigInt(needed) * SLASH, winner?.risked ?? 0n),
          ...(loser === undefined
            ? []
            : [amount(`${label}: lost with one fewer`, BigInt(needed - 1) * SLASH, loser.lost)]),
        ];
      }),
    ),
  ];
  return { comparisons, run };
}
