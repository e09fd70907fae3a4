/**
 * Machines whose results differ. On a share of a model's tasks the result depends on the class of the machine: every class
 * agrees with itself and with no other. A machine without a class yields the model's plain result always.
 */
import { bytesToHex, hexToBytes } from "../base/hex.ts";
import { sha256Bytes } from "../base/keccak.ts";
import { Rng } from "../base/random.ts";
import type { Hex } from "../base/types.ts";
import type { Scenario } from "../scenarios/schema.ts";
import type { Oracle, Question, Result } from "./results.ts";

/** The result of a question on a machine of that class. @param name the model's in the scenario. */
export type ClassOracle = (question: Question, name: string, machineClass: string | undefined) => Result;

const utf8 = new TextEncoder();

/** Another class's bytes in the place of the plain result. */
const cidOn = (cid: Hex, machineClass: string): Hex =>
  `0x1220${bytesToHex(sha256Bytes(new Uint8Array([...hexToBytes(cid), ...utf8.encode(machineClass)]))).slice(2)}`;

export function classOracleOf(oracle: Oracle, seed: number, models: Scenario["models"]): ClassOracle {
  const shares = new Map(models.map(({ name, mismatchShare = 0 }) => [name, mismatchShare]));
  return (question, name, machineClass) => {
    const plain = oracle(question);
    if (machineClass === undefined || !depends(question.id, seed, shares.get(name)!)) return plain;
    return { ...plain, cid: cidOn(plain.cid, machineClass) };
  };
}

/** Whether the result of a task depends on the machine: the same answer whoever asks. */
const depends = (task: Hex, seed: number, share: number): boolean =>
  share > 0 && new Rng(seed, `mismatch/${task}`).bernoulli(share);
