/**
 * Steps of a random history, before they are given a meaning: small numbers that choose among whatever there is at that
 * moment, so that a step keeps a meaning when others are left out.
 */
import fc from "fast-check";
import { AGES } from "./cast.ts";

/** When a step happens: in the same second, after a while, or around the deadline of what it is about. */
export type When =
  | { readonly kind: "same" }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "deadline"; readonly offset: -1 | 0 | 1 };

export interface Step {
  readonly verb: Verb;
  /** Who acts. */
  readonly who: number;
  /** What it is about: task, model, request, other person... */
  readonly x: number;
  /** A second choice. */
  readonly y: number;
  /** Which of the interesting amounts. */
  readonly amount: number;
  readonly when: When;
  /** In one block with the step before. */
  readonly joined: boolean;
}

export interface History {
  /** Index into AGES. */
  readonly age: number;
  readonly steps: readonly Step[];
}

/** Verbs with their weights. */
const COMMON = {
  submitTask: 6,
  commit: 8,
  reveal: 8,
  claim: 6,
  contest: 5,
  vote: 8,
  finish: 6,
  deposit: 4,
  initiateWithdraw: 3,
  cancelWithdraw: 1,
  withdraw: 3,
  retractTask: 3,
  transfer: 2,
  approve: 1,
  transferFrom: 1,
  delegate: 1,
  signalSupport: 1,
  registerModel: 1,
  withdrawAccruedFees: 1,
  release: 1,
  forbidden: 1,
} as const;

/** What only the owner does. */
const ADMINISTRATIVE = { setParameter: 3, setPaused: 2, setRate: 1, hand: 1 } as const;

export type Verb = keyof typeof COMMON | keyof typeof ADMINISTRATIVE;

const verbs = (weights: Readonly<Record<string, number>>): fc.Arbitrary<Verb> =>
  fc.oneof(...Object.entries(weights).map(([verb, weight]) => ({ weight, arbitrary: fc.constant(verb as Verb) })));

const when: fc.Arbitrary<When> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: "same" } as const) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("deadline" as const), offset: fc.constantFrom(-1, 0, 1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      seconds: fc.constantFrom(1, 2, 119, 121, 2001, 90_000),
    }),
  },
);

const choice = fc.nat({ max: 15 });

const step = (verb: fc.Arbitrary<Verb>): fc.Arbitrary<Step> =>
  fc.record({
    verb,
    who: choice,
    x: choice,
    y: choice,
    amount: choice,
    when,
    joined: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });

/** Histories of up to `length` steps; with the owner's doings too if `administrative`. */
export function histories(length: number, administrative: boolean): fc.Arbitrary<History> {
  const weights = administrative ? { ...COMMON, ...ADMINISTRATIVE } : COMMON;
  return fc.record({
    age: fc.nat({ max: AGES.length - 1 }),
    steps: fc.array(step(verbs(weights)), { minLength: 1, maxLength: length, size: "max" }),
  });
}
