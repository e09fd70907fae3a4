/** Histories on which the rarer properties fail, as the fuzzer found and shrunk them; and that those which hold can fail. */
import { assert } from "chai";
import type { Hex } from "../../sim/base/types.ts";
import { WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import { L2_GATEWAY } from "../../sim/chain/addresses.ts";
import type { Action } from "../../sim/chain/port.ts";
import { AGES, ENGINE, PEOPLE, VALIDATORS } from "./cast.ts";
import { Play, PROPERTIES } from "./play.ts";
import type { Moment } from "./property.ts";

const [ALICE, BOB, CAROL] = VALIDATORS as [Hex, Hex, Hex];
const USER = PEOPLE.at(-3)!;
const CID: Hex = `0x1220${"aa".repeat(32)}`;

class Script {
  readonly play: Play;
  #now: number;

  constructor(age: string, property: string) {
    this.play = new Play(
      AGES.find(({ name }) => name === age)!,
      PROPERTIES.filter(({ name }) => name === property),
    );
    this.#now = this.play.scene.eyes.chain.head.timestamp;
  }

  wait(seconds: number): void {
    this.#now += seconds;
  }

  do(...actions: Action[]): void {
    for (const action of actions) {
      this.play.mine({ timestamp: this.#now, actions: [action] });
      const [outcome] = this.play.played.at(-1)!.result.outcomes;
      assert(outcome!.ok, `${action.method} failed`);
    }
  }

  /** A task that ALICE has solved. */
  solved(): Hex {
    const { memory, eyes } = this.play.scene;
    this.do(engine.submitTask(USER, 0n, USER, memory.models[0]!, 0n, "0xab"));
    const task = memory.tasks.at(-1)!.id;
    const commitment = eyes.engine<Hex>("generateCommitment", ALICE, task, CID);
    this.do(engine.signalCommitment(ALICE, commitment), engine.submitSolution(ALICE, task, CID));
    return task;
  }

  fails(property: string, verb: string): void {
    assert.deepEqual(
      [...this.play.violations.values()].map(({ kind }) => kind),
      [`${property} by ${verb}`],
    );
  }
}

describe("properties on anchored histories", () => {
  it("right-to-vote: a deposit of nothing restarts another's membership", () => {
    const script = new Script("no stake needed", "right-to-vote");
    script.do(engine.validatorDeposit(BOB, USER, 0n), engine.initiateValidatorWithdraw(BOB, 5n * WAD));
    script.wait(86_400);
    script.do(engine.validatorWithdraw(BOB, 1n, BOB));
    const task = script.solved();
    script.do(engine.submitContestation(CAROL, task));
    script.wait(121);
    script.do(engine.validatorDeposit(CAROL, BOB, 0n));
    script.fails("right-to-vote", "validatorDeposit");
  });

  it("right-to-withdraw: a contestation takes what is on its way out", () => {
    const script = new Script("first year", "right-to-withdraw");
    const task = script.solved();
    script.do(engine.initiateValidatorWithdraw(ALICE, 300n * WAD), engine.submitContestation(BOB, task));
    script.fails("right-to-withdraw", "submitContestation");
  });

  it("vote-pays-what-it-took: a vote between two pages turns the verdict", () => {
    const script = new Script("first year", "vote-pays-what-it-took");
    const task = script.solved();
    script.do(engine.submitContestation(BOB, task));
    script.wait(4_000);
    script.do(
      engine.contestationVoteFinish(CAROL, task, 1n),
      engine.voteOnContestation(CAROL, task, true),
      engine.contestationVoteFinish(CAROL, task, 1n),
    );
    script.fails("vote-pays-what-it-took", "contestationVoteFinish");
  });

  it("solution-is-defended: the eleventh contestation finds no stake", () => {
    const script = new Script("first year", "solution-is-defended");
    const tasks = Array.from({ length: 11 }, () => script.solved());
    // Each contester has stake for three.
    for (const [at, task] of tasks.entries())
      script.do(engine.submitContestation(VALIDATORS[1 + Math.floor(at / 3)]!, task));
    script.fails("solution-is-defended", "submitContestation");
  });

  it("ledger: nothing may be moved from the engine by anyone", () => {
    const script = new Script("first year", "ledger");
    script.do({ from: ALICE, to: "token", method: "transferFrom", args: [ENGINE, BOB, 0n] });
    assert.deepEqual([...script.play.violations.values()], []);
  });

  it("wallet-is-own: the bridge's gateway could take what is others'", () => {
    const script = new Script("launch", "wallet-is-own");
    script.do({ from: L2_GATEWAY, to: "token", method: "bridgeBurn", args: [ALICE, 1n] });
    script.fails("wallet-is-own", "bridgeBurn");
  });

  it("ids-are-unique: a task told twice", () => {
    const { play } = new Script("launch", "ids-are-unique");
    const watcher = PROPERTIES.find(({ name }) => name === "ids-are-unique")!.watch();
    play.mine({
      timestamp: play.scene.eyes.chain.head.timestamp,
      actions: [engine.submitTask(USER, 0n, USER, play.scene.memory.models[0]!, 0n, "0xab")],
    });
    const moment: Moment = { ...play.scene, ...play.played[0]! };
    assert.isUndefined(watcher.after!(moment));
    assert.match(watcher.after!(moment)!, /again$/);
  });
});
