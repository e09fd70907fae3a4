/** Forks: the protocol of our own on top of somebody else's chain, and the ways in which that can be impossible. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { assert } from "chai";
import { type Anvil, startAnvil } from "../../bench/speed/anvil.ts";
import { addressOf } from "../../sim/base/identity.ts";
import { generateCommitment, generateIPFSCID } from "../../sim/base/ids.ts";
import { type Hex, type Seconds, WAD } from "../../sim/base/types.ts";
import { engine, token } from "../../sim/chain/actions.ts";
import { LIQUIDITY_HOLDER } from "../../sim/chain/addresses.ts";
import { openEvmChain } from "../../sim/chain/evm/chain.ts";
import { ForkError, findForkPoint, whileAlive } from "../../sim/chain/evm/fork.ts";
import { openChain } from "../../sim/chain/open.ts";
import type { Action, Chain, Outcome } from "../../sim/chain/port.ts";
import { TEST_PLAN } from "../support/chains.ts";

const ALICE = addressOf("alice");
const BOB = addressOf("bob");
/** Later than the test plan's start, as any fork of Nova is. */
const FORKED_AT: Seconds = 1_750_000_000;

/** A lifecycle, a withdrawal and a refusal: outcomes in order, with dates counted from the deployment. */
async function story(chain: Chain): Promise<unknown[]> {
  const start = chain.deployment.timestamp;
  const seen: Outcome[] = [];
  const mine = async (after: Seconds, ...actions: Action[]) => {
    const { outcomes } = await chain.mine({ timestamp: start + after, actions });
    seen.push(...outcomes);
    return outcomes;
  };
  const spender = chain.deployment.addresses["engine"]!;
  await mine(1, token.transfer(LIQUIDITY_HOLDER, ALICE, 10n * WAD), token.transfer(LIQUIDITY_HOLDER, BOB, 10n * WAD));
  await mine(1, token.approve(ALICE, spender, 10n * WAD), token.approve(BOB, spender, 10n * WAD));
  await mine(2, engine.validatorDeposit(BOB, BOB, 5n * WAD));
  const model = chain.deployment.models["paid"]!;
  const [submitted] = await mine(3, engine.submitTask(ALICE, 0n, ALICE, model, WAD, "0x1234"));
  const task = (submitted as Extract<Outcome, { ok: true }>).events[0]!.args["id"] as Hex;
  const cid = generateIPFSCID("0x5678");
  await mine(4, engine.signalCommitment(BOB, generateCommitment(BOB, task, cid)));
  await mine(4, engine.submitSolution(BOB, task, cid), engine.submitSolution(ALICE, task, cid));
  await mine(5, engine.claimSolution(BOB, task));
  await mine(3_000, engine.claimSolution(BOB, task), engine.initiateValidatorWithdraw(BOB, WAD));
  return seen.map(({ gas: _, ...outcome }) => JSON.stringify(outcome, (_key, value) => readable(value, start)));
}

/** Dates lie within days of the start; nothing else in the story has their size. */
function readable(value: unknown, start: Seconds): unknown {
  if (typeof value !== "bigint") return value;
  const after = value - BigInt(start);
  return after >= 0n && after < 10n ** 6n ? `start + ${after}` : String(value);
}

describe("fork", () => {
  let anvil: Anvil;
  before(async () => {
    anvil = await startAnvil(FORKED_AT);
    for (let second = 1; second <= 3; second++) {
      await anvil.request("evm_setNextBlockTimestamp", [FORKED_AT + second]);
      await anvil.request("evm_mine", []);
    }
  });
  after(() => anvil.close());

  it("continues the newest block, and says which one that was", async () => {
    const chain = await openChain({ backend: "evm", plan: TEST_PLAN, fork: { url: anvil.url } });
    assert.deepEqual(chain.deployment.fork, { url: anvil.url, block: 3 });
    assert.equal(chain.deployment.chainId, 42170);
    assert.equal(chain.deployment.timestamp, FORKED_AT + 3);
    assert.equal(chain.head.number, 4);
    await chain.close();
  });

  it("continues the block that is asked for", async () => {
    const chain = await openChain({ backend: "evm", plan: TEST_PLAN, fork: { url: anvil.url, block: 2 } });
    assert.deepEqual(chain.deployment.fork, { url: anvil.url, block: 2 });
    assert.equal(chain.deployment.timestamp, FORKED_AT + 2);
    await chain.close();
  });

  it("keeps the plan's start when that is later", async () => {
    const plan = { ...TEST_PLAN, timestamp: FORKED_AT + 1_000 };
    const chain = await openChain({ backend: "evm", plan, fork: { url: anvil.url } });
    assert.equal(chain.deployment.timestamp, FORKED_AT + 1_000);
    await chain.close();
  });

  it("leads to the same outcomes as an empty chain, dates apart", async () => {
    const forked = await openChain({ backend: "evm", plan: TEST_PLAN, fork: { url: anvil.url } });
    const empty = await openChain({ backend: "evm", plan: TEST_PLAN });
    const expected = await story(empty);
    assert.isAbove(expected.filter((outcome) => String(outcome).includes('"ok":true')).length, 8);
    assert.deepEqual(await story(forked), expected);
    await Promise.all([forked.close(), empty.close()]);
  });

  it("sees what stands on the forked chain", async () => {
    const stranger = addressOf("stranger");
    await anvil.request("anvil_setBalance", [stranger, "0x1234"]);
    await anvil.request("evm_mine", []);
    const chain = await openEvmChain({ plan: TEST_PLAN, fork: { url: anvil.url } });
    assert.equal(await chain.request("eth_getBalance", stranger, "latest"), "0x1234");
    await chain.close();
  });
});

describe("a fork that cannot be", () => {
  const servers: Server[] = [];
  after(() => {
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
  });

  /** A node that answers each method with a fixed result; none at all when `results` is undefined. */
  async function node(results?: Record<string, unknown>): Promise<string> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        if (!results) return;
        const { method } = JSON.parse(body);
        const answer = method in results ? { result: results[method] } : { error: { message: "not here" } };
        response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...answer }));
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A URL behind which there was a node. */
  async function deadNode(): Promise<string> {
    const url = await node();
    const server = servers.pop()!;
    await new Promise((resolve) => server.close(resolve));
    return url;
  }

  /** The one line that a user sees. */
  async function complaint(url: string, block?: number): Promise<string> {
    const failure = await findForkPoint({ url, block }, 500).catch((error) => error);
    assert.instanceOf(failure, ForkError);
    assert.notInclude(failure.message, "\n");
    return failure.message;
  }

  it("has no node behind the URL", async () => {
    const url = await deadNode();
    assert.equal(
      await complaint(url),
      `cannot fork from ${url}: no answer (ECONNREFUSED); check the URL and that the node runs`,
    );
  });

  it("has a node that dies while the EVM waits for it", async () => {
    const url = await deadNode();
    const forever = new Promise(() => {});
    const failure = await whileAlive(forever, { url, block: 1, timestamp: 1 }, 100).catch((error) => error);
    assert.instanceOf(failure, ForkError);
  });

  it("is waited for while it lives", async () => {
    const url = await node({ eth_chainId: "0xa4ba" });
    const late = new Promise((resolve) => setTimeout(resolve, 350, "late"));
    assert.equal(await whileAlive(late, { url, block: 1, timestamp: 1 }, 100), "late");
  });

  it("has a node that stays silent", async () => {
    const url = await node();
    const expected = "no answer within 0.5 s; check the URL and that the node runs";
    assert.equal(await complaint(url), `cannot fork from ${url}: ${expected}`);
  });

  it("is another chain", async () => {
    const url = await node({ eth_chainId: "0x1" });
    const expected = "it is chain 1, not Arbitrum Nova (42170); give the URL of a Nova node";
    assert.equal(await complaint(url), `cannot fork from ${url}: ${expected}`);
  });

  it("lacks the block", async () => {
    const url = await node({ eth_chainId: "0xa4ba", eth_getBlockByNumber: null });
    const expected = "it has no block 7; give a block that exists, or none for the newest";
    assert.equal(await complaint(url, 7), `cannot fork from ${url}: ${expected}`);
  });

  it("refuses the method", async () => {
    const url = await node({ eth_chainId: "0xa4ba" });
    const expected = "it refuses eth_getBlockByNumber (not here); give a node that serves this block";
    assert.equal(await complaint(url), `cannot fork from ${url}: ${expected}`);
  });

  it("is no URL that can be asked", async () => {
    const reason = "it is no http URL without user and password; give one, as in http://localhost:8547";
    assert.equal(await complaint("nova"), `cannot fork from nova: ${reason}`);
    assert.equal(await complaint("http://user:secret@127.0.0.1:1/"), `cannot fork from http://127.0.0.1:1: ${reason}`);
  });

  it("never shows the keys in a URL", async () => {
    const url = await node({ eth_chainId: "0x1" });
    assert.notInclude(await complaint(`${url}/v2/secret?key=secret`), "secret");
  });
});
