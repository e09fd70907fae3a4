import { readFileSync } from "node:fs";
import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import {
  generateCommitment,
  generateIPFSCID,
  hashModel,
  hashTask,
  MAX_CONTENT_BYTES,
  seedOf,
} from "../../sim/base/ids.ts";
import { keccak256, keccak256Text, sha256 } from "../../sim/base/keccak.ts";
import type { Hex } from "../../sim/base/types.ts";

type CidVector = { utf8?: string; repeat?: [string, number][]; cid: Hex };
type IdVectors = {
  cid: CidVector[];
  model: { sender: Hex; addr: Hex; fee: string; cid: Hex; id: Hex }[];
  commitment: { sender: Hex; taskid: Hex; cid: Hex; commitment: Hex }[];
  seed: [Hex, string][];
  task: { sender: Hex; prevhash: Hex; model: Hex; fee: string; cid: Hex; id: Hex }[];
};
const vectors: IdVectors = JSON.parse(readFileSync(new URL("../vectors/ids.json", import.meta.url), "utf8"));

const hexOf = (text: string): Hex => `0x${Buffer.from(text, "utf8").toString("hex")}`;
const contentOf = (vector: CidVector): Hex =>
  hexOf(vector.utf8 ?? vector.repeat!.map(([text, times]) => text.repeat(times)).join(""));

describe("hashes", () => {
  it("keccak256 and sha256 of nothing are the published ones", () => {
    expect(keccak256("0x")).to.equal("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    expect(sha256("0x")).to.equal("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });
  it("keccak256 of a signature starts with its selector", () => {
    expect(keccak256Text("arbBlockNumber()").slice(0, 10)).to.equal("0xa3b1b31d");
  });
  it("refuses what is not hexadecimal", () => {
    expect(() => keccak256("0x0g")).to.throw(RangeError);
    expect(() => keccak256("0x0")).to.throw(RangeError);
    expect(() => keccak256("0xé0")).to.throw(RangeError);
  });
});

describe("ids", () => {
  for (const [i, vector] of vectors.cid.entries()) {
    it(`CID ${i}`, () => expect(generateIPFSCID(contentOf(vector))).to.equal(vector.cid));
  }
  it("CID of the largest content, and no larger", () => {
    expect(generateIPFSCID(`0x${"00".repeat(MAX_CONTENT_BYTES)}`)).to.have.length(70);
    expect(() => generateIPFSCID(`0x${"00".repeat(MAX_CONTENT_BYTES + 1)}`)).to.throw(RangeError);
  });
  for (const v of vectors.model) {
    it(`model ${v.id}`, () =>
      expect(hashModel({ addr: v.addr, fee: BigInt(v.fee), cid: v.cid }, v.sender)).to.equal(v.id));
  }
  for (const v of vectors.task) {
    it(`task ${v.id}`, () =>
      expect(hashTask({ model: v.model, fee: BigInt(v.fee), cid: v.cid }, v.sender, v.prevhash)).to.equal(v.id));
  }
  for (const v of vectors.commitment) {
    it(`commitment ${v.commitment}`, () =>
      expect(generateCommitment(v.sender, v.taskid, v.cid)).to.equal(v.commitment));
  }
  for (const [taskid, seed] of vectors.seed) {
    it(`seed of ${taskid}`, () => expect(seedOf(taskid)).to.equal(BigInt(seed)));
  }
});

describe("identity", () => {
  it("is an address that the name alone decides", () => {
    expect(addressOf("honest-1")).to.match(/^0x[0-9a-f]{40}$/);
    expect(addressOf("honest-1")).to.not.equal(addressOf("honest-2"));
  });
});
