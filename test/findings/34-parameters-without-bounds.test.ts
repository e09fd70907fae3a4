/**
 * FINDING 34, privilege. Every parameter has values that freeze a part of the engine, with what is in it.
 *
 * Who:    whoever carries a vote of the DAO, by mistake or not; a repair takes eleven days at least.
 * Needs:  one percentage above 100 %, one period beyond the end of time, a treasury of 0.
 * Costs:  nothing.
 * Brings: nothing; but while no contestation can be submitted, or nobody but accuser and accused can vote, every false solution
 *         is paid.
 * Harms:  whoever has a claim, a stake, a task or a vote in the engine.
 * Rule:   section 1: setters have no bounds; section 5: formulas are evaluated in checked arithmetic; `transferTreasury` takes
 *         0.
 * Mend:   bounds in the setters.
 */
import { type Hex, WAD, YEAR } from "../../sim/base/types.ts";
import { engine } from "../../sim/chain/actions.ts";
import type { Action } from "../../sim/chain/port.ts";
import { ALICE, ARITHMETIC, CONTESTER, MAX_UINT256, SOLVER, STAKE, USER, ZERO_ADDRESS } from "../engine/stage.ts";
import { forEachBackend } from "../support/chains.ts";
import { aius, CLAIM_DELAY, Scene } from "./scene.ts";

/** What each call needs: an open task, a solution that can be contested, or a solution that can be claimed. */
interface Frozen {
  readonly parameter: string;
  readonly value: bigint;
  readonly what: string;
  readonly wait: number;
  readonly action: (solved: Hex, open: Hex) => Action;
}

const FROZEN: readonly Frozen[] = [
  {
    parameter: "solutionFeePercentage",
    value: WAD + 1n,
    what: "claims",
    wait: CLAIM_DELAY + 1,
    action: (solved) => engine.claimSolution(SOLVER, solved),
  },
  {
    parameter: "treasuryRewardPercentage",
    value: WAD + 1n,
    what: "rewarded claims",
    wait: CLAIM_DELAY + 1,
    action: (solved) => engine.claimSolution(SOLVER, solved),
  },
  {
    parameter: "retractionFeePercentage",
    value: WAD + 1n,
    what: "retractions",
    wait: 10_001,
    action: (_, open) => engine.retractTask(USER, open),
  },
  {
    parameter: "slashAmountPercentage",
    value: WAD + 1n,
    what: "contestations",
    wait: 0,
    action: (solved) => engine.submitContestation(CONTESTER, solved),
  },
  {
    parameter: "validatorMinimumPercentage",
    value: WAD + 1n,
    what: "deposits, and every act of a validator",
    wait: 0,
    action: () => engine.validatorDeposit(ALICE, ALICE, 1n),
  },
  {
    parameter: "minClaimSolutionTime",
    value: MAX_UINT256,
    what: "claims and contestations",
    wait: 0,
    action: (solved) => engine.claimSolution(SOLVER, solved),
  },
  {
    parameter: "exitValidatorMinUnlockTime",
    value: MAX_UINT256,
    what: "withdrawals of stakes",
    wait: 0,
    action: () => engine.initiateValidatorWithdraw(ALICE, STAKE),
  },
];

forEachBackend("FINDING: a parameter without bounds freezes", (backend) => {
  async function prepared(): Promise<{ scene: Scene; solved: Hex; open: Hex }> {
    const scene = await Scene.open(backend);
    const open = await scene.paidTask(aius("1"));
    return { scene, solved: await scene.solvedTask(), open };
  }

  for (const { parameter, value, what, wait, action } of FROZEN) {
    it(`${what}: ${parameter}`, async () => {
      const { scene, solved, open } = await prepared();
      await scene.set(parameter, value);
      scene.wait(wait);
      await scene.fails(action(solved, open), ...ARITHMETIC);
    });
  }

  it("settlements and their slashes: minContestationVotePeriodTime", async () => {
    const { scene, solved } = await prepared();
    await scene.contest(solved, CONTESTER);
    await scene.set("minContestationVotePeriodTime", MAX_UINT256);
    await scene.fails(engine.contestationVoteFinish(ALICE, solved, 1n), ...ARITHMETIC);
  });

  it("retractions, for ever: minRetractionWaitTime", async () => {
    const { scene, open } = await prepared();
    await scene.set("minRetractionWaitTime", MAX_UINT256);
    const submitted = scene.now;
    scene.wait(YEAR);
    const waited = BigInt(scene.now - submitted);
    await scene.fails(engine.retractTask(USER, open), "RetractionTooEarly", [open, waited, MAX_UINT256]);
  });

  it("votes: maxContestationValidatorStakeSince", async () => {
    const { scene, solved } = await prepared();
    await scene.contest(solved, CONTESTER);
    await scene.set("maxContestationValidatorStakeSince", MAX_UINT256);
    await scene.fails(engine.voteOnContestation(ALICE, solved, true), "VoteNotAllowed", [ALICE, solved, 5n]);
  });

  it("rewarded claims: a treasury of 0", async () => {
    const { scene, solved } = await prepared();
    await scene.mine(scene.asOwner("transferTreasury", ZERO_ADDRESS));
    scene.wait(CLAIM_DELAY + 1);
    await scene.fails(engine.claimSolution(SOLVER, solved), "ERC20InvalidReceiver", [ZERO_ADDRESS]);
  });
});
