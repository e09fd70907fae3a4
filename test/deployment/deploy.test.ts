import { assert } from "chai";
import { getCreateAddress } from "ethers";
import hre from "hardhat";
import { addressOf } from "../../sim/base/identity.ts";
import type { Hex } from "../../sim/base/types.ts";
import {
  addressOfContract,
  CREATION_ORDER,
  createdAddress,
  DEPLOYER,
  deploymentAddresses,
} from "../../sim/chain/addresses.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { codecOf, tupleCodec } from "../../sim/chain/evm/codec.ts";
import { abiOf, errorAbi } from "../../sim/chain/evm/contracts.ts";
import { deployProtocol, type Request } from "../../sim/chain/evm/deploy.ts";
import type { DeploymentPlan, ModelPlan } from "../../sim/chain/port.ts";
import { TEST_PLAN } from "../support/chains.ts";
import { addressIn, START, useDeployment } from "../support/deployment.ts";
import { view } from "../support/outcomes.ts";

const MODEL: ModelPlan = {
  name: "kandinsky",
  addr: addressOf("modeller"),
  fee: 5n * 10n ** 17n,
  rate: 10n ** 18n,
  template: "0x7b7d",
};
const UNPAID: ModelPlan = { ...MODEL, name: "unpaid", fee: 0n, rate: 0n };
const CONFIGURED: DeploymentPlan = {
  timestamp: START,
  parameters: { solutionFeePercentage: 2n * 10n ** 17n, exitValidatorMinUnlockTime: 7n },
  models: [MODEL, UNPAID],
};

async function withNode<T>(use: (request: Request) => Promise<T>, override = {}): Promise<T> {
  const node = await hre.network.create({
    network: "nova",
    override: { initialDate: new Date(START * 1000), accounts: [], ...override },
  });
  try {
    return await use((method, params) => node.provider.request({ method, params: [...params] }));
  } finally {
    await node.close();
  }
}

async function rejection(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail("did not reject");
}

describe("addresses", () => {
  it("follow the CREATE rule", () => {
    for (const nonce of [0, 1, 2, 126, 127]) {
      assert.equal(createdAddress(DEPLOYER, nonce), getCreateAddress({ from: DEPLOYER, nonce }).toLowerCase());
    }
  });

  it("are computed for nonces of one byte alone", () => {
    for (const nonce of [-1, 128, 0.5]) assert.throws(() => createdAddress(DEPLOYER, nonce), RangeError);
  });

  it("belong to no key: the deployer's is a hash's last bytes", () => {
    assert.equal(DEPLOYER, addressOf("deployer"));
    assert.match(DEPLOYER, /^0x[0-9a-f]{40}$/);
  });
});

describe("deployProtocol", () => {
  const chain = useDeployment(CONFIGURED);

  it("puts every contract where the addresses were computed to be", async () => {
    assert.deepEqual(chain().deployment.addresses, deploymentAddresses());
    for (const name of CREATION_ORDER) {
      const receipt = await creationReceipt(CREATION_ORDER.indexOf(name));
      assert.equal(receipt.contractAddress, addressOfContract(name));
    }
  });

  async function creationReceipt(index: number): Promise<{ contractAddress: string }> {
    const block = (await chain().request("eth_getBlockByNumber", "0x1", false)) as { transactions: string[] };
    return (await chain().request("eth_getTransactionReceipt", block.transactions[index])) as {
      contractAddress: string;
    };
  }

  it("is one block at the plan's timestamp, in which the engine starts", async () => {
    assert.equal(await view(chain(), "engine", "startBlockTime"), BigInt(START));
    assert.deepEqual(chain().head, { number: 1, timestamp: START });
  });

  it("puts the engine behind an ERC-1967 proxy", async () => {
    // keccak256("eip1967.proxy.implementation") - 1. Source: ERC-1967.
    const slot = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
    const word = (await chain().request("eth_getStorageAt", addressIn(chain(), "engine"), slot, "latest")) as string;
    assert.equal(`0x${word.slice(26)}`, addressOfContract("engineImplementation"));
  });

  it("leaves an implementation that nobody can initialise", async () => {
    const data = abiOf("engine").encodeCall("initialize", [addressIn(chain(), "token"), DEPLOYER]);
    const call = chain().request("eth_call", { to: addressOfContract("engineImplementation"), data }, "latest");
    const reverted = await call.catch((error: { data?: Hex }) => error.data);
    assert.deepEqual(errorAbi().decode(reverted as Hex), { error: "InvalidInitialization", args: [] });
  });

  it("has an engine whose initialisation names caller and treasury", async () => {
    const [caller, treasury] = [addressOf("initialiser"), addressOf("treasury")];
    const initialization = abiOf("engine").encodeCall("initialize", [addressIn(chain(), "token"), treasury]);
    const inputs = artifact("EngineProxy").abi.find(({ type }) => type === "constructor")!.inputs!;
    const args = tupleCodec(inputs.map(codecOf)).encode([addressOfContract("engineImplementation"), initialization]);
    const data = `${artifact("EngineProxy").bytecode}${args}`;
    await chain().request("hardhat_impersonateAccount", caller);
    await chain().request("hardhat_setBalance", caller, "0xffffffffffffffff");
    const hash = await chain().request("eth_sendTransaction", { from: caller, data, gas: "0x989680" });
    await chain().request("evm_mine");
    const { contractAddress } = (await chain().request("eth_getTransactionReceipt", hash)) as { contractAddress: Hex };
    const read = (name: string) =>
      chain().request("eth_call", { to: contractAddress, data: abiOf("engine").encodeCall(name, []) }, "latest");
    const word = (address: Hex) => `0x${address.slice(2).padStart(64, "0")}`;
    assert.equal(await read("owner"), word(caller));
    assert.equal(await read("pauser"), word(caller));
    assert.equal(await read("treasury"), word(treasury));
    assert.equal(await read("baseToken"), word(addressIn(chain(), "token")));
  });

  it("registers the plan's models and sets their rates", async () => {
    for (const { name, fee, addr, rate } of CONFIGURED.models) {
      const id = chain().deployment.models[name]!;
      assert.deepEqual((await chain().call("engine", "models", [id])).slice(0, 3), [fee, addr, rate]);
    }
  });

  it("sets the plan's parameters and no others", async () => {
    assert.equal(await view(chain(), "engine", "solutionFeePercentage"), 2n * 10n ** 17n);
    assert.equal(await view(chain(), "engine", "exitValidatorMinUnlockTime"), 7n);
    assert.equal(await view(chain(), "engine", "retractionFeePercentage"), 10n ** 17n);
  });

  it("gives Nova its ArbSys", async () => {
    const code = await chain().request("eth_getCode", "0x0000000000000000000000000000000000000064", "latest");
    assert.equal(code, artifact("ArbSys").deployedBytecode);
  });

  it("numbers Nova's blocks as the chain does", async () => {
    await chain().mine({ timestamp: START, actions: [] });
    const arbBlockNumber = { to: "0x0000000000000000000000000000000000000064", data: "0xa3b1b31d" };
    assert.equal(BigInt((await chain().request("eth_call", arbBlockNumber, "latest")) as string), 2n);
  });

  it("gives the same result each time", async () => {
    const again = await withNode((request) => deployProtocol(request, CONFIGURED));
    assert.deepEqual(again, chain().deployment);
  });

  it("says what was deployed by a hash that the plan does not change", async () => {
    const other = await withNode((request) => deployProtocol(request, TEST_PLAN));
    assert.equal(other.bytecodeHash, chain().deployment.bytecodeHash);
  });

  it("leaves other chains without an ArbSys, and mining as it was", async () => {
    await withNode(
      async (request) => {
        assert.equal((await deployProtocol(request, TEST_PLAN)).chainId, 31337);
        assert.equal(await request("eth_getCode", ["0x0000000000000000000000000000000000000064", "latest"]), "0x");
        assert.isTrue(await request("hardhat_getAutomine", []));
      },
      { chainId: 31337 },
    );
  });

  it("cannot be used by the deployer's address afterwards without impersonation", async () => {
    await withNode(async (request) => {
      await deployProtocol(request, TEST_PLAN);
      const message = await rejection(
        request("eth_sendTransaction", [{ from: DEPLOYER, to: DEPLOYER, gas: "0x5208" }]),
      );
      assert.include(message.toLowerCase(), DEPLOYER);
    });
  });
});

describe("deployProtocol refuses", () => {
  const refusal = (plan: DeploymentPlan, override = {}) =>
    withNode((request) => rejection(deployProtocol(request, plan)), override);

  it("a timestamp before the chain's head", async () => {
    assert.include(
      await refusal({ ...TEST_PLAN, timestamp: START - 1 }),
      `${START - 1} is before the chain's head: choose ${START}`,
    );
  });

  it("a model that the engine refuses, by name and with the reason", async () => {
    const message = await refusal({ ...TEST_PLAN, models: [{ ...MODEL, addr: `0x${"00".repeat(20)}` }] });
    assert.include(message, '"register model kandinsky" reverted with ModelAddressZero()');
  });

  it("a chain whose blocks are too small", async () => {
    assert.include(await refusal(TEST_PLAN, { blockGasLimit: 12_000_000n }), "the block's gas limit is too low");
  });
});
