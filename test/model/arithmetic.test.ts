import { assert } from "chai";
import { WAD } from "../../sim/base/types.ts";
import { add, div, MAX_UINT32, MAX_UINT256, mul, sub } from "../../sim/chain/model/arithmetic.ts";
import { Revert } from "../../sim/chain/model/revert.ts";
import { roundedUp } from "../../sim/chain/model/Share.ts";

function panicOf(compute: () => bigint): bigint {
  try {
    compute();
  } catch (thrown) {
    if (thrown instanceof Revert && thrown.error === "Panic") return thrown.args[0] as bigint;
    throw thrown;
  }
  return assert.fail("no panic");
}

/** Codes: Solidity documentation, "Panic via assert and Error via require". */
describe("checked arithmetic", () => {
  it("reaches the ends of the types", () => {
    assert.equal(add(MAX_UINT256 - 1n, 1n), MAX_UINT256);
    assert.equal(add(MAX_UINT32 - 1n, 1n, MAX_UINT32), MAX_UINT32);
    assert.equal(sub(1n, 1n), 0n);
    assert.equal(mul(MAX_UINT256, 1n), MAX_UINT256);
    assert.equal(mul(1n << 255n, 1n) + (1n << 255n) - 1n, MAX_UINT256);
    assert.equal(div(7n, 2n), 3n);
  });
  it("panics one step further", () => {
    assert.equal(
      panicOf(() => add(MAX_UINT256, 1n)),
      0x11n,
    );
    assert.equal(
      panicOf(() => add(MAX_UINT32, 1n, MAX_UINT32)),
      0x11n,
    );
    assert.equal(
      panicOf(() => sub(0n, 1n)),
      0x11n,
    );
    assert.equal(
      panicOf(() => mul(1n << 255n, 2n)),
      0x11n,
    );
    assert.equal(
      panicOf(() => div(1n, 0n)),
      0x12n,
    );
  });
  it("takes shares rounded up, and none above 100 %, whatever the amount", () => {
    assert.equal(roundedUp(100n, WAD / 10n), 10n);
    assert.equal(roundedUp(101n, WAD / 10n), 11n);
    assert.equal(roundedUp(101n, WAD), 101n);
    assert.equal(
      panicOf(() => roundedUp(0n, WAD + 1n)),
      0x11n,
    );
  });
});
