import { assert } from "chai";
import { uniformBigInt } from "pure-rand/distribution/uniformBigInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Address, type Hex, WAD } from "../../sim/base/types.ts";
import { type AbiEntry, ContractAbi } from "../../sim/chain/evm/abi.ts";
import { artifact } from "../../sim/chain/evm/artifacts.ts";
import { errorAbi } from "../../sim/chain/evm/contracts.ts";
import { exp2 } from "../../sim/chain/model/exp2.ts";
import { Revert } from "../../sim/chain/model/revert.ts";
import { openEvm } from "../support/chains.ts";

const ADDRESS: Address = `0x${"e2".repeat(20)}`;
const LAST = 192n * WAD - 1n;

/** Around every power of two and ten, every whole number, and the ends. */
function edges(): bigint[] {
  const points = [
    ...Array.from({ length: 193 }, (_, whole) => BigInt(whole) * WAD),
    ...Array.from({ length: 68 }, (_, bit) => 1n << BigInt(bit)),
    ...Array.from({ length: 21 }, (_, digits) => 10n ** BigInt(digits)),
    // The last bit of the fraction in 64 bits.
    WAD / (1n << 32n),
    WAD >> 1n,
  ];
  const around = points.flatMap((point) => [point - 1n, point, point + 1n]);
  return around.filter((x) => x >= 0n && x <= LAST);
}

function random(count: number): bigint[] {
  const generator = xoroshiro128plus(20_240_214);
  // Half over the whole domain, half below 1, where the fraction alone decides.
  return Array.from({ length: count }, (_, i) => uniformBigInt(generator, 0n, i % 2 ? LAST : WAD - 1n));
}

describe("exp2", () => {
  const abi = () => new ContractAbi(artifact("Exponential").abi as readonly AbiEntry[]);

  async function onEvm(method: string, argument: bigint | readonly bigint[]): Promise<readonly bigint[]> {
    const chain = await openEvm();
    await chain.request("hardhat_setCode", ADDRESS, artifact("Exponential").deployedBytecode);
    const call = { to: ADDRESS, data: abi().encodeCall(method, [argument]), gas: "0x3b9aca00" };
    const data = (await chain.request("eth_call", call, "latest")) as Hex;
    return abi().decodeResult(method, 1, data).flat() as bigint[];
  }

  it("is PRBMath's bit for bit, at the edges and at 4 000 random points", async () => {
    const xs = [...edges(), ...random(4_000)];
    const answers = await onEvm("powers", xs);
    assert.lengthOf(answers, xs.length);
    for (const [index, x] of xs.entries()) assert.equal(exp2(x), answers[index], `2^(${x} / 1e18)`);
  });

  for (const x of [192n * WAD, 192n * WAD + 1n, 2n ** 256n - 1n])
    it(`refuses ${x} as PRBMath does`, async () => {
      const expected = { error: "PRBMath_UD60x18_Exp2_InputTooBig", args: [x] };
      let thrown: unknown;
      try {
        exp2(x);
      } catch (error) {
        thrown = error;
      }
      assert(thrown instanceof Revert);
      assert.deepEqual({ error: thrown.error, args: thrown.args }, expected);
      assert.deepEqual(errorAbi().decode(await revertOf(x)), expected);
    });

  async function revertOf(x: bigint): Promise<Hex> {
    try {
      await onEvm("power", x);
    } catch (error) {
      const { data } = error as { data: Hex | { data: Hex } };
      return typeof data === "object" ? data.data : data;
    }
    return assert.fail("the EVM gave a result");
  }
});
