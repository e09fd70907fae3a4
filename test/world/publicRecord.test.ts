import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Hex, WAD } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { ChainEvent } from "../../sim/chain/port.ts";
import { PublicRecord } from "../../sim/world/public-record.ts";
import { cid, word } from "../agents/fakes.ts";

const [USER, SOLVER, CONTESTER, VOTER] = ["user", "solver", "contester", "voter"].map((name) => addressOf(name)) as [
  Hex,
  Hex,
  Hex,
  Hex,
];
const MODEL = { name: "text", id: word(500), fee: WAD / 10n, rate: WAD / 2n };
const SHARES = { solutionFeePercentage: WAD / 10n, treasuryRewardPercentage: WAD / 5n };

const event = (name: string, args: ChainEvent["args"]): ChainEvent => ({ contract: "engine", name, args });

/** A record with verbs that fold what the chain would log. */
function setting() {
  let now = 1000;
  const record = new PublicRecord([MODEL], SHARES, () => now);
  const fold = (action: Parameters<PublicRecord["fold"]>[0], ...events: ChainEvent[]) =>
    record.fold(action, events, now);
  return {
    record,
    at: (time: number) => {
      now = time;
    },
    submit: (n: number, fee: bigint) =>
      fold(
        engine.submitTask(USER, 0n, USER, MODEL.id, fee, "0x01"),
        event("TaskSubmitted", { id: word(n), model: MODEL.id, fee, sender: USER }),
      ),
    retract: (n: number) => fold(engine.retractTask(USER, word(n)), event("TaskRetracted", { id: word(n) })),
    solve: (n: number) =>
      fold(engine.submitSolution(SOLVER, word(n), cid(n)), event("SolutionSubmitted", { addr: SOLVER, task: word(n) })),
    claim: (n: number) =>
      fold(engine.claimSolution(SOLVER, word(n)), event("SolutionClaimed", { addr: SOLVER, task: word(n) })),
    contest: (n: number, nays: readonly Hex[] = [SOLVER]) =>
      fold(
        engine.submitContestation(CONTESTER, word(n)),
        event("ContestationSubmitted", { addr: CONTESTER, task: word(n) }),
        event("ContestationVote", { addr: CONTESTER, task: word(n), yea: true }),
        ...nays.map((addr) => event("ContestationVote", { addr, task: word(n), yea: false })),
      ),
    vote: (n: number, addr: Hex, yea: boolean) =>
      fold(engine.voteOnContestation(addr, word(n), yea), event("ContestationVote", { addr, task: word(n), yea })),
    finish: (n: number, start: number, end: number) =>
      fold(
        engine.contestationVoteFinish(VOTER, word(n), BigInt(end - start)),
        event("ContestationVoteFinish", { id: word(n), start_idx: BigInt(start), end_idx: BigInt(end) }),
      ),
  };
}

describe("the public record", () => {
  it("lists open tasks by fee and by age, with what the fee leaves the solver", () => {
    const { record, submit, at } = setting();
    submit(1, WAD);
    at(1010);
    submit(2, 3n * WAD);
    submit(3, 2n * WAD);
    expect(record.bestOpen("text", 2).map(({ id }) => id)).to.deep.equal([word(2), word(3)]);
    expect(record.oldestOpen("text")).to.deep.include({ id: word(1), submittedAt: 1000, owner: USER, input: "0x01" });
    expect(record.openTask(word(1))!.netFee).to.be.closeTo(0.9 * 0.9, 1e-12);
    expect(record.meanNetFee("text")).to.be.closeTo(0.9 * 1.9, 1e-12);
  });

  it("takes what is solved or taken back off the open tasks", () => {
    const { record, submit, solve, retract } = setting();
    for (const n of [1, 2, 3]) submit(n, WAD);
    solve(2);
    retract(1);
    expect(record.bestOpen("text", 9).map(({ id }) => id)).to.deep.equal([word(3)]);
    expect(record.solution(word(2))).to.deep.include({ solver: SOLVER, cid: cid(2), solvedAt: 1000 });
    expect(record.validator(SOLVER).solutions).to.equal(1);
    expect(record.recent("text").map(({ id }) => id)).to.deep.equal([word(2)]);
  });

  it("learns how long tasks stay open", () => {
    const { record, submit, solve, at } = setting();
    submit(1, WAD);
    submit(2, WAD);
    at(1010);
    solve(1);
    at(1100);
    solve(2);
    expect(record.survival("text", VOTER, 0, 50)).to.equal(0.5);
    expect(record.survival("text", SOLVER, 0, 50)).to.equal(1);
  });

  it("forgets what was claimed", () => {
    const { record, submit, solve, claim } = setting();
    submit(1, WAD);
    solve(1);
    claim(1);
    expect(record.solution(word(1))).to.equal(undefined);
  });

  it("follows a vote: who voted how, whose stakes to look at", () => {
    const { record, submit, solve, contest, vote } = setting();
    submit(1, WAD);
    solve(1);
    expect(contest(1)).to.deep.equal([{ type: "contestation", task: word(1) }]);
    vote(1, VOTER, true);
    record.setSlash(word(1), 30n * WAD);
    expect(record.contestation(word(1))).to.deep.include({
      yeas: [CONTESTER, VOTER],
      nays: [SOLVER],
      slash: 30n * WAD,
      submittedAt: 1000,
    });
    expect([...record.changedStakes]).to.have.members([CONTESTER, VOTER, SOLVER]);
    expect([...record.newContestations]).to.deep.equal([word(1)]);
  });

  it("convicts the solver when more say yea, and only then; a tie favours it", () => {
    const verdict = (yea: boolean) => {
      const { record, submit, solve, contest, vote, finish } = setting();
      submit(1, WAD);
      solve(1);
      contest(1);
      vote(1, VOTER, yea);
      finish(1, 0, 2);
      return [SOLVER, CONTESTER].map((address) => {
        const { convictions, votesLost } = record.validator(address);
        return { convictions, votesLost };
      });
    };
    expect(verdict(true)).to.deep.equal([
      { convictions: 1, votesLost: 1 },
      { convictions: 0, votesLost: 0 },
    ]);
    expect(verdict(false)).to.deep.equal([
      { convictions: 0, votesLost: 0 },
      { convictions: 0, votesLost: 1 },
    ]);
  });

  it("keeps a contestation until its last page, counts it once, and remembers the turnout", () => {
    const { record, submit, solve, contest, vote, finish } = setting();
    submit(1, WAD);
    solve(1);
    contest(1);
    vote(1, VOTER, true);
    finish(1, 0, 1);
    expect(record.contestation(word(1))).to.not.equal(undefined);
    finish(1, 1, 2);
    expect(record.contestation(word(1))).to.equal(undefined);
    expect(record.solution(word(1))).to.equal(undefined);
    expect(record.validator(SOLVER).votesLost).to.equal(1);
    expect(record.turnout).to.equal(2);
  });

  it("moves the mean turnout by a fifth of each new difference", () => {
    const { record, submit, solve, contest, vote, finish } = setting();
    for (const n of [1, 2]) {
      submit(n, WAD);
      solve(n);
      contest(n, []);
      for (let voter = 0; voter < (n === 1 ? 3 : 8); voter += 1) vote(n, addressOf(`voter-${voter}`), true);
      finish(n, 0, 9);
    }
    expect(record.turnout).to.be.closeTo(4 + 0.2 * (9 - 4), 1e-12);
  });

  it("remembers a model's newest 64 solutions", () => {
    const { record, submit, solve } = setting();
    for (let n = 1; n <= 66; n += 1) {
      submit(n, WAD);
      solve(n);
    }
    const ids = record.recent("text").map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).to.deep.equal([64, word(66), word(3)]);
  });

  it("tells what a solution earns after the treasury's part, by the model's rate", () => {
    const { record } = setting();
    record.setReward(WAD);
    expect(record.rewardOf("text")).to.be.closeTo(0.8 * 0.5, 1e-12);
  });

  it("keeps wallets by the token's transfers", () => {
    const { record } = setting();
    const transfer = { contract: "token", name: "Transfer", args: { from: USER, to: SOLVER, value: 7n } } as const;
    record.fold(engine.withdrawAccruedFees(USER), [transfer], 1000);
    expect([record.wallet(SOLVER), record.wallet(USER)]).to.deep.equal([7n, -7n]);
  });
});
