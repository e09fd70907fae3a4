/** Every function that the model has, asked on both backends in the same state, as a call and as a transaction. */
import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { type Address, type Hex, type Value, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { ENGINE_METHODS } from "../../sim/chain/model/engine-methods.ts";
import { ModelChain } from "../../sim/chain/model/index.ts";
import type { AbiType } from "../../sim/chain/model/methods.ts";
import { TOKEN_METHODS } from "../../sim/chain/model/token-methods.ts";
import { VESTING_METHODS } from "../../sim/chain/model/vesting-methods.ts";
import { type BlockRequest, CallReverted, type Chain, type ContractName } from "../../sim/chain/port.ts";
import { openEvm, TEST_PLAN } from "../support/chains.ts";

const ALICE = addressOf("alice");
const BOB = addressOf("bob");
const MAX = 2n ** 256n - 1n;
const START = TEST_PLAN.timestamp;
const CID: Hex = `0x1220${"ab".repeat(32)}`;

const { addresses, models } = new ModelChain(TEST_PLAN).deployment;
const MODEL = models["paid"]!;

/** A token with votes that have moved, a task, a request, a wallet that has released: something behind every getter. */
function history(): BlockRequest[] {
  const chain = new ModelChain(TEST_PLAN);
  const blocks: BlockRequest[] = [];
  const mine = (after: number, ...actions: BlockRequest["actions"]) => {
    blocks.push({ timestamp: START + after, actions });
    chain.mineNow(blocks.at(-1)!);
  };
  mine(
    10,
    token.transfer(LIQUIDITY_HOLDER, ALICE, 1_000n * WAD),
    token.approve(ALICE, addresses.engine, MAX),
    token.delegate(ALICE, BOB),
  );
  mine(20, engine.validatorDeposit(ALICE, ALICE, 100n * WAD), token.transfer(ALICE, BOB, WAD));
  mine(30, engine.submitTask(ALICE, 3n, BOB, MODEL, WAD, "0xab"), engine.initiateValidatorWithdraw(ALICE, WAD));
  const [task] = chain.callNow("engine", "prevhash") as [Hex];
  const [commitment] = chain.callNow("engine", "generateCommitment", [ALICE, task, CID]) as [Hex];
  mine(40, engine.signalCommitment(ALICE, commitment));
  mine(50, engine.submitSolution(ALICE, task, CID), engine.submitContestation(ALICE, task));
  mine(86_400, { from: ALICE, to: "vesting.bonds", method: "release", args: [addresses.token] });
  return blocks;
}

const HISTORY = history();
const TASK = (() => {
  const chain = new ModelChain(TEST_PLAN);
  for (const block of HISTORY) chain.mineNow(block);
  return chain.callNow("engine", "prevhash")[0] as Hex;
})();

/** For each type some values that mean something, and some that do not. */
const VALUES: Readonly<Record<AbiType, readonly Value[]>> = {
  address: [ALICE, addresses.token, addresses.engine, `0x${"00".repeat(20)}`],
  bytes32: [TASK, MODEL, `0x${"ee".repeat(32)}`],
  bytes: [CID, "0x", `0x${"cd".repeat(300)}`],
  bool: [true, false],
  uint256: [0n, 1n, BigInt(START + 15), BigInt(START + 86_400), 200n * WAD, MAX],
  uint64: [BigInt(START), BigInt(START + 50_000_000), 2n ** 64n - 1n],
  uint32: [0n, 1n, 2n ** 32n - 1n],
  uint8: [0n, 255n],
  tuple: [],
};
/** The structs of protocol section 2, by the function that takes them. */
const TUPLES: Readonly<Record<string, Value>> = {
  hashModel: [WAD, ALICE, MAX, CID],
  hashTask: [MODEL, WAD, BOB, 5n, 1n, CID],
};

/** As many lists of arguments as the first type has values, all values of each type being used in turn. */
function argumentLists(method: string, inputs: readonly AbiType[]): Value[][] {
  const length = Math.max(1, ...inputs.map((type) => VALUES[type].length));
  return Array.from({ length }, (_, turn) =>
    inputs.map((type, place) =>
      TUPLES[method] !== undefined && type === "tuple"
        ? TUPLES[method]
        : VALUES[type][(turn + place) % VALUES[type].length]!,
    ),
  );
}

const TABLES = [
  ["engine", ENGINE_METHODS],
  ["token", TOKEN_METHODS],
  ["vesting.bonds", VESTING_METHODS],
  ["vesting.team", VESTING_METHODS],
] as const;

async function answerOf(chain: Chain, to: ContractName, method: string, args: readonly Value[]): Promise<unknown> {
  try {
    return await chain.call(to, method, args);
  } catch (thrown) {
    if (thrown instanceof CallReverted) return { error: thrown.error, args: thrown.args };
    throw thrown;
  }
}

for (const [contract, table] of TABLES)
  describe(`${contract} on both backends`, () => {
    let [evm, model]: [Chain | undefined, Chain | undefined] = [undefined, undefined];
    beforeEach(async () => {
      [evm, model] = [await openEvm(TEST_PLAN), new ModelChain(TEST_PLAN)];
      for (const block of HISTORY) for (const chain of [evm, model]) await chain.mine(block);
    });

    for (const [entry, { inputs }] of Object.entries(table)) {
      const method = entry.split("/")[0]!;
      it(`${entry}(${inputs.join()})`, async () => {
        for (const args of argumentLists(method, inputs)) {
          const answer = await answerOf(model!, contract, method, args);
          assert.deepEqual(answer, await answerOf(evm!, contract, method, args), `call ${method}(${args.join()})`);
          const block = {
            timestamp: model!.head.timestamp,
            actions: senders(contract).map((from) => ({ from, to: contract, method, args })),
          };
          const [expected, actual] = [await evm!.mine(block), await model!.mine(block)];
          const outcomes = expected.outcomes.map(({ gas: _, ...outcome }) => outcome);
          assert.deepEqual(actual.outcomes, outcomes, `transaction ${method}(${args.join()})`);
        }
      });
    }
  });

/** Someone, and the owner. */
const senders = (contract: ContractName): readonly Address[] =>
  contract === "vesting.team" ? [ALICE, addressOf("team")] : [ALICE, addresses.timelock];

describe("functions of the contracts", () => {
  /** What the model leaves to the EVM: signatures, for which nobody in the testbed has a key, and upgrades of code. */
  const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
    engine: ["UPGRADE_INTERFACE_VERSION", "proxiableUUID", "upgradeToAndCall"],
    token: ["DOMAIN_SEPARATOR", "delegateBySig", "eip712Domain", "permit"],
    "vesting.bonds": [],
    "vesting.team": [],
  };

  for (const [contract, table] of TABLES)
    it(`${contract}: the model has all but ${LEFT_OUT[contract]!.join(", ") || "none"}`, () => {
      const source = {
        engine: "Engine",
        token: "Token",
        "vesting.bonds": "IncentiveVesting",
        "vesting.team": "LinearVesting",
      } as const;
      const entries = artifact(source[contract]).abi.filter(({ type }) => type === "function");
      const missing = entries.filter(({ name, inputs }) => !table[name!] && !table[`${name}/${inputs!.length}`]);
      assert.deepEqual([...new Set(missing.map(({ name }) => name!))].sort(), LEFT_OUT[contract]);
    });
});
