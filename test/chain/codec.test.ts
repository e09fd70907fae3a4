/** Our ABI codec against ethers' over random types and values. */
import { assert } from "chai";
import { AbiCoder, Interface, ParamType } from "ethers";
import fc from "fast-check";
import type { Hex, Value } from "../../sim/base/types.ts";
import { ContractAbi, ErrorAbi, signatureOf } from "../../sim/chain/evm/abi.ts";
import { type AbiParameter, codecOf, tupleCodec } from "../../sim/chain/evm/codec.ts";

interface Typed {
  readonly type: string;
  readonly value: Value;
}

const hex = (min: number, max: number) =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`);
const of = (type: string, values: fc.Arbitrary<Value>): fc.Arbitrary<Typed> => values.map((value) => ({ type, value }));
const bits = fc.integer({ min: 1, max: 32 }).map((bytes) => bytes * 8);

const elementary = fc.oneof(
  bits.chain((size) => of(`uint${size}`, fc.bigInt({ min: 0n, max: 2n ** BigInt(size) - 1n }))),
  bits.chain((size) =>
    of(`int${size}`, fc.bigInt({ min: -(2n ** BigInt(size - 1)), max: 2n ** BigInt(size - 1) - 1n })),
  ),
  fc.integer({ min: 1, max: 32 }).chain((size) => of(`bytes${size}`, hex(size, size))),
  of("address", hex(20, 20)),
  of("bool", fc.boolean()),
  of("bytes", hex(0, 100)),
  of("string", fc.string({ unit: "binary", maxLength: 40 })),
);

/** Types nest: lists repeat one typed value, tuples hold several. */
const typed: fc.Arbitrary<Typed> = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { depthSize: "small" },
    elementary,
    fc.tuple(tie("typed"), fc.nat(3), fc.boolean()).map(([{ type, value }, length, fixed]) => ({
      type: `${type}[${fixed ? length + 1 : ""}]`,
      value: Array(fixed ? length + 1 : length).fill(value),
    })),
    fc.array(tie("typed"), { minLength: 1, maxLength: 4 }).map((fields) => ({
      type: `(${fields.map(({ type }) => type).join(",")})`,
      value: fields.map(({ value }) => value),
    })),
  ),
})).typed;

const parameterOf = (type: string): AbiParameter => JSON.parse(ParamType.from(type).format("json"));

describe("ABI codec", () => {
  it("encodes as ethers does, and decodes what it encoded", () => {
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 5 }), (fields) => {
        const codec = tupleCodec(fields.map(({ type }) => codecOf(parameterOf(type))));
        const values = fields.map(({ value }) => value);
        const expected = AbiCoder.defaultAbiCoder().encode(
          fields.map(({ type }) => type),
          values,
        );
        assert.equal(`0x${codec.encode(values)}`, expected);
        assert.deepEqual(codec.decode(expected.slice(2), 0), values);
      }),
    );
  });

  for (const [type, value] of [
    ["uint8", 256n],
    ["uint256", -1n],
    ["uint256", 1],
    ["int8", -129n],
    ["address", "0x1234"],
    ["address", `0x${"AB".repeat(20)}`],
    ["bytes4", "0x123456"],
    ["bytes", "0x123"],
    ["bytes", "1234"],
    ["bool", 1n],
    ["uint256[2]", [1n]],
    ["uint256[]", 1n],
    ["string", 5n],
  ] as const)
    it(`refuses ${JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item))} as ${type}`, () => {
      assert.throws(() => tupleCodec([codecOf(parameterOf(type))]).encode([value as Value]), RangeError);
    });

  it("refuses data that ends too early or points beyond its end", () => {
    const codec = codecOf(parameterOf("uint256[]"));
    assert.throws(() => codec.decode("", 0), RangeError);
    assert.throws(() => codec.decode("f".repeat(64), 0), RangeError);
  });
});

describe("contract ABI", () => {
  const declarations = [
    "function release()",
    "function release(address token)",
    "function pair() view returns ((uint256 a, bytes b) both)",
    "event Odd(string indexed text, (uint256 a, address b) indexed pair, uint8[] list, int16)",
    "error Refused(address who, (uint256 a, string b) why)",
  ];
  const reference = new Interface(declarations);
  const entries = JSON.parse(reference.formatJson());
  const abi = new ContractAbi(entries);
  const someone: Hex = `0x${"5a".repeat(20)}`;

  it("hashes structs by their fields", () => {
    assert.equal(signatureOf(entries[4]), "Refused(address,(uint256,string))");
  });

  it("tells overloads apart by their number of arguments, or by signature", () => {
    const one = reference.encodeFunctionData("release(address)", [someone]);
    assert.equal(abi.encodeCall("release", [someone]), one);
    assert.equal(abi.encodeCall("release(address)", [someone]), one);
    assert.equal(abi.encodeCall("release", []), reference.encodeFunctionData("release()", []));
  });

  it("flattens a struct that is returned", () => {
    const data = reference.encodeFunctionResult("pair", [[7n, "0x0102"]]) as Hex;
    assert.deepEqual(abi.decodeResult("pair", 0, data), [7n, "0x0102"]);
  });

  it("decodes events; of long indexed arguments the hash", () => {
    // ethers does not encode indexed structs, so the topics are made up but for the first.
    const topics = [reference.getEvent("Odd")!.topicHash, `0x${"1".repeat(64)}`, `0x${"2".repeat(64)}`];
    const data = AbiCoder.defaultAbiCoder().encode(["uint8[]", "int16"], [[1n, 2n], -3n]);
    const { name, args } = abi.decodeLog(topics, data);
    assert.equal(name, "Odd");
    assert.deepEqual(args, { text: topics[1]!, pair: topics[2]!, list: [1n, 2n], 3: -3n });
  });

  it("refuses events that are not the contract's", () => {
    assert.throws(() => abi.decodeLog([`0x${"0".repeat(64)}`], "0x"), RangeError);
  });

  it("decodes errors with nested arguments", () => {
    const data = reference.encodeErrorResult("Refused", [someone, [9n, "why"]]) as Hex;
    assert.deepEqual(new ErrorAbi(entries).decode(data), { error: "Refused", args: [someone, [9n, "why"]] });
  });
});
