/** Proposals under test: the holders of votes, the calendar of a proposal, and its actions. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { keccak256Text } from "../../sim/base/keccak.ts";
import { type Address, DAY, type Hex, type Seconds, type Value, WAD, type Wei, YEAR } from "../../sim/base/types.ts";
import { token } from "../../sim/chain/actions.ts";
import type { EvmChain } from "../../sim/chain/evm/chain.ts";
import { abiOf } from "../../sim/chain/evm/contracts.ts";
import type { ChainEvent, ContractName, Outcome } from "../../sim/chain/port.ts";
import { TEST_PLAN } from "../support/chains.ts";
import { addressIn, START, useDeployment } from "../support/deployment.ts";
import { act, assertOk, view } from "../support/outcomes.ts";

/** Proposal states, numbered as IGovernor does. */
export const PENDING = 0n;
export const ACTIVE = 1n;
export const CANCELED = 2n;
export const DEFEATED = 3n;
export const SUCCEEDED = 4n;
export const QUEUED = 5n;
export const EXECUTED = 7n;

/** Bravo's votes. */
export const AGAINST = 0n;
export const FOR = 1n;
export const ABSTAIN = 2n;

/** Quorum: 4 % of a million. */
export const QUORUM = 40_000n * WAD;
/** Votes that a proposer needs. */
export const THRESHOLD = WAD;

/** With exactly the threshold, twice exactly the quorum, and what is left. Nobody has votes before the second year's end. */
export const proposer = addressOf("proposer");
export const alice = addressOf("alice");
export const bob = addressOf("bob");
export const carol = addressOf("carol");
export const stranger = addressOf("stranger");

const VOTES: readonly (readonly [Address, Wei])[] = [
  [proposer, THRESHOLD],
  [alice, QUORUM],
  [bob, QUORUM],
  [carol, 20_000n * WAD - THRESHOLD],
];

/** When the votes are handed out, and when proposals are made. */
export const DELEGATED_AT: Seconds = START + 2 * YEAR;
export const PROPOSED_AT: Seconds = DELEGATED_AT + 1;
export const SNAPSHOT: Seconds = PROPOSED_AT + DAY;
export const DEADLINE: Seconds = SNAPSHOT + 7 * DAY;
export const TIMELOCK_DELAY: Seconds = 3 * DAY;

/** A chain at DELEGATED_AT: the private sale has vested, its buyers have delegated to themselves. */
export const useVoters = () => useDeployment(TEST_PLAN, handOutVotes);

async function handOutVotes(chain: EvmChain): Promise<void> {
  const sale = addressOf("privateSale");
  const release = {
    from: stranger,
    to: "vesting.privateSale",
    method: "release",
    args: [addressIn(chain, "token")],
  } as const;
  const actions = [
    release,
    ...VOTES.map(([voter, amount]) => token.transfer(sale, voter, amount)),
    ...VOTES.map(([voter]) => token.delegate(voter, voter)),
  ];
  const { outcomes } = await chain.mine({ timestamp: DELEGATED_AT, actions });
  for (const outcome of outcomes) assertOk(outcome);
}

/** One call that a proposal makes, as the timelock. */
export type ProposedCall = readonly [to: ContractName, method: string, args: readonly Value[]];

/** A proposal and what may be done with it. Each method mines one block of one action. */
export class Proposal {
  readonly chain: EvmChain;
  readonly description: string;
  readonly targets: readonly Address[];
  readonly values: readonly Wei[];
  readonly calldatas: readonly Hex[];

  constructor(chain: EvmChain, calls: readonly ProposedCall[], description = "as the tests want it") {
    this.chain = chain;
    this.description = description;
    this.targets = calls.map(([to]) => addressIn(chain, to));
    this.values = calls.map(() => 0n);
    this.calldatas = calls.map(([to, method, args]) => abiOf(to).encodeCall(method, args));
  }

  get descriptionHash(): Hex {
    return keccak256Text(this.description);
  }

  /** The arguments by which queue, execute and cancel name a proposal. */
  get identity(): readonly Value[] {
    return [this.targets, this.values, this.calldatas, this.descriptionHash];
  }

  async id(): Promise<bigint> {
    return (await view(this.chain, "governor", "hashProposal", this.identity)) as bigint;
  }

  async state(): Promise<Value> {
    return view(this.chain, "governor", "state", [await this.id()]);
  }

  propose(timestamp = PROPOSED_AT, from = proposer): Promise<Outcome> {
    return this.#govern("propose", [this.targets, this.values, this.calldatas, this.description], timestamp, from);
  }

  async vote(voter: Address, support: bigint, timestamp = SNAPSHOT + 1): Promise<Outcome> {
    return this.#govern("castVote", [await this.id(), support], timestamp, voter);
  }

  queue(timestamp = DEADLINE + 1, from = stranger): Promise<Outcome> {
    return this.#govern("queue", this.identity, timestamp, from);
  }

  execute(timestamp = DEADLINE + 1 + TIMELOCK_DELAY, from = stranger): Promise<Outcome> {
    return this.#govern("execute", this.identity, timestamp, from);
  }

  cancel(timestamp: Seconds, from: Address): Promise<Outcome> {
    return this.#govern("cancel", this.identity, timestamp, from);
  }

  /** The timelock's number of the queued calls: the salt is the description's hash with the governor's address over it. */
  async operation(): Promise<Hex> {
    return (await view(this.chain, "timelock", "hashOperationBatch", this.batch)) as Hex;
  }

  /** The arguments of the timelock's executeBatch: no predecessor, and the salt. */
  get batch(): readonly Value[] {
    const governor = BigInt(addressIn(this.chain, "governor")) << 96n;
    const salt = `0x${(governor ^ BigInt(this.descriptionHash)).toString(16).padStart(64, "0")}`;
    return [this.targets, this.values, this.calldatas, `0x${"00".repeat(32)}`, salt];
  }

  /** Proposes and has `ayes` vote for it. */
  async pass(ayes: readonly Address[] = [alice]): Promise<void> {
    assertOk(await this.propose());
    for (const voter of ayes) assertOk(await this.vote(voter, FOR));
  }

  /** From proposal to execution. Gives the events of the execution. */
  async carryOut(): Promise<readonly ChainEvent[]> {
    await this.pass();
    assertOk(await this.queue());
    const events = assertOk(await this.execute());
    assert.equal(await this.state(), EXECUTED);
    return events;
  }

  /** Lets time pass. */
  wait(timestamp: Seconds): Promise<unknown> {
    return this.chain.mine({ timestamp, actions: [] });
  }

  #govern(method: string, args: readonly Value[], timestamp: Seconds, from: Address): Promise<Outcome> {
    return act(this.chain, { from, to: "governor", method, args }, timestamp);
  }
}

/** What a governor says when a proposal is in the wrong state. `expected` is empty when no state would do. */
export const wrongState = (id: bigint, current: bigint, ...expected: readonly bigint[]): readonly Value[] => {
  const bits = expected.reduce((set, state) => set | (1n << state), 0n);
  return [id, current, `0x${bits.toString(16).padStart(64, "0")}`];
};
