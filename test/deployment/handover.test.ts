import { assert } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { keccak256Text } from "../../sim/base/keccak.ts";
import type { Hex, Value } from "../../sim/base/types.ts";
import { DEPLOYER, L1_TOKEN, L2_GATEWAY } from "../../sim/chain/addresses.ts";
import type { ContractName } from "../../sim/chain/port.ts";
import { addressIn, useDeployment } from "../support/deployment.ts";
import { act, assertReverted, view } from "../support/outcomes.ts";

const ADMIN: Hex = `0x${"00".repeat(32)}`;
const [PROPOSER, EXECUTOR, CANCELLER] = ["PROPOSER_ROLE", "EXECUTOR_ROLE", "CANCELLER_ROLE"].map(keccak256Text) as [
  Hex,
  Hex,
  Hex,
];
const NOBODY: Hex = `0x${"00".repeat(20)}`;
const WORD: Hex = `0x${"11".repeat(32)}`;

describe("the hand-over", () => {
  const chain = useDeployment();
  const at = (name: ContractName) => addressIn(chain(), name);
  const hasRole = (role: Hex, account: Hex) => view(chain(), "timelock", "hasRole", [role, account]);

  for (const role of ["owner", "treasury", "pauser"]) {
    it(`makes the timelock the engine's ${role}`, async () => {
      assert.equal(await view(chain(), "engine", role), at("timelock"));
    });
  }

  it("wires the contracts to each other", async () => {
    assert.equal(await view(chain(), "engine", "baseToken"), at("token"));
    assert.equal(await view(chain(), "governor", "token"), at("token"));
    assert.equal(await view(chain(), "governor", "timelock"), at("timelock"));
    assert.equal(await view(chain(), "token", "l1Address"), L1_TOKEN);
    assert.equal(await view(chain(), "token", "l2Gateway"), L2_GATEWAY);
  });

  it("lets the governor alone propose to the timelock and cancel there", async () => {
    for (const role of [PROPOSER, CANCELLER]) {
      assert.isTrue(await hasRole(role, at("governor")));
      for (const other of [DEPLOYER, at("timelock"), NOBODY]) assert.isFalse(await hasRole(role, other));
    }
  });

  it("lets anyone execute", async () => {
    assert.isTrue(await hasRole(EXECUTOR, NOBODY));
  });

  it("leaves the timelock no administrator but itself", async () => {
    assert.isTrue(await hasRole(ADMIN, at("timelock")));
    for (const other of [DEPLOYER, at("governor"), NOBODY]) assert.isFalse(await hasRole(ADMIN, other));
  });

  it("gave out no role that this file does not name", async () => {
    const granted = await chain().request("eth_getLogs", {
      fromBlock: "0x0",
      address: at("timelock"),
      topics: [keccak256Text("RoleGranted(bytes32,address,address)")],
    });
    assert.sameDeepMembers(
      (granted as { topics: Hex[] }[]).map(({ topics: [, role, account] }) => [role, `0x${account!.slice(26)}`]),
      [
        [ADMIN, at("timelock")],
        [PROPOSER, at("governor")],
        [CANCELLER, at("governor")],
        [EXECUTOR, NOBODY],
      ],
    );
  });

  describe("refuses the deployer from then on:", () => {
    const refused = (
      to: ContractName,
      method: string,
      args: readonly Value[],
      error: string,
      errorArgs: () => Value[],
    ) =>
      it(`${to}.${method}`, async () => {
        assertReverted(await act(chain(), { from: DEPLOYER, to, method, args }), error, errorArgs());
      });
    const onlyOwner = (to: ContractName, method: string, args: readonly Value[]) =>
      refused(to, method, args, "OwnableUnauthorizedAccount", () => [DEPLOYER]);
    const onlyRole = (method: string, args: readonly Value[], role: Hex) =>
      refused("timelock", method, args, "AccessControlUnauthorizedAccount", () => [DEPLOYER, role]);

    onlyOwner("engine", "transferOwnership", [DEPLOYER]);
    onlyOwner("engine", "renounceOwnership", []);
    onlyOwner("engine", "transferTreasury", [DEPLOYER]);
    onlyOwner("engine", "transferPauser", [DEPLOYER]);
    onlyOwner("engine", "setVersion", [1n]);
    onlyOwner("engine", "setSolutionMineableRate", [WORD, 0n]);
    for (const parameter of [
      "ValidatorMinimumPercentage",
      "SlashAmountPercentage",
      "SolutionFeePercentage",
      "RetractionFeePercentage",
      "TreasuryRewardPercentage",
      "MinClaimSolutionTime",
      "MinRetractionWaitTime",
      "MinContestationVotePeriodTime",
      "MaxContestationValidatorStakeSince",
      "ExitValidatorMinUnlockTime",
    ]) {
      onlyOwner("engine", `set${parameter}`, [1n]);
    }
    onlyOwner("engine", "upgradeToAndCall", [addressOf("anything"), "0x"]);
    refused("engine", "setPaused", [true], "NotPauser", () => [DEPLOYER, at("timelock")]);
    refused("engine", "initialize", [DEPLOYER, DEPLOYER], "InvalidInitialization", () => []);
    for (const wallet of ["team", "privateSale", "dao", "lpRewards", "bonds"]) {
      onlyOwner(`vesting.${wallet}`, "transferOwnership", [DEPLOYER]);
      onlyOwner(`vesting.${wallet}`, "renounceOwnership", []);
    }
    refused("token", "bridgeMint", [DEPLOYER, 1n], "TokenNotGateway", () => [DEPLOYER, L2_GATEWAY]);
    refused("token", "bridgeBurn", [DEPLOYER, 1n], "TokenNotGateway", () => [DEPLOYER, L2_GATEWAY]);
    onlyRole("schedule", [DEPLOYER, 0n, "0x", ADMIN, ADMIN, 259_200n], PROPOSER);
    onlyRole("scheduleBatch", [[DEPLOYER], [0n], ["0x"], ADMIN, ADMIN, 259_200n], PROPOSER);
    onlyRole("cancel", [WORD], CANCELLER);
    onlyRole("grantRole", [PROPOSER, DEPLOYER], ADMIN);
    onlyRole("revokeRole", [PROPOSER, DEPLOYER], ADMIN);
    refused("timelock", "updateDelay", [0n], "TimelockUnauthorizedCaller", () => [DEPLOYER]);
    for (const [method, args] of [
      ["setVotingDelay", [0n]],
      ["setVotingPeriod", [1n]],
      ["setProposalThreshold", [0n]],
      ["updateQuorumNumerator", [0n]],
      ["updateTimelock", [DEPLOYER]],
      ["relay", [DEPLOYER, 0n, "0x"]],
    ] as const) {
      refused("governor", method, args, "GovernorOnlyExecutor", () => [DEPLOYER]);
    }
  });
});
