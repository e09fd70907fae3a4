/** The ABIs behind the names that actions use. */
import type { ContractName } from "../port.ts";
import { type AbiEntry, ContractAbi, ErrorAbi } from "./abi.ts";
import { type ArtifactName, artifact } from "./artifacts.ts";

/** Every contract of the deployment: an error may come out of any of them. */
const DEPLOYED: readonly ArtifactName[] = [
  "Engine",
  "EngineProxy",
  "Token",
  "ArbiusGovernor",
  "ArbiusTimelock",
  "LinearVesting",
  "IncentiveVesting",
];

function artifactOf(name: ContractName): ArtifactName {
  switch (name) {
    case "engine":
      return "Engine";
    case "token":
      return "Token";
    case "governor":
      return "ArbiusGovernor";
    case "timelock":
      return "ArbiusTimelock";
    default:
      // The wallets differ in their schedules alone.
      return "LinearVesting";
  }
}

const entriesOf = (name: ArtifactName) => artifact(name).abi as readonly AbiEntry[];

const known = new Map<ArtifactName, ContractAbi>();

/** The ABI of a contract that an action may address. */
export function abiOf(name: ContractName): ContractAbi {
  const source = artifactOf(name);
  const abi = known.get(source) ?? new ContractAbi(entriesOf(source));
  known.set(source, abi);
  return abi;
}

let errors: ErrorAbi | undefined;

/** The errors of all contracts of the deployment and of the libraries in them. */
export function errorAbi(): ErrorAbi {
  errors ??= new ErrorAbi(DEPLOYED.flatMap(entriesOf));
  return errors;
}
