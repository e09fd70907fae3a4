/** Who plays in the random histories, and where the protocol stands when they begin. */
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, MINING_ALLOCATION, type Seconds, WAD, type Wei, YEAR } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { addressOfContract, LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import type { Action, DeploymentPlan } from "../../sim/chain/port.ts";

export const PLAN: DeploymentPlan = {
  timestamp: 1_707_876_523,
  parameters: {},
  models: [
    { name: "plain", addr: addressOf("modelOwner"), fee: 0n, rate: WAD, template: "0x7b7d" },
    { name: "paid", addr: addressOf("modelOwner"), fee: WAD / 2n, rate: WAD, template: "0x7b2270616964227d" },
    { name: "unrewarded", addr: addressOf("modelOwner"), fee: 0n, rate: 0n, template: "0x7b2266726565227d" },
  ],
};

export const ZERO_ADDRESS: Address = `0x${"00".repeat(20)}`;
export const OWNER = addressOfContract("timelock");
export const ENGINE = addressOfContract("engine");

const VALIDATOR_NAMES = ["validator-0", "validator-1", "validator-2", "validator-3", "validator-4"];
export const VALIDATORS = VALIDATOR_NAMES.map(addressOf);
/** Everyone who acts. The stranger has tokens and lets the engine take none of them. */
export const PEOPLE_NAMES = [...VALIDATOR_NAMES, "user-0", "user-1", "stranger"];
export const PEOPLE = PEOPLE_NAMES.map(addressOf);
const STRANGER = addressOf("stranger");

/** Where a history begins: how long after the start, and what has left the pool. */
export interface Age {
  readonly name: string;
  readonly elapsed: Seconds;
  readonly mined: Wei;
  /** What each validator has staked. */
  readonly stake: Wei;
}

/** On both sides of each threshold of protocol section 1, and where the schedule's extremes lie. */
export const AGES: readonly Age[] = [
  { name: "launch", elapsed: 1, mined: 0n, stake: 0n },
  { name: "no stake needed", elapsed: 10_000, mined: 900n * WAD, stake: 5n * WAD },
  { name: "no slash", elapsed: 100_000, mined: 1_800n * WAD, stake: 5n * WAD },
  { name: "first year", elapsed: YEAR, mined: 301_500n * WAD, stake: 300n * WAD },
  { name: "behind schedule", elapsed: YEAR, mined: 250_000n * WAD, stake: 400n * WAD },
  { name: "pool almost empty", elapsed: 20 * YEAR, mined: MINING_ALLOCATION - WAD / 100n, stake: 500n * WAD },
];

const WALLET: Wei = 1_000n * WAD;
const UNLIMITED = 2n ** 256n - 1n;
const MINED_TO = addressOfContract("vesting.dao");

/** The blocks' actions that put everyone in place at an age. */
export function opening({ mined, stake }: Age): Action[] {
  const stakes = stake * BigInt(VALIDATORS.length);
  return [
    ...PEOPLE.map((person) => token.transfer(LIQUIDITY_HOLDER, person, WALLET)),
    ...PEOPLE.filter((person) => person !== STRANGER).map((person) => token.approve(person, ENGINE, UNLIMITED)),
    // What was mined has left the pool before the stakes come in.
    token.transfer(ENGINE, MINED_TO, mined),
    ...(stakes > 0n ? VALIDATORS.map((validator) => engine.validatorDeposit(validator, validator, stake)) : []),
  ];
}
