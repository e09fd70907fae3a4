/** Gas of every call that changes the engine, and of those of the token that participants make. */
import { DAY, WAD } from "../../sim/base/types.ts";
import { engine, token, vesting } from "../../sim/chain/actions.ts";
import { addressOfContract, CREATION_ORDER } from "../../sim/chain/addresses.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import type { Action } from "../../sim/chain/port.ts";
import { CONTESTER, type Market, SOLVER, USER, VOTERS } from "./market.ts";

export type GasPerCall = Readonly<Record<string, number>>;

const VOTING_PERIOD = 4000;
const RETRACTION_WAIT = 10_001;
/** Setters of one unbounded number. */
const SETTERS = [
  "setVersion",
  "setValidatorMinimumPercentage",
  "setSlashAmountPercentage",
  "setSolutionFeePercentage",
  "setRetractionFeePercentage",
  "setTreasuryRewardPercentage",
  "setMinClaimSolutionTime",
  "setMinRetractionWaitTime",
  "setMinContestationVotePeriodTime",
  "setMaxContestationValidatorStakeSince",
  "setExitValidatorMinUnlockTime",
];

/** What participants call, each on its second time for the account, and with the arguments of a usual day. */
async function participants(market: Market): Promise<GasPerCall> {
  const lifecycle = await market.lifecycle(WAD);
  const stakes = await staking(market);
  const contestation = await contesting(market);
  const retraction = await retracting(market);
  const again = (action: Action) => market.run(action, action);
  const plan = market.chain.deployment;
  return {
    ...Object.fromEntries(Object.entries(lifecycle).map(([verb, gas]) => [`engine.${verb}`, gas])),
    ...stakes,
    ...contestation,
    ...retraction,
    "engine.signalSupport": await again(engine.signalSupport(SOLVER, plan.models["free"]!, true)),
    "engine.registerModel": await market.run(
      engine.registerModel(USER, USER, WAD, "0x02"),
      engine.registerModel(USER, USER, WAD, "0x03"),
    ),
    "engine.withdrawAccruedFees": await market.run(engine.withdrawAccruedFees(USER)),
    "token.approve": await market.run(token.approve(USER, SOLVER, 1n), token.approve(USER, SOLVER, 2n)),
    "token.transfer": await again(token.transfer(USER, SOLVER, WAD)),
    "vesting.dao.release": await again(vesting.release(USER, "dao", plan.addresses.token)),
    "token.delegate": await market.run(token.delegate(CONTESTER, USER), token.delegate(CONTESTER, SOLVER)),
    reverted: await lostRace(market),
  };
}

async function staking(market: Market): Promise<GasPerCall> {
  const deposit = await market.run(engine.validatorDeposit(SOLVER, SOLVER, WAD));
  const request = engine.initiateValidatorWithdraw(SOLVER, WAD);
  const initiated = await market.run(request, request);
  market.wait(DAY);
  return {
    "engine.validatorDeposit": deposit,
    "engine.initiateValidatorWithdraw": initiated,
    "engine.cancelValidatorWithdraw": await market.run(engine.cancelValidatorWithdraw(SOLVER, 1n)),
    "engine.validatorWithdraw": await market.run(engine.validatorWithdraw(SOLVER, 2n, SOLVER)),
  };
}

/** Two yeas, the contester's and another, against the solver's nay: the votes are settled in one page and the fee refunded. */
async function contesting(market: Market): Promise<GasPerCall> {
  const { task } = await market.solvedTask(WAD);
  const submitContestation = await market.run(engine.submitContestation(CONTESTER, task));
  const voteOnContestation = await market.run(engine.voteOnContestation(VOTERS[0], task, true));
  market.wait(VOTING_PERIOD);
  return {
    "engine.submitContestation": submitContestation,
    "engine.voteOnContestation": voteOnContestation,
    "engine.contestationVoteFinish": await market.run(engine.contestationVoteFinish(USER, task, 2n)),
  };
}

async function retracting(market: Market): Promise<GasPerCall> {
  await market.run(market.submitTask(WAD));
  const task = await market.newestTask();
  market.wait(RETRACTION_WAIT);
  return { "engine.retractTask": await market.run(engine.retractTask(USER, task)) };
}

/** The usual failure: a solution of a task that another solved first. */
async function lostRace(market: Market): Promise<number> {
  const { task } = await market.solvedTask(WAD);
  return market.runReverting(engine.submitSolution(CONTESTER, task, `0x1220${task.slice(2)}`));
}

/** What the timelock calls. The last ones take the engine out of its hands. */
async function administration(market: Market): Promise<GasPerCall> {
  const gas: Record<string, number> = {};
  const measure = async (method: string, ...args: Action["args"]) => {
    gas[`engine.${method}`] = await market.run(market.asOwner(method, ...args));
  };
  for (const setter of SETTERS) {
    await market.run(market.asOwner(setter, 1n));
    await measure(setter, 2n);
  }
  await measure("setSolutionMineableRate", market.chain.deployment.models["free"]!, WAD / 2n);
  await measure("setPaused", true);
  await measure("upgradeToAndCall", await anotherImplementation(market), "0x");
  await measure("transferTreasury", USER);
  await measure("transferPauser", USER);
  const { timelock } = market.chain.deployment.addresses;
  await measure("transferOwnership", timelock);
  await measure("renounceOwnership");
  return gas;
}

/** Where a second copy of the engine's code stands. A UUPS implementation holds its own address in its code. */
async function anotherImplementation(market: Market): Promise<string> {
  const address = `0x${"e2".repeat(20)}`;
  const original = addressOfContract("engineImplementation");
  const code = (await market.chain.request("eth_getCode", original, "latest")) as string;
  await market.chain.request("hardhat_setCode", address, code.replaceAll(original.slice(2), address.slice(2)));
  return address;
}

/** The creation of the proxy, which calls `initialize`: in the deployment's block, in the place of its nonce. */
async function initialization(market: Market): Promise<GasPerCall> {
  const block = (await market.chain.request("eth_getBlockByNumber", "0x1", false)) as { transactions: string[] };
  const hash = block.transactions[CREATION_ORDER.indexOf("engine")];
  const { gasUsed } = (await market.chain.request("eth_getTransactionReceipt", hash)) as { gasUsed: string };
  return { "engine.initialize": Number(gasUsed) };
}

/** Throws an Error that names a function of the engine that changes state and is not measured. */
function requireComplete(gas: GasPerCall): GasPerCall {
  const functions = artifact("Engine").abi as readonly { type: string; name?: string; stateMutability?: string }[];
  for (const { type, name, stateMutability } of functions) {
    if (type === "function" && !/view|pure/.test(stateMutability!) && gas[`engine.${name}`] === undefined)
      throw new Error(`the gas of engine.${name} is not measured: add it to scripts/gas/calls.ts`);
  }
  return gas;
}

/** All of them; that of `initialize` with the creation of the proxy. The market is of no use afterwards. */
export async function gasPerCall(market: Market): Promise<GasPerCall> {
  const initialized = await initialization(market);
  const used = await participants(market);
  return requireComplete({ ...initialized, ...used, ...(await administration(market)) });
}
