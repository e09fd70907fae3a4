/** Many views of the EVM's state in one call, through the contract Lens. */
import type { Address, Hex, Value } from "../../base/types.ts";
import { type AbiEntry, ContractAbi } from "../evm/abi.ts";
import { artifact } from "../evm/artifacts.ts";
import type { EvmChain } from "../evm/chain.ts";
import { abiOf, errorAbi } from "../evm/contracts.ts";
import type { View } from "./views.ts";

/** Nobody has a key for it, and nothing else stands there. */
const LENS: Address = `0x${"1e45".repeat(10)}`;
/** Readings that one call takes: far below what a block's gas allows. */
const PAGE = 2_000;
const GAS = "0x3b9aca00";

/** What a view answered: its results in ABI order, or the error's name followed by its arguments. */
export interface Answer {
  readonly error?: string;
  readonly values: readonly Value[];
}

export class Lens {
  readonly #chain: EvmChain;
  readonly #abi = new ContractAbi(artifact("Lens").abi as readonly AbiEntry[]);

  private constructor(chain: EvmChain) {
    this.#chain = chain;
  }

  /** Puts the lens's code on the chain, without a transaction: nonces and addresses stay. */
  static async on(chain: EvmChain): Promise<Lens> {
    await chain.request("hardhat_setCode", LENS, artifact("Lens").deployedBytecode);
    return new Lens(chain);
  }

  /** The answers of the views at the head, in the same order. */
  async read(views: readonly View[]): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (let at = 0; at < views.length; at += PAGE) answers.push(...(await this.#readPage(views.slice(at, at + PAGE))));
    return answers;
  }

  async #readPage(views: readonly View[]): Promise<readonly Answer[]> {
    const { addresses } = this.#chain.deployment;
    const targets = views.map(({ to }) => addresses[to]!);
    const calls = views.map(({ to, method, args }) => abiOf(to).encodeCall(method, args));
    const call = { to: LENS, data: this.#abi.encodeCall("read", [targets, calls]), gas: GAS };
    const data = (await this.#chain.request("eth_call", call, "latest")) as Hex;
    const [readings] = this.#abi.decodeResult("read", 2, data) as readonly [readonly (readonly [boolean, Hex])[]];
    return views.map((view, index) => answerOf(view, ...readings[index]!));
  }
}

function answerOf({ to, method, args }: View, ok: boolean, data: Hex): Answer {
  if (ok) return { values: abiOf(to).decodeResult(method, args.length, data) };
  const { error, args: values } = errorAbi().decode(data);
  return { error, values };
}
