import { assert } from "chai";
import { Newest } from "../../sim/base/newest.ts";

describe("newest entries", () => {
  it("a further key takes the place of the oldest; a known one keeps its age", () => {
    const newest = new Newest<string, number>(2);
    assert.isUndefined(newest.set("a", 1));
    assert.isUndefined(newest.set("b", 2));
    assert.isUndefined(newest.set("a", 3));
    assert.equal(newest.get("a"), 3);
    assert.equal(newest.set("c", 4), "a");
    assert.isFalse(newest.has("a"));
    assert.equal(newest.set("d", 5), "b");
    assert.deepEqual([newest.get("b"), newest.get("c"), newest.get("d")], [undefined, 4, 5]);
  });
});
