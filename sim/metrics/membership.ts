/** Who holds a stake that gives the right to act, over time: entries and exits by kind. */
import type { Wei } from "../base/types.ts";
import type { BlockRecord, GenesisRecord } from "../ledger/records.ts";
import type { Scene } from "../ledger/scene.ts";
import { Line } from "./line.ts";
import type { Metric, MetricFold } from "./metric.ts";
import { Participants } from "./participants.ts";
import { aius, count, ratio, shareOf } from "./units.ts";

const SOURCE = "stakes less what is asked back, from the engine's events";

export class MembershipFold implements MetricFold {
  readonly #scene: () => Scene | undefined;
  #participants = new Participants([]);
  #lines: ReadonlyMap<string, Line> = new Map();
  #atStart: ReadonlySet<string> = new Set();
  #stakes: ReadonlyMap<string, Wei> = new Map();

  constructor(scene: () => Scene | undefined) {
    this.#scene = scene;
  }

  genesis({ participants }: GenesisRecord): void {
    this.#participants = new Participants(participants);
    this.#lines = new Map(this.#participants.kinds.map((kind) => [kind, new Line(`members.${kind}`, "1", 0)]));
  }

  block({ phase }: BlockRecord): void {
    if (phase !== "setup") return;
    this.#atStart = this.#members();
    const { validators } = this.#scene()!;
    this.#stakes = new Map(
      this.#participants.kinds.map((kind) => {
        const own = this.#participants.all.filter((one) => one.kind === kind);
        return [kind, own.reduce((sum, { address }) => sum + (validators.get(address)?.staked ?? 0n), 0n)];
      }),
    );
  }

  /** Names of those whose stake is not wholly asked back. */
  #members(): ReadonlySet<string> {
    const { validators } = this.#scene()!;
    const staked = this.#participants.all.filter(({ address }) => {
      const validator = validators.get(address);
      return validator !== undefined && validator.staked > validator.pending;
    });
    return new Set(staked.map(({ name }) => name));
  }

  #ofKind(kind: string, members: ReadonlySet<string>): number {
    return this.#participants.all.filter((one) => one.kind === kind && members.has(one.name)).length;
  }

  sample(): void {
    const members = this.#members();
    for (const [kind, line] of this.#lines) line.push(this.#ofKind(kind, members));
  }

  /** Kinds that never hold a stake have no line. */
  get lines(): readonly Line[] {
    return [...this.#lines.values()].filter(({ values }) => values.some((value) => value > 0n));
  }

  metrics(): readonly Metric[] {
    if (this.#scene() === undefined) return [];
    const members = this.#members();
    return this.#participants.kinds.flatMap((kind) => {
      const [before, after] = [this.#ofKind(kind, this.#atStart), this.#ofKind(kind, members)];
      if (before === 0 && after === 0) return [];
      const stayed = this.#participants.all.filter(
        ({ name, kind: own }) => own === kind && this.#atStart.has(name) && members.has(name),
      ).length;
      return [
        count(`members.${kind}.start`, before, `Participants of kind ${kind} with a stake at the start.`, SOURCE),
        count(`members.${kind}.end`, after, `Participants of kind ${kind} with a stake at the end.`, SOURCE),
        ratio(
          `members.${kind}.share`,
          shareOf(before, this.#atStart.size),
          `Their share of all with a stake at the start: votes are counted by heads.`,
          SOURCE,
        ),
        aius(`members.${kind}.stake`, this.#stakes.get(kind)!, `What they had staked at the start.`, SOURCE),
        ratio(
          `members.${kind}.stayed`,
          shareOf(stayed, before),
          `Of the ${kind} participants staked at the start, those who still are at the end.`,
          SOURCE,
        ),
      ];
    });
  }
}
