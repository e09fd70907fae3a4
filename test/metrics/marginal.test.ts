import { expect } from "chai";
import { AgentBook } from "../../sim/metrics/agent-book.ts";
import { marginalSolver } from "../../sim/metrics/marginal.ts";

/** An account of a solver whose machine costs `price` nanoUSD per millisecond over `time` of them. */
function account(name: string, price: bigint, time: number, staked = 1n, kind = "honest") {
  const book = new AgentBook({ name, kind, address: "0x00" });
  book.computeMilliseconds = time;
  book.computeCost = price * BigInt(time);
  return book.account({ wallet: 0n, staked });
}

describe("the marginal solver", () => {
  it("is the one whose machine costs most per second, however much it computed or earned", () => {
    const accounts = [account("honest-1", 3n, 1_000), account("honest-2", 5n, 10), account("honest-3", 4n, 90_000)];
    expect(marginalSolver(accounts)?.name).to.equal("honest-2");
    expect(marginalSolver([...accounts].reverse())?.name).to.equal("honest-2");
  });

  it("is honest, has computed, and is still at work", () => {
    const accounts = [
      account("honest-1", 3n, 1_000),
      account("honest-2", 9n, 1_000, 0n),
      account("honest-3", 9n, 0),
      account("lazy-1", 9n, 1_000, 1n, "lazy"),
    ];
    expect(marginalSolver(accounts)?.name).to.equal("honest-1");
    expect(marginalSolver(accounts.slice(1))).to.equal(undefined);
  });
});
