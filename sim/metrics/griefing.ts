/** What griefers cost others and themselves: slashes, bound stakes, computations for votes, hours without the right to act. */
import type { Address, Hex, NanoUsd, Seconds, Wei } from "../base/types.ts";
import type { Flow } from "../ledger/flow.ts";
import type { Happening } from "../ledger/happening.ts";
import type { BlockRecord, ComputeRecord, EndRecord, GenesisRecord, PriceRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import type { AgentAccount } from "./account.ts";
import { Idleness } from "./idleness.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { sumOf } from "./purse.ts";
import { aius, count, dollarsOf, usd } from "./units.ts";

const GRIEFER = "griefer";
const SOURCE = "contestations by griefers: their votes, their slashes, what others computed for them";
const HOUR = 3600n;

export class GriefingFold implements MetricFold {
  readonly flowKinds = ["slashLocked", "slashReturned", "slashLost", "slashWon"] as const;
  readonly #scene: () => Scene | undefined;
  readonly #accounts: () => readonly AgentAccount[];
  readonly #idleness = new Idleness();
  #participants = new Participants([]);
  /** Tasks that griefers have contested. */
  readonly #cases = new Set<Hex>();
  /** Others' stakes in votes on them: since when, and how much. */
  readonly #locked = new Map<string, { readonly since: Seconds; readonly amount: Wei }>();
  #overturned = 0;
  #weiSeconds = 0n;
  #lost: Wei = 0n;
  #won: Wei = 0n;
  #harm: NanoUsd = 0n;
  #computed: NanoUsd = 0n;
  #price: NanoUsd = 0n;

  constructor(scene: () => Scene | undefined, accounts: () => readonly AgentAccount[]) {
    this.#scene = scene;
    this.#accounts = accounts;
  }

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
  }

  price({ aius: price }: PriceRecord): void {
    this.#price = price;
  }

  #isGriefer(address: Address): boolean {
    return this.#participants.kindOf(address) === GRIEFER;
  }

  /** A contestation's own votes are told before it is: `contested` comes with the task's state already set. */
  #isCase({ task }: Pick<Flow, "task">): boolean {
    return task?.contestation !== undefined && this.#isGriefer(task.contestation.contester);
  }

  happening({ kind, task }: Happening): void {
    if (!this.#isCase({ task })) return;
    if (kind === "contested") this.#cases.add(task.id);
    if (kind === "judged" && task.contestation!.verdict === "upheld" && task.truthful === true) this.#overturned++;
  }

  compute({ task, purpose, cost, agent }: ComputeRecord): void {
    if (purpose === "solve" || !this.#cases.has(task) || agent.startsWith(GRIEFER)) return;
    this.#computed += cost;
    this.#harm += cost;
  }

  flow(flow: Flow): void {
    if (!this.#isCase(flow)) return;
    const { kind, amount, from, to, time, task } = flow;
    const who = kind === "slashReturned" || kind === "slashWon" ? to : from;
    if (this.#isGriefer(who)) return;
    const key = `${task!.id}${who}`;
    if (kind === "slashLocked") {
      this.#locked.set(key, { since: time, amount });
      this.#idleness.touch(who);
    }
    if (kind === "slashReturned" || kind === "slashLost") this.#free(key, time);
    if (kind === "slashLost") this.#move(amount);
    if (kind === "slashWon") this.#move(-amount);
  }

  #move(lost: Wei): void {
    if (lost > 0n) this.#lost += lost;
    else this.#won -= lost;
    this.#harm += dollarsOf(lost, this.#price);
  }

  #free(key: string, time: Seconds): void {
    const lock = this.#locked.get(key);
    if (lock === undefined) return;
    this.#locked.delete(key);
    this.#weiSeconds += lock.amount * BigInt(time - lock.since);
  }

  block({ timestamp }: BlockRecord): void {
    this.#idleness.look(this.#scene()!, timestamp);
  }

  end({ timestamp }: EndRecord): void {
    this.#idleness.close(timestamp);
    for (const key of [...this.#locked.keys()]) this.#free(key, timestamp);
  }

  metrics(): readonly Metric[] {
    if (!this.#participants.kinds.includes(GRIEFER)) return [];
    const cost = -sumOf(
      ...this.#accounts()
        .filter(({ kind }) => kind === GRIEFER)
        .map(({ profit }) => profit),
    ).usd;
    return [
      count("griefing.cases", this.#cases.size, "Solutions that griefers contested.", SOURCE),
      count("griefing.overturned", this.#overturned, "True solutions among them that were rejected.", SOURCE),
      aius("griefing.lost.aius", this.#lost, "Slashes that others lost in these votes.", SOURCE),
      aius("griefing.won.aius", this.#won, "Slashes that others won in them.", SOURCE),
      {
        name: "griefing.locked",
        unit: "AIUS h",
        value: this.#weiSeconds / HOUR,
        decimals: 18,
        description: "Others' stake that was bound in these votes, times how long.",
        source: SOURCE,
      },
      {
        name: "griefing.idle",
        unit: "h",
        value: (BigInt(this.#idleness.seconds) * 1_000_000n) / HOUR,
        decimals: 6,
        description: "Hours that others spent below the minimum stake because of these votes, unable to act.",
        source: SOURCE,
      },
      usd("griefing.computed.usd", this.#computed, "What others computed to vote on them.", SOURCE),
      usd("griefing.harm.usd", this.#harm, "Slashes lost less won, and computations: what it cost others.", SOURCE),
      usd("griefing.cost.usd", cost, "What it cost the griefers, everything counted.", SOURCE),
      usd(
        "griefing.balance.usd",
        this.#harm - cost,
        "Harm less cost: positive when griefing hurts others more.",
        SOURCE,
      ),
    ];
  }
}
