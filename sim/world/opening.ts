/**
 * The opening: balances, allowances and stakes put in place before the run, through the same door as everything else.
 * What was mined leaves the engine by transfers from its own address; the last of them comes after the stakes, so that the
 * engine's own supply measure stands exactly where the scenario wants it when the run starts.
 */
import type { Member } from "../agents/crew.ts";
import { addressOf } from "../base/identity.ts";
import { type Address, DAY, MINING_ALLOCATION, type Seconds, WAD, type Wei } from "../base/types.ts";
import { engine, token } from "../chain/actions.ts";
import type { Action, Chain } from "../chain/port.ts";
import type { LedgerRecord, Participant } from "../ledger/records.ts";
import { parseWad } from "../scenarios/amounts.ts";
import { computes, type Population } from "../scenarios/populations.ts";
import type { Scenario } from "../scenarios/schema.ts";
import { ageOf, deploymentPlanOf, modelOwner } from "./deployment-plan.ts";
import { ScenarioError } from "./machines.ts";
import type { ListedModel } from "./public-record.ts";
import type { SimulateOptions } from "./simulate.ts";

const UNLIMITED = 2n ** 256n - 1n;
/** Stakes are this old when the run starts, so that they give the right to vote. */
const STAKE_AGE: Seconds = DAY;
/** Actions of one set-up block. */
const BLOCK_SIZE = 200;

/** Mines a block of the set-up. Throws when one of its actions fails. */
export type MineSetup = (timestamp: Seconds, actions: readonly Action[]) => Promise<void>;

/** The ledger's first record: what was deployed and for whom, from when to when. */
export const genesisOf = (
  { scenario, seed, chain }: SimulateOptions,
  crew: readonly Member[],
  start: Seconds,
  end: Seconds,
): LedgerRecord => ({
  type: "genesis",
  scenario: scenario.name,
  seed,
  plan: deploymentPlanOf(scenario),
  deployment: chain.deployment,
  participants: participantsOf(scenario, crew),
  start,
  end,
});

/** The scenario's models under the ids that they were deployed with. */
export const listedModels = (scenario: Scenario, { deployment }: Chain): readonly ListedModel[] =>
  deploymentPlanOf(scenario).models.map(({ name, fee, rate }) => ({ name, id: deployment.models[name]!, fee, rate }));

/** Everyone with a name: the agents, holders of what was mined, owners of models. */
const participantsOf = (scenario: Scenario, crew: readonly Member[]): readonly Participant[] => [
  ...crew.map(({ agent: { name, kind, address }, population }) => ({
    name,
    kind,
    address,
    ...(population.followed && { followed: true }),
  })),
  ...scenario.start.minedHeldBy
    .filter(({ holder }) => holder !== "treasury")
    .map(({ holder }) => ({ name: holder, kind: "holder", address: addressOf(`holder/${holder}`) })),
  ...scenario.models.map(({ name }) => ({ name: `owner-of-${name}`, kind: "model-owner", address: modelOwner(name) })),
];

/** Puts the opening on the chain. Throws a ScenarioError when participants hold more than was mined, or stake more than is left. */
export async function open(scenario: Scenario, crew: readonly Member[], chain: Chain, mine: MineSetup): Promise<void> {
  const { timestamp, addresses } = chain.deployment;
  const time = Math.max(chain.head.timestamp, timestamp + ageOf(scenario) - STAKE_AGE);
  const actions = crew.flatMap((member) => arrival(member, addresses.engine));
  for (let at = 0; at < actions.length; at += BLOCK_SIZE) await mine(time, actions.slice(at, at + BLOCK_SIZE));
  const { wanted, rest } = await missing(scenario, chain);
  if (rest < 0n) throw tooYoung(scenario, rest);
  const stakes = crew.reduce((sum, { population }) => sum + openingOf(population).stake, 0n);
  if (stakes > MINING_ALLOCATION - wanted) throw tooOld(scenario, stakes, MINING_ALLOCATION - wanted);
  await mine(time, holdings(scenario, rest, addresses));
}

/** What an agent begins with: AIUS that was mined, an allowance, a stake. */
function arrival({ agent, population }: Member, engineAddress: Address): readonly Action[] {
  const { wallet, stake } = openingOf(population);
  const { address } = agent;
  return [
    token.transfer(engineAddress, address, wallet + stake),
    token.approve(address, engineAddress, UNLIMITED),
    ...(stake > 0n ? [engine.validatorDeposit(address, address, stake)] : []),
  ];
}

function openingOf(population: Population): { wallet: Wei; stake: Wei } {
  const wallet = parseWad(population.walletAius);
  if (!computes(population)) return { wallet, stake: 0n };
  const stake = parseWad(population.stakeAius);
  const waits = "entry" in population && population.entry === "waiting";
  return waits ? { wallet: wallet + stake, stake: 0n } : { wallet, stake };
}

/** The engine's measure that the scenario wants, and how much has to leave the engine for it. */
async function missing(scenario: Scenario, chain: Chain): Promise<{ wanted: Wei; rest: Wei }> {
  const [target] = (await chain.call("engine", "targetTs", [BigInt(ageOf(scenario))])) as readonly [Wei];
  const [measure] = (await chain.call("engine", "getPsuedoTotalSupply")) as readonly [Wei];
  const wanted = (target * parseWad(scenario.start.supplyToTarget ?? "1")) / WAD;
  return { wanted, rest: wanted - measure };
}

const SHARE_PRECISION = 10n ** 15n;

/** Transfers of the rest to its holders by their shares; the last one gets what rounding leaves. */
function holdings(scenario: Scenario, rest: Wei, addresses: Chain["deployment"]["addresses"]): readonly Action[] {
  const { minedHeldBy } = scenario.start;
  let left = rest;
  return minedHeldBy.map(({ holder, share }, index) => {
    const part = (rest * BigInt(Math.round(share * Number(SHARE_PRECISION)))) / SHARE_PRECISION;
    const amount = index === minedHeldBy.length - 1 || part > left ? left : part;
    left -= amount;
    const to = holder === "treasury" ? addresses.timelock : addressOf(`holder/${holder}`);
    return token.transfer(addresses.engine, to, amount);
  });
}

function tooYoung(scenario: Scenario, rest: Wei): ScenarioError {
  const excess = -rest / WAD + 1n;
  return new ScenarioError(
    ["start", "ageDays"],
    `at the age of ${scenario.start.ageDays} days less has been mined than the participants hold in their wallets ` +
      `(${excess} AIUS less): raise the age or lower walletAius`,
  );
}

/** The engine's measure counts stakes as not yet mined: it then holds S less the measure, stakes included. */
const tooOld = (scenario: Scenario, stakes: Wei, pool: Wei): ScenarioError =>
  new ScenarioError(
    ["start", "ageDays"],
    `at the age of ${scenario.start.ageDays} days the engine holds ${pool / WAD} AIUS, less than the stakes of ` +
      `${stakes / WAD}: lower the age or stakeAius`,
  );
