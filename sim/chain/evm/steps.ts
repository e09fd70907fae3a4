/** The deployer's transactions, in order. Nothing is sent here: the whole deployment is data before it is done. */
import { addressOf } from "../../base/identity.ts";
import { type Address, type Hex, MINING_ALLOCATION, type Seconds, type Value, type Wei } from "../../base/types.ts";
import {
  addressOfContract,
  CREATION_ORDER,
  type CreatedName,
  DEPLOYER,
  L1_TOKEN,
  L2_GATEWAY,
  LIQUIDITY_HOLDER,
} from "../addresses.ts";
import { LIQUIDITY_ALLOCATION, VESTING_ALLOCATIONS, type VestingAllocation } from "../allocation.ts";
import { idOfModel } from "../genesis.ts";
import type { DeploymentPlan, EngineParameters, ModelPlan } from "../port.ts";
import { type ArtifactName, artifact } from "./artifacts.ts";
import { codecOf, tupleCodec } from "./codec.ts";
import { abiOf } from "./contracts.ts";

/** A transaction of the deployer's: a creation when it has no `to`. Its `label` names it when it fails. */
export interface Step {
  readonly label: string;
  readonly to?: Address;
  readonly data: Hex;
}

interface Creation {
  readonly artifact: ArtifactName;
  readonly args: readonly Value[];
}

/**
 * Creations and payments first, then what the deployer may still do as the engine's owner, and the hand-over to the
 * timelock last.
 */
export function deploymentSteps(plan: DeploymentPlan): readonly Step[] {
  return [
    ...CREATION_ORDER.map((name) => creationStep(name, plan)),
    ...distribution(),
    ...plan.models.flatMap(registration),
    ...configuration(plan.parameters),
    ...handOver(),
  ];
}

/** Creation bytecode of a contract of the plan's deployment, without constructor arguments. */
export const creationCode = (name: CreatedName, { engine }: Pick<DeploymentPlan, "engine">): Hex =>
  artifact(creation(name, { timestamp: 0, engine }).artifact).bytecode;

function creationStep(name: CreatedName, plan: DeploymentPlan): Step {
  const { artifact: contract, args } = creation(name, plan);
  const { abi, bytecode } = artifact(contract);
  const inputs = abi.find(({ type }) => type === "constructor")?.inputs ?? [];
  return { label: `create ${name}`, data: `${bytecode}${tupleCodec(inputs.map(codecOf)).encode(args)}` };
}

function creation(name: CreatedName, { timestamp, engine }: Pick<DeploymentPlan, "timestamp" | "engine">): Creation {
  switch (name) {
    case "token":
      return { artifact: "Token", args: [L1_TOKEN, L2_GATEWAY, DEPLOYER] };
    case "timelock":
      return { artifact: "ArbiusTimelock", args: [addressOfContract("governor")] };
    case "governor":
      return { artifact: "ArbiusGovernor", args: [addressOfContract("token"), addressOfContract("timelock")] };
    case "engineImplementation":
      return { artifact: engine === "without-commitments" ? "EngineWithoutCommitments" : "Engine", args: [] };
    case "engine":
      return { artifact: "EngineProxy", args: [addressOfContract("engineImplementation"), initialization()] };
    default:
      return vestingCreation(
        VESTING_ALLOCATIONS.find((allocation) => `vesting.${allocation.name}` === name)!,
        timestamp,
      );
  }
}

/** Owner, pauser and, until the hand-over, treasury: the deployer. */
const initialization = (): Hex => abiOf("engine").encodeCall("initialize", [addressOfContract("token"), DEPLOYER]);

function vestingCreation({ beneficiary, schedule }: VestingAllocation, timestamp: Seconds): Creation {
  const owner = beneficiary === "timelock" ? addressOfContract("timelock") : addressOf(beneficiary);
  const start = BigInt(timestamp);
  return schedule.kind === "linear"
    ? { artifact: "LinearVesting", args: [owner, start, BigInt(schedule.duration)] }
    : { artifact: "IncentiveVesting", args: [owner, start] };
}

function distribution(): Step[] {
  return [
    payment(addressOfContract("engine"), MINING_ALLOCATION),
    ...VESTING_ALLOCATIONS.map(({ name, amount }) => payment(addressOfContract(`vesting.${name}`), amount)),
    payment(LIQUIDITY_HOLDER, LIQUIDITY_ALLOCATION.amount),
  ];
}

function payment(to: Address, amount: Wei): Step {
  const data = abiOf("token").encodeCall("transfer", [to, amount]);
  return { label: `pay ${amount} wei to ${to}`, to: addressOfContract("token"), data };
}

function registration(model: ModelPlan): Step[] {
  const { name, addr, fee, rate, template } = model;
  return [
    engineStep(`register model ${name}`, "registerModel", [addr, fee, template]),
    engineStep(`set the rate of model ${name}`, "setSolutionMineableRate", [idOfModel(model), rate]),
  ];
}

const setterOf = (parameter: string): string => `set${parameter[0]!.toUpperCase()}${parameter.slice(1)}`;

const configuration = (parameters: Partial<EngineParameters>): Step[] =>
  Object.entries(parameters).map(([name, value]) => engineStep(`set ${name}`, setterOf(name), [value]));

/** The owner goes last, since only it may name the treasury. */
const handOver = (): Step[] =>
  ["transferPauser", "transferTreasury", "transferOwnership"].map((method) =>
    engineStep(method, method, [addressOfContract("timelock")]),
  );

const engineStep = (label: string, method: string, args: readonly Value[]): Step => ({
  label,
  to: addressOfContract("engine"),
  data: abiOf("engine").encodeCall(method, args),
});
