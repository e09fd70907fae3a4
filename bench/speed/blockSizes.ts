/** How many actions the blocks of the default scenario hold, as recorded. */
import { readFileSync } from "node:fs";

export interface BlockSizes {
  /** The run that was counted. */
  readonly source: string;
  /** Actions per block, and how many blocks held so many. */
  readonly counts: ReadonlyArray<readonly [actions: number, blocks: number]>;
}

/** Written by recordBlockSizes.ts. */
export function readBlockSizes(): BlockSizes {
  return JSON.parse(readFileSync(new URL("blockSizes.json", import.meta.url), "utf8"));
}

/** `recorded`, or sizes to take in turn as in `1,2,3`. Throws a RangeError on anything else. */
export function sizesOf(text: string): readonly number[] {
  if (text === "recorded") return spread(readBlockSizes());
  const sizes = text.split(",").map(Number);
  if (sizes.every((size) => Number.isSafeInteger(size) && size > 0)) return sizes;
  throw new RangeError(`${text} is neither "recorded" nor sizes as in 1,2,3`);
}

/** The recorded blocks' sizes, each as evenly spread over the sequence as its number allows. */
function spread({ counts }: BlockSizes): number[] {
  return counts
    .flatMap(([actions, blocks]) =>
      Array.from({ length: blocks }, (_, index) => ({ actions, place: (index + 0.5) / blocks })),
    )
    .sort((a, b) => a.place - b.place || a.actions - b.actions)
    .map(({ actions }) => actions);
}
