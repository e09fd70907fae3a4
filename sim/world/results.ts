/**
 * What models yield: the simulator's own knowledge. A result is a CID hashed from model, seed and input, which is all that
 * determines it; how long it takes is a property of the task alike, as a text's length is.
 */
import { hexToBytes } from "../base/hex.ts";
import { seedOf } from "../base/ids.ts";
import { sha256 } from "../base/keccak.ts";
import { Newest } from "../base/newest.ts";
import { Rng } from "../base/random.ts";
import type { Hex } from "../base/types.ts";

export interface Result {
  readonly cid: Hex;
  /** A standard normal deviate: the task's length on the model's own scale. */
  readonly length: number;
}

/** What a task is to its model. */
export interface Question {
  readonly id: Hex;
  readonly model: Hex;
  readonly input: Hex;
}

export type Oracle = (question: Question) => Result;

/** The result of a task: `0x1220` and sha256 of model, seed and input. */
export const cidOf = ({ id, model, input }: Question): Hex => {
  const seed = seedOf(id).toString(16).padStart(14, "0");
  return `0x1220${sha256(hexToBytes(`${model}${seed}${input.slice(2)}`)).slice(2)}`;
};

/** How many results are remembered; any other is computed anew, alike. */
const MEMORY = 8192;

/** The oracle of a run. */
export function oracleOf(seed: number): Oracle {
  const known = new Newest<Result>(MEMORY);
  return (question) => {
    const found = known.get(question.id);
    if (found !== undefined) return found;
    const result = { cid: cidOf(question), length: new Rng(seed, `length/${question.id}`).normal() };
    known.set(question.id, result);
    return result;
  };
}
