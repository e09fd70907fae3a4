import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Health, Root } from "../../../bench/cog/answers.ts";
import { DIALECTS, speechOf } from "../../../bench/cog/dialect.ts";
import type { FailureKind, ModelFailure } from "../../../bench/cog/failure.ts";
import { presence } from "../../../bench/cog/host.ts";
import { CogServer } from "../../../bench/cog/server.ts";
import { type FakeServer, startFake } from "../../support/cog/fake.ts";
import { bodyOf, RECORDED } from "./recorded.ts";

const WAIT = { timeoutSeconds: 20 };

/** The kind of failure with which the promise rejects. */
const kindOf = (promise: Promise<unknown>): Promise<FailureKind | "none"> =>
  promise.then(
    () => "none" as const,
    (error: ModelFailure) => error.kind,
  );

async function untilBusy(server: CogServer): Promise<void> {
  while ((await server.health()).status !== "BUSY") await sleep(5);
}

describe("Cog client on a server that speaks each dialect", function () {
  this.timeout(60_000);
  for (const dialect of DIALECTS)
    describe(dialect, () => {
      let fake: FakeServer;
      let server: CogServer;
      before(async () => {
        fake = await startFake({ DIALECT: dialect, SETUP_SECONDS: "0.7" });
        server = new CogServer(fake.url);
      });
      after(() => fake.stop());

      it("refuses predictions in setup, waits for READY, and tells what each phase took", async () => {
        const kind = await kindOf(server.predict({ prompt: "early" }, WAIT));
        expect(kind).to.equal(dialect === "rust" ? "not-ready" : "busy");
        const { firstAnswerSeconds, readySeconds, setupSeconds } = await server.ready(WAIT);
        expect(readySeconds).to.be.at.least(firstAnswerSeconds);
        expect(setupSeconds).to.be.at.least(0.69);
      });

      it("knows which dialect it speaks", async () => {
        const speech = speechOf(await server.root(), await server.health());
        expect(speech.dialect).to.equal(dialect);
        expect(speech.predictTimeFrom).to.equal(dialect === "rust" ? "prediction start" : "task creation");
      });

      it("predicts, with the server's time inside the client's", async () => {
        const { output, predictSeconds, wallSeconds } = await server.predict({ prompt: "a", sleep: 0.05 }, WAIT);
        expect(output).to.match(/^data:application\/octet-stream;base64,/);
        expect(predictSeconds).to.be.at.least(0.049);
        expect(wallSeconds).to.be.at.least(predictSeconds!);
      });

      it("tells a model that raises, one out of memory, bad input and garbage apart", async () => {
        const kind = (misbehave: string) => kindOf(server.predict({ prompt: "a", misbehave }, WAIT));
        expect(await kind("fail")).to.equal("model-error");
        expect(await kind("cuda-oom")).to.equal("out-of-memory");
        expect(await kind("garbage")).to.equal("bad-answer");
        expect(await kindOf(server.predict({}, WAIT))).to.equal("invalid-input");
      });

      it("meets a second prediction as its dialect does: refused, or queued behind the first", async () => {
        const first = server.predict({ prompt: "a", sleep: 0.3 }, WAIT);
        await (dialect === "python-blocking" ? sleep(50) : untilBusy(server));
        const second = await kindOf(server.predict({ prompt: "b" }, WAIT));
        expect(second).to.equal(dialect === "python-blocking" ? "none" : "busy");
        await first;
      });
    });

  it("asks a busy server again, and gives up when patience ends", async () => {
    const fake = await startFake();
    const server = new CogServer(fake.url);
    await server.ready(WAIT);
    const long = server.predict({ prompt: "a", sleep: 0.4 }, WAIT);
    await untilBusy(server);
    expect(await kindOf(server.predict({ prompt: "b" }, WAIT))).to.equal("busy");
    expect(await kindOf(server.predict({ prompt: "b" }, { ...WAIT, busySeconds: 20 }))).to.equal("none");
    await long;
    await fake.stop();
  });

  it("ends a prediction that hangs, by its time limit or by the caller's signal", async () => {
    const fake = await startFake();
    const server = new CogServer(fake.url);
    await server.ready(WAIT);
    const hang = { prompt: "a", misbehave: "hang" };
    expect(await kindOf(server.predict(hang, { timeoutSeconds: 0.2 }))).to.equal("timeout");
    const controller = new AbortController();
    const pending = server.predict(hang, { ...WAIT, busySeconds: 10, signal: controller.signal });
    controller.abort();
    expect(
      await pending.then(
        () => "done",
        (error: Error) => error.name,
      ),
    ).to.equal("AbortError");
    await fake.stop();
  });

  const SETUPS: readonly (readonly [string, FailureKind, number])[] = [
    ["fail", "setup-failed", 10],
    ["hang", "setup-timeout", 0.3],
    ["garbage", "bad-answer", 10],
    ["exit", "setup-timeout", 0.5],
  ];
  for (const [setup, kind, timeoutSeconds] of SETUPS)
    it(`tells a setup that does ${setup} as ${kind}`, async () => {
      const fake = await startFake({ SETUP: setup });
      expect(await kindOf(new CogServer(fake.url).ready({ timeoutSeconds }))).to.equal(kind);
      await fake.stop();
    });

  it("gives up an address at which nothing listens, and waits for one that takes connections", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    await presence(url, 0)();
    await new Promise((resolve) => silent.close(resolve));
    expect(await kindOf(new CogServer(url).ready(WAIT, presence(url, 0.1)))).to.equal("connection");
  });

  it("tells a server that dies while predicting", async () => {
    const fake = await startFake();
    const server = new CogServer(fake.url);
    await server.ready(WAIT);
    expect(await kindOf(server.predict({ prompt: "a", misbehave: "reset" }, WAIT))).to.equal("crashed");
    // The connection breaks before the process is gone; only then does nobody listen.
    if (fake.process.exitCode === null && fake.process.signalCode === null) await once(fake.process, "exit");
    expect(await kindOf(server.predict({ prompt: "a" }, WAIT))).to.equal("connection");
    await fake.stop();
  });
});

describe("Cog client on the recorded answers of real servers", () => {
  let server: Server;
  let next: { status: number; body: unknown };
  let client: CogServer;
  before(async () => {
    server = createServer((_, response) => {
      const { status, body } = next;
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    client = new CogServer(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
  after(() => server.close());

  for (const version of RECORDED) {
    const say = (name: string) => {
      next = bodyOf(version, name);
    };
    it(`${version}: reads a success`, async () => {
      say("sync ok");
      const { predictSeconds, output, logs } = await client.predict({}, WAIT);
      expect(predictSeconds).to.be.within(0.001, 1);
      expect(output).to.match(/^data:application\/octet-stream;base64,/);
      expect(logs).to.match(/^predict: prompt='a'/);
    });

    const KINDS: readonly (readonly [string, FailureKind])[] = [
      ["fail=true", "model-error"],
      ["POST while setup", "busy"],
      ["out of range", "invalid-input"],
      ["wrong type", "invalid-input"],
      ["worker crash", "server-error"],
      ["async", "bad-answer"],
    ];
    for (const [name, kind] of KINDS)
      it(`${version}: "${name}" is ${kind}`, async () => {
        say(name);
        expect(await kindOf(client.predict({}, WAIT))).to.equal(kind);
      });

    it(`${version}: reads the setup's own time and what a failed setup logged`, async () => {
      say("health ready");
      const { setupSeconds } = await client.ready(WAIT);
      expect(setupSeconds).to.be.within(1.76, 1.81); // as the recordings' own timestamps say
      say("setup fail (await-explicit-shutdown)");
      expect(await kindOf(client.ready(WAIT))).to.equal("setup-failed");
    });
  }

  it("reads the dialect from what each server says of itself, and from the image's label where it says nothing", () => {
    const heard = RECORDED.map((version) => [
      speechOf(bodyOf(version, "GET /").body as Root, bodyOf(version, "health ready").body as Health),
      speechOf(bodyOf(version, "GET /").body as Root, { status: "READY", setup: undefined }, version.slice(1)),
    ]);
    expect(heard.map(([said, labelled]) => [said!.dialect, labelled!.dialect])).to.deep.equal([
      ["python-blocking", "python-blocking"], // 0.9.26 names no version
      ["python", "python"], // these were built from source and call themselves "dev"
      ["python", "python"],
    ]);
    const labelled = (label: string) =>
      speechOf({ cog_version: undefined, arbius_testbed: undefined }, { status: "READY", setup: undefined }, label)
        .dialect;
    expect(["0.8.6", "0.9.0", "0.13.6", "0.13.7", "0.16.12", "0.17.0", "1.0.0"].map(labelled)).to.deep.equal([
      "python",
      "python-blocking",
      "python-blocking",
      "python",
      "python",
      "rust",
      "rust",
    ]);
  });
});
