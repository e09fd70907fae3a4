import { assert } from "chai";
import { sampleOf } from "../../bench/fuzz/hunt.ts";
import { AGES } from "./cast.ts";
import { minimize } from "./minimal.ts";
import { PROPERTIES, play } from "./play.ts";
import type { History } from "./steps.ts";

/** Samples that every run of the tests plays; `npm run fuzz` goes on from there. */
const SEEDS = [1, 2, 3];
const HISTORIES: readonly History[] = SEEDS.flatMap(sampleOf);

/** Properties that the protocol as specified does not have: test/findings says what that costs. */
const FOUND: Readonly<Record<string, string>> = {
  "rewards-need-demand": "08-prepared-solution.test.ts",
  "stake-is-own": "09-refund-for-the-truth.test.ts",
  "right-to-act": "28-out-of-office.test.ts",
  "reward-moves-by-mining": "02-inflated-reward.test.ts",
  "one-vote": "11-own-accuser.test.ts",
  "contested-by-others": "11-own-accuser.test.ts",
  "votes-are-at-risk": "19-votes-for-nothing.test.ts",
  "actors-have-stake": "19-votes-for-nothing.test.ts",
  "settled-stays-settled": "14-vote-after-settlement.test.ts",
  "right-to-reveal": "31-retracted-at-reveal.test.ts",
  "debts-can-be-paid": "05-ownerless-task.test.ts",
};

describe("properties on random histories", () => {
  for (const property of PROPERTIES) {
    const found = FOUND[property.name];
    if (found)
      it(`${property.name} fails as specified: test/findings/${found}`, async () => {
        const history = HISTORIES.find((each) => play(each, [property]).violations.size > 0);
        assert(history, "no history violates it any more: has the protocol been mended?");
        const { violation, blocks } = await minimize(AGES[history.age]!, play(history, [property]), property);
        assert.equal(violation.property, property.name);
        assert.isAtMost(blocks.length, 12);
      });
  }

  for (const name of ["ids-are-unique", "wallet-is-own", "ledger"])
    it(`${name} holds`, () => {
      const property = PROPERTIES.find((each) => each.name === name)!;
      for (const history of HISTORIES) assert.deepEqual([...play(history, [property]).violations.values()], []);
    });

  it("a history is the same whenever it is played", () => {
    const [first, second] = [play(HISTORIES[3]!, []), play(HISTORIES[3]!, [])];
    assert.deepEqual(first.played, second.played);
  });
});
