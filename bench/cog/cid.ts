/** The content identifier of an output as solvers submit it. */
import { MemoryBlockstore } from "blockstore-core/memory";
import { importer } from "ipfs-unixfs-importer";
import { bytesToHex } from "../../sim/base/hex.ts";
import type { Hex } from "../../sim/base/types.ts";
import type { OutputFile } from "./output.ts";

export interface DirectoryCid {
  /** The 34 bytes that go on the chain: 0x1220 and the sha2-256 of the directory's block. */
  readonly hex: Hex;
  /** The same in base58, as `ipfs add` prints it. */
  readonly base58: string;
}

/** What IPFS did when the protocol's models were made: CID v0, sha2-256, chunks of 256 KiB, no raw leaves. */
const AS_SOLVERS_DO = { profile: "unixfs-v0-2015", wrapWithDirectory: true, cidVersion: 0, rawLeaves: false } as const;

/** CID v0 of a directory that holds exactly these files. */
export async function directoryCid(files: readonly OutputFile[]): Promise<DirectoryCid> {
  const source = files.map(({ name, bytes }) => ({ path: name, content: bytes }));
  let last: Awaited<ReturnType<ReturnType<typeof importer>["next"]>>["value"] | undefined;
  for await (const entry of importer(source, new MemoryBlockstore(), AS_SOLVERS_DO)) last = entry;
  return { hex: bytesToHex(last!.cid.multihash.bytes), base58: last!.cid.toString() };
}
