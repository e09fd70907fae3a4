/** The deployment, in the order of sim/chain/evm/steps.ts: one block, everything handed to the timelock at its end. */
import { addressOf } from "../../base/identity.ts";
import { MINING_ALLOCATION } from "../../base/types.ts";
import { addressOfContract, DEPLOYER, L1_TOKEN, L2_GATEWAY, LIQUIDITY_HOLDER } from "../addresses.ts";
import { LIQUIDITY_ALLOCATION, VESTING_ALLOCATIONS, type VestingAllocation } from "../allocation.ts";
import { genesis } from "../genesis.ts";
import type { ContractName, Deployment, DeploymentPlan, EngineParameters } from "../port.ts";
import { Engine } from "./Engine.ts";
import type { ParameterName } from "./EngineRecords.ts";
import { EngineWithoutCommitments } from "./EngineWithoutCommitments.ts";
import type { Host } from "./host.ts";
import { Token } from "./Token.ts";
import { Vesting } from "./Vesting.ts";

/** Arbitrum Nova's. Source: protocol section 1. */
const CHAIN_ID = 42170;
/** The block after the chain's first, as on the EVM. */
const DEPLOYMENT_BLOCK = 1;

export interface Contracts {
  readonly engine: Engine;
  readonly token: Token;
  readonly wallets: ReadonlyMap<ContractName, Vesting>;
}

/** Puts the protocol on an empty chain. */
export function deploy(host: Host, plan: DeploymentPlan): { deployment: Deployment; contracts: Contracts } {
  host.number = DEPLOYMENT_BLOCK;
  host.timestamp = BigInt(plan.timestamp);
  const contracts = create(host, plan);
  distribute(contracts.token);
  register(contracts.engine, plan);
  configure(contracts.engine, plan.parameters);
  handOver(contracts.engine);
  host.journal.commit();
  host.logs = [];
  return { deployment: { chainId: CHAIN_ID, ...genesis(plan), bytecodeHash: "0x" }, contracts };
}

function create(host: Host, plan: DeploymentPlan): Contracts {
  const token = new Token(host, L1_TOKEN, L2_GATEWAY, DEPLOYER);
  const EngineOfPlan = plan.engine === "without-commitments" ? EngineWithoutCommitments : Engine;
  const engine = new EngineOfPlan(host, token, addressOfContract("engine"), DEPLOYER);
  const wallets = VESTING_ALLOCATIONS.map((allocation) => createWallet(host, token, allocation));
  return { engine, token, wallets: new Map(wallets) };
}

function createWallet(host: Host, token: Token, allocation: VestingAllocation): [ContractName, Vesting] {
  const name = `vesting.${allocation.name}` as const;
  const { beneficiary, schedule } = allocation;
  const wallet = {
    name,
    address: addressOfContract(name),
    beneficiary: beneficiary === "timelock" ? addressOfContract("timelock") : addressOf(beneficiary),
    start: host.timestamp,
    schedule,
  };
  return [name, new Vesting(host, token, addressOfContract("token"), wallet)];
}

function distribute(token: Token): void {
  token.transfer(DEPLOYER, addressOfContract("engine"), MINING_ALLOCATION);
  for (const { name, amount } of VESTING_ALLOCATIONS)
    token.transfer(DEPLOYER, addressOfContract(`vesting.${name}`), amount);
  token.transfer(DEPLOYER, LIQUIDITY_HOLDER, LIQUIDITY_ALLOCATION.amount);
}

function register(engine: Engine, { models }: DeploymentPlan): void {
  for (const { addr, fee, rate, template } of models)
    engine.setSolutionMineableRate(DEPLOYER, engine.registerModel(DEPLOYER, addr, fee, template), rate);
}

function configure(engine: Engine, parameters: Partial<EngineParameters>): void {
  for (const [name, value] of Object.entries(parameters))
    engine.setParameter(DEPLOYER, name as ParameterName, "", value);
}

function handOver(engine: Engine): void {
  const timelock = addressOfContract("timelock");
  engine.transferPauser(DEPLOYER, timelock);
  engine.transferTreasury(DEPLOYER, timelock);
  engine.transferOwnership(DEPLOYER, timelock);
}
