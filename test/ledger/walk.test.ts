import { expect } from "chai";
import { addressOf } from "../../sim/base/identity.ts";
import { deploymentAddresses } from "../../sim/chain/addresses.ts";
import { reward } from "../../sim/chain/model/Emission.ts";
import type { Chain } from "../../sim/chain/port.ts";
import { Ledger } from "../../sim/ledger/ledger.ts";
import type { Scene } from "../../sim/ledger/scene.ts";
import { forEachBackend } from "../support/chains.ts";
import { WALKERS, Walk, walkPlan } from "./walk.ts";

/** The ghost ledger against what the contracts say: here alone, for a ledger never asks. */
const compare = async (chain: Chain, { books, validators }: Scene): Promise<void> => {
  const read = async (method: string, ...args: readonly string[]) => (await chain.call("engine", method, args))[0];
  expect(await read("accruedFees"), "accrued fees").to.equal(books.accrued);
  for (const name of WALKERS) {
    const address = addressOf(name);
    const { staked = 0n, pending = 0n } = validators.get(address) ?? {};
    expect(await read("validatorWithdrawPendingAmount", address), `pending of ${name}`).to.equal(pending);
    expect(await read("validators", address), `stake of ${name}`).to.equal(staked);
    expect((await chain.call("token", "balanceOf", [address]))[0], `wallet of ${name}`).to.equal(
      books.balanceOf(address),
    );
  }
};

forEachBackend("ledger: a random walk", (backend) => {
  const [walks, blocks] = backend.name === "model" ? [6, 2000] : [1, 300];

  it(`explains every wei of ${walks} times ${blocks} blocks, and agrees with the contracts`, async () => {
    const succeeded = new Set<string>();
    const found = new Set<string>();
    for (let seed = 1; seed <= walks; seed++) {
      const chain = await backend.open(walkPlan(deploymentAddresses().engine));
      const ledger = new Ledger({ onViolation: "stop", rewardFormula: reward }, []);
      const walk = new Walk(chain, seed, [ledger]);
      await walk.open(seed);
      for (let i = 0; i < blocks; i++) await walk.block();
      await walk.end();
      await compare(chain, ledger.journeys!.scene);
      for (const method of walk.succeeded.keys()) succeeded.add(method);
      for (const { name } of ledger.findings()) found.add(name);
    }
    for (const method of ["claimSolution", "contestationVoteFinish", "validatorDeposit", "voteOnContestation"]) {
      expect([...succeeded], "the walk gets somewhere").to.include(method);
    }
    if (backend.name !== "model") return;
    for (const name of ["vote-after-settlement", "slashes-stranded", "settlement-blocked", "self-contestation"]) {
      expect([...found], "the walk meets what the protocol allows").to.include(name);
    }
  });
});
