import { assert } from "chai";
import fc from "fast-check";
import { Newest } from "../../sim/base/newest.ts";
import type { Hex } from "../../sim/base/types.ts";

describe("newest ids", () => {
  it("a further one takes the place of the oldest; a known one keeps its age", () => {
    const newest = new Newest<number>(2);
    assert.isUndefined(newest.set("0xa", 1));
    assert.isUndefined(newest.set("0xb", 2));
    assert.isUndefined(newest.set("0xa", 3));
    assert.equal(newest.get("0xa"), 3);
    assert.equal(newest.set("0xc", 4), "0xa");
    assert.isFalse(newest.has("0xa"));
    assert.equal(newest.set("0xd", 5), "0xb");
    assert.deepEqual([newest.get("0xb"), newest.get("0xc"), newest.get("0xd")], [undefined, 4, 5]);
  });

  it("are those of a map from which the first key is taken, also where ids share their last digits", () => {
    // Few beginnings and few endings: ids collide in every way.
    const digits = (value: number) => value.toString(16).padStart(8, "0");
    const id = fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 40 }))
      .map(([head, tail]): Hex => `0x${digits(head)}${digits(tail * 0x101)}`);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(id, { maxLength: 120 }), (room, ids) => {
        const newest = new Newest<number>(room);
        const map = new Map<Hex, number>();
        for (const [value, one] of ids.entries()) {
          map.set(one, value);
          const oldest = map.size > room ? map.keys().next().value! : undefined;
          if (oldest !== undefined) map.delete(oldest);
          assert.equal(newest.set(one, value), oldest);
          for (const other of ids) {
            assert.equal(newest.get(other), map.get(other));
            assert.equal(newest.has(other), map.has(other));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
