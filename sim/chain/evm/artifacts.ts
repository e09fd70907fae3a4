/** The compiled contracts, read where Hardhat puts them, each once and only when it is asked for. */
import { existsSync, readFileSync } from "node:fs";
import type { Hex } from "../../base/types.ts";
import type { AbiEntry } from "./abi.ts";

export interface Artifact {
  readonly abi: readonly AbiEntry[];
  /** Creation bytecode, without constructor arguments. */
  readonly bytecode: Hex;
  readonly deployedBytecode: Hex;
}

/** Where each contract's source lies under contracts/. */
const SOURCES = {
  Token: "Token.sol",
  Engine: "Engine.sol",
  EngineProxy: "EngineProxy.sol",
  ArbiusGovernor: "governance/ArbiusGovernor.sol",
  ArbiusTimelock: "governance/ArbiusTimelock.sol",
  LinearVesting: "vesting/LinearVesting.sol",
  IncentiveVesting: "vesting/IncentiveVesting.sol",
  ArbSys: "nova/ArbSys.sol",
  Lens: "test/Lens.sol",
  Exponential: "test/Exponential.sol",
  EngineWithoutCommitments: "test/EngineWithoutCommitments.sol",
} as const;

export type ArtifactName = keyof typeof SOURCES;

const cache = new Map<ArtifactName, Artifact>();

/** The artifact of a contract. Throws an Error that says what to do when it was not compiled. */
export function artifact(name: ArtifactName): Artifact {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const file = new URL(`../../../artifacts/contracts/${SOURCES[name]}/${name}.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`the contract ${name} is not compiled: run \`npx hardhat build\` first`);
  const read = JSON.parse(readFileSync(file, "utf8")) as Artifact;
  cache.set(name, read);
  return read;
}
