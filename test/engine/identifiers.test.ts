import assert from "node:assert/strict";
import type { Hex } from "../../sim/base/types.ts";
import { forEachBackend } from "../support/chains.ts";
import ids from "../vectors/ids.json" with { type: "json" };
import { MAX_UINT256, STRANGER, Stage, ZERO_ADDRESS, ZERO_HASH } from "./stage.ts";

const hexOf = (text: string): Hex => `0x${Buffer.from(text, "utf8").toString("hex")}`;

/** The content of a vector: text, or byte values each repeated so often. */
const contentOf = ({ utf8, repeat }: { utf8?: string; repeat?: (string | number)[][] }): Hex =>
  hexOf(utf8 ?? repeat!.map(([text, times]) => (text as string).repeat(times as number)).join(""));

/**
 * CIDs of so many letters "a", on both sides of where a length takes another byte: its own at 128 and 16 384, the
 * block's a few bytes earlier. At 300 and 40 000 the bytes of a length all differ. Computed outside this project, from the definitions of UnixFS and DAG-PB.
 */
const LENGTHS: readonly (readonly [number, Hex])[] = [
  [0, "0x1220bfccda787baba32b59c78450ac3d20b633360b43992c77289f9ed46d843561e6"],
  [1, "0x1220fad3b4b8270ea30f09c1364b990db3351b2f720115b774071f4cc4e2ba25dfc2"],
  [119, "0x122049ba7ec72276dbafea7a5e975d1be8ea68abde22874d2009e9dc1fa8fe8ff7eb"],
  [120, "0x1220271ab765ac649720986dce8b15838659c5475fb60393717643c4f4487ca61105"],
  [127, "0x12200670afc2d4e286ddfd7b2abbf5ae2c3a68354b31c6e4b07db220fe5904ee0e52"],
  [128, "0x1220205ccb08aefe8285646243b48c63a6d63a122af2d0273bf09940238115eba0a2"],
  [300, "0x1220b17898060dcfa9076d5b18ba2b3f11bc47fe7f4dba5c0d7866be35abd868c14e"],
  [16_374, "0x1220045187b43631cf70d67e03087f6360f3a5417987ceaa7ec901b0d67ad7d41400"],
  [16_375, "0x122026bfd29a96ea1e475ec01aed3a28cc6e05a3279a4ea4c5c1522b156e2e36b308"],
  [16_383, "0x1220e27f99f55d621503b5c9ba10697e37b7169c6d3320d58fe91d6be47ae9a4e773"],
  [16_384, "0x1220831093917319ad73f7fc491b34339cce25fe6f7366c11dfe01be63f942eef3ce"],
  [40_000, "0x1220ecf8c99d75f58b234ce816b254de68cba068a6dbce840f57fc5ee278dedc10f0"],
  [65_536, "0x1220bccb9dfee879410fd681d3fdb971d48547d13fcd0613366eeaa32c66aa76b042"],
];

forEachBackend("identifiers", (backend) => {
  it("generateIPFSCID gives the published CIDs", async () => {
    const stage = await Stage.openBare(backend);
    for (const vector of ids.cid) assert.equal(await stage.view("generateIPFSCID", contentOf(vector)), vector.cid);
  });

  it("generateIPFSCID writes lengths of one, two and three bytes", async () => {
    const stage = await Stage.openBare(backend);
    for (const [length, cid] of LENGTHS) {
      assert.equal(await stage.view("generateIPFSCID", hexOf("a".repeat(length))), cid, `${length} bytes`);
    }
  });

  it("generateIPFSCID takes one block at most", async () => {
    const stage = await Stage.openBare(backend);
    const tooLong = hexOf("a".repeat(65_537));
    await stage.viewFails("generateIPFSCID", [tooLong], "ContentTooLong", [65_537n, 65_536n]);
  });

  it("hashModel gives the ids that stand on Nova, whatever the rate", async () => {
    const stage = await Stage.openBare(backend);
    for (const { sender, addr, fee, cid, id } of ids.model) {
      for (const rate of [0n, MAX_UINT256]) {
        assert.equal(await stage.view("hashModel", [BigInt(fee), addr, rate, cid], sender.toLowerCase()), id);
      }
    }
  });

  it("hashTask gives the published id, whatever owner, time and version", async () => {
    const stage = await Stage.openBare(backend);
    for (const { sender, prevhash, model, fee, cid, id } of ids.task) {
      const hash = (owner: Hex, blocktime: bigint, version: bigint) =>
        stage.view("hashTask", [model, BigInt(fee), owner, blocktime, version, cid], sender.toLowerCase(), prevhash);
      assert.equal(await hash(ZERO_ADDRESS, 0n, 0n), id);
      assert.equal(await hash(STRANGER, 2n ** 64n - 1n, 255n), id);
    }
  });

  it("hashes take any bytes for a CID", async () => {
    const stage = await Stage.openBare(backend);
    const seen = new Set<string>();
    for (const cid of ["0x", "0x00", "0x1220", `0x${"00".repeat(32)}`, `0x${"00".repeat(33)}`]) {
      seen.add(await stage.view<Hex>("hashModel", [0n, STRANGER, 0n, cid], STRANGER));
      seen.add(await stage.view<Hex>("hashTask", [ZERO_HASH, 0n, STRANGER, 0n, 0n, cid], STRANGER, ZERO_HASH));
      seen.add(await stage.view<Hex>("generateCommitment", STRANGER, ZERO_HASH, cid));
    }
    assert.equal(seen.size, 15);
  });

  it("generateCommitment gives the published commitment", async () => {
    const stage = await Stage.openBare(backend);
    for (const { sender, taskid, cid, commitment } of ids.commitment) {
      assert.equal(await stage.view("generateCommitment", sender.toLowerCase(), taskid, cid), commitment);
    }
  });
});
