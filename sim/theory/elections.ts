/** Contestations decided by voters of a mixed electorate, through the chain port. */
import { Rng } from "../base/random.ts";
import type { Wei } from "../base/types.ts";
import { engine } from "../chain/actions.ts";
import type { Happening } from "../ledger/happening.ts";
import type { Listener } from "../ledger/scene.ts";
import type { TheoryOptions, TheoryRun } from "./section.ts";
import { aius, type Role, Stage, VOTE_PERIOD } from "./stage.ts";

/** What attackers are after: the fine of an honest solver, or the escape of a false one. */
export type Attack = "slash the truth" | "defend a falsehood";

export interface Election {
  /** Voters of each contestation beside contester and solver. */
  readonly votes: number;
  /** Probability that a voter is an attacker. */
  readonly share: number;
  readonly contestations: number;
  /** By the contestation's number: both in turn by default. */
  readonly attack?: (index: number) => Attack;
}

/** One contestation's end. */
export interface Verdict {
  readonly attack: Attack;
  /** Attackers among the voters. */
  readonly attackers: number;
  readonly attackWon: boolean;
}

/** Contestations of one batch are voted on side by side: every voter's stake covers a slash in each. */
const BATCH = 50;
/** The slash is 3 AIUS here and a validator needs 24: hundreds of voters fit into what the engine holds. */
const SUPPLY: Wei = aius(30_000);
const SLASH = 3;
const MINIMUM = 24;
const STAKE: Wei = aius(MINIMUM + SLASH * (BATCH + 1));

const inTurn = (index: number): Attack => (index % 2 === 0 ? "slash the truth" : "defend a falsehood");

/** Hears the verdicts, by task. */
class Verdicts implements Listener {
  readonly flowKinds = [];
  readonly upheld = new Map<string, boolean>();
  happening({ kind, task }: Happening): void {
    if (kind === "judged") this.upheld.set(task.id, task.contestation!.verdict === "upheld");
  }
}

/**
 * Contestations with so many random votes each. The contester's yea and the solver's nay, which the engine casts itself, cancel
 * out, so an odd number of votes decides: yeas win when more than half of them are yeas. An attacker votes yea to slash the
 * truth and nay to defend a falsehood; an honest voter the other way round.
 */
export async function elect(
  election: Election,
  options: TheoryOptions,
): Promise<{ verdicts: readonly Verdict[]; run: TheoryRun }> {
  const { votes, share, contestations, attack = inTurn } = election;
  const heard = new Verdicts();
  const voters = Array.from({ length: votes }, (_, i) => `voter-${i + 1}`);
  const name = `${contestations} contestations with ${votes} votes, attackers' share ${share}`;
  const everyone = ["solver", "contester", ...voters];
  const stage = await Stage.open({
    name,
    seed: options.seed,
    age: 30 * 86_400,
    supply: SUPPLY,
    rate: 0n,
    cast: [{ name: "user", stake: 0n }, ...everyone.map((who): Role => ({ name: who, stake: STAKE }))],
    listeners: [heard],
    parameters: options.parameters,
  });
  const rng = new Rng(options.seed, `theory/${name}`);
  const verdicts: Verdict[] = [];
  for (let done = 0; done < contestations; done += BATCH) {
    const attacks = Array.from({ length: Math.min(BATCH, contestations - done) }, (_, i) => attack(done + i));
    const drawn = attacks.map(() => voters.map(() => rng.bernoulli(share)));
    const tasks = await stage.submitTasks("user", attacks.length);
    await stage.solve(
      tasks,
      () => "solver",
      (i) => attacks[i] === "slash the truth",
    );
    stage.now += 60;
    await stage.contest(tasks, () => "contester");
    for (const [i, task] of tasks.entries()) {
      const yea = (attacker: boolean) => attacker === (attacks[i] === "slash the truth");
      await stage.mine(
        voters.map((voter, v) => engine.voteOnContestation(stage.address(voter), task, yea(drawn[i]![v]!))),
      );
    }
    stage.now += VOTE_PERIOD;
    await stage.finish(tasks);
    for (const [i, task] of tasks.entries()) {
      const attackWon = heard.upheld.get(task) === (attacks[i] === "slash the truth");
      verdicts.push({ attack: attacks[i]!, attackers: drawn[i]!.filter(Boolean).length, attackWon });
    }
    await restake(stage, everyone);
  }
  return { verdicts, run: { name, ledger: await stage.close(), actions: stage.actions } };
}

/** Between batches the stage hands make good what was lost, and the supply is what it was. */
async function restake(stage: Stage, everyone: readonly string[]): Promise<void> {
  await stage.refill(everyone.map((name) => ({ name, stake: STAKE })));
  await stage.setSupply(SUPPLY);
}
