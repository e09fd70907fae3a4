/**
 * Where the contracts stand, computed without a chain: the deployer is fixed, so an address depends on nothing but the
 * contract's place in the order of deployment.
 */
import { bytesToHex, hexToBytes } from "../base/hex.ts";
import { addressOf } from "../base/identity.ts";
import { keccak256Bytes } from "../base/keccak.ts";
import type { Address } from "../base/types.ts";
import { VESTING_ALLOCATIONS } from "./allocation.ts";
import type { ContractName } from "./port.ts";

/** Who deploys, and keeps nothing. No key is known. */
export const DEPLOYER: Address = addressOf("deployer");

/** The first layer's half of the token, and the bridge's gateway: no key of either is known, so nobody mints or burns. */
export const L1_TOKEN: Address = addressOf("l1Token");
export const L2_GATEWAY: Address = addressOf("l2Gateway");

/** Holds the initial liquidity until there is a pool. */
export const LIQUIDITY_HOLDER: Address = addressOf("liquidity");

/** What the deployer creates, in order: a contract's index is the nonce that gives its address. */
export const CREATION_ORDER = [
  "token",
  "timelock",
  "governor",
  "engineImplementation",
  "engine",
  ...VESTING_ALLOCATIONS.map(({ name }) => `vesting.${name}` as const),
] as const satisfies readonly (ContractName | "engineImplementation")[];

export type CreatedName = (typeof CREATION_ORDER)[number];

/** RLP codes 0 as the empty string, and 1 to 127 as themselves. Source: Ethereum yellow paper, appendix B. */
const rlpSmallInteger = (value: number): number => (value === 0 ? 0x80 : value);

/**
 * The address of the contract that `creator` makes with its transaction number `nonce` (0 to 127).
 * Source: Ethereum yellow paper, section 7: the last 20 bytes of keccak256(rlp([creator, nonce])).
 */
export function createdAddress(creator: Address, nonce: number): Address {
  if (!Number.isInteger(nonce) || nonce < 0 || nonce > 127) throw new RangeError(`nonce ${nonce} is not in 0 to 127`);
  const list = new Uint8Array([0xc0 + 22, 0x80 + 20, ...hexToBytes(creator), rlpSmallInteger(nonce)]);
  return bytesToHex(keccak256Bytes(list), 12);
}

/** The address of a contract of the deployment, the engine's implementation included. */
export const addressOfContract = (name: CreatedName): Address => createdAddress(DEPLOYER, CREATION_ORDER.indexOf(name));

/** Addresses of all contracts that an action may name; the same on every chain and backend. */
export function deploymentAddresses(): Readonly<Record<ContractName, Address>> {
  const names = CREATION_ORDER.filter((name) => name !== "engineImplementation");
  return Object.fromEntries(names.map((name) => [name, addressOfContract(name)])) as Record<ContractName, Address>;
}
