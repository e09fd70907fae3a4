import { createHash } from "node:crypto";
import { expect } from "chai";
import { directoryCid } from "../../../bench/cog/cid.ts";
import { type OutputFile, outputFiles } from "../../../bench/cog/output.ts";
import { bytesToHex } from "../../../sim/base/hex.ts";
import { generateIPFSCID } from "../../../sim/base/ids.ts";

const names = (files: readonly OutputFile[]) => files.map(({ name }) => name);
const text = ({ bytes }: OutputFile) => Buffer.from(bytes).toString();
const uri = (type: string, content: string) => `data:${type};base64,${Buffer.from(content).toString("base64")}`;

describe("a model's output as files", () => {
  it("names files as the protocol's models do", () => {
    expect(names(outputFiles(uri("image/png", "x")))).to.deep.equal(["out-1.png"]);
    expect(names(outputFiles("an answer"))).to.deep.equal(["out-1.txt"]);
    expect(names(outputFiles([uri("image/png", "x"), uri("image/webp", "y")]))).to.deep.equal([
      "out-1.png",
      "out-2.webp",
    ]);
    expect(names(outputFiles(uri("application/x-unknown", "x")))).to.deep.equal(["out-1.bin"]);
  });

  it("joins the pieces of a text where the schema says so, and only there", () => {
    expect(outputFiles(["a", "b"], true).map(text)).to.deep.equal(["ab"]);
    expect(outputFiles(["a", "b"]).map(text)).to.deep.equal(["a", "b"]);
  });

  it("writes other values as canonical JSON", () => {
    expect(outputFiles({ b: 1, a: [2] }).map(text)).to.deep.equal(['{"a":[2],"b":1}']);
  });

  for (const [name, output] of [
    ["none", null],
    ["an empty list", []],
    ["an address", "https://example.org/out.png"],
    ["base64 that was cut short", "data:image/png;base64,iGD8cDnQ8…"],
  ] as const)
    it(`refuses ${name}`, () =>
      expect(() => outputFiles(output))
        .to.throw()
        .with.property("kind", "bad-answer"));
});

describe("the CID of an output", () => {
  /** A length-delimited field of a protocol buffer, as the IPLD specification of dag-pb encodes it. Lengths below 128. */
  const field = (tag: number, bytes: Uint8Array) => Buffer.concat([Buffer.from([tag, bytes.length]), bytes]);

  /** Multihash of the directory block that links to one file: dag-pb's links first, then UnixFS data of type directory. */
  function directoryOf(name: string, fileCid: Uint8Array, fileBlockSize: number): string {
    const size = fileBlockSize < 128 ? [fileBlockSize] : [(fileBlockSize & 0x7f) | 0x80, fileBlockSize >> 7];
    const link = Buffer.concat([field(0x0a, fileCid), field(0x12, Buffer.from(name)), Buffer.from([0x18, ...size])]);
    const block = Buffer.concat([field(0x12, link), field(0x0a, Buffer.from([0x08, 0x01]))]);
    return bytesToHex(Buffer.concat([Buffer.from([0x12, 0x20]), createHash("sha256").update(block).digest()]));
  }

  it("is that of a directory around the file, hashed from the specification's own bytes", async () => {
    const bytes = Buffer.from("hello world\n");
    const file = generateIPFSCID(bytesToHex(bytes)); // the engine's hash of a file of one block
    const blockSize = bytes.length + 8; // two tags and lengths around data, its type and its size
    const { hex, base58 } = await directoryCid([{ name: "out-1.txt", bytes }]);
    expect(hex).to.equal(directoryOf("out-1.txt", Buffer.from(file.slice(2), "hex"), blockSize));
    expect(hex).to.match(/^0x1220[0-9a-f]{64}$/);
    expect(base58).to.match(/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/);
  });

  it("depends on the file's name and on every byte, also beyond one block", async () => {
    const bytes = new Uint8Array(600_000);
    const cids = await Promise.all([
      directoryCid([{ name: "out-1.png", bytes }]),
      directoryCid([{ name: "out-1.txt", bytes }]),
      directoryCid([{ name: "out-1.png", bytes: bytes.with(599_999, 1) }]),
    ]);
    expect(new Set(cids.map(({ hex }) => hex)).size).to.equal(3);
  });
});
