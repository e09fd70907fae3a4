import { expect } from "chai";
import fc from "fast-check";
import { Rng } from "../../sim/base/random.ts";
import { DAY, WAD, YEAR } from "../../sim/base/types.ts";
import { calibrationOf } from "../../sim/scenarios/calibration.ts";
import market from "../../sim/scenarios/market.ts";
import { capitalCost, costsOf } from "../../sim/world/costs.ts";
import { EventQueue } from "../../sim/world/event-queue.ts";
import { gasCost, gasOf } from "../../sim/world/gas.ts";
import { Machine, planOf, type ScenarioError } from "../../sim/world/machines.ts";
import { Price } from "../../sim/world/prices.ts";
import { Ranking } from "../../sim/world/ranking.ts";
import { Recent } from "../../sim/world/recent.ts";
import { cidOf, oracleOf } from "../../sim/world/results.ts";
import { Sequencer } from "../../sim/world/sequencer.ts";
import { SolveTimes } from "../../sim/world/solve-times.ts";
import { HONEST, word } from "../agents/fakes.ts";

describe("the queue of events", () => {
  it("gives the earliest first, and those of one time in the order in which they were planned", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const queue = new EventQueue<{ at: number; planned: number }>();
        times.forEach((at, planned) => {
          queue.push(at, { at, planned });
        });
        const order = times.map(() => queue.pop()!);
        const sorted = times
          .map((at, planned) => ({ at, planned }))
          .sort((a, b) => a.at - b.at || a.planned - b.planned);
        expect(order).to.deep.equal(sorted);
        expect(queue.pop()).to.equal(undefined);
      }),
    );
  });

  it("stays in order when pushes and pops mix", () => {
    const queue = new EventQueue<number>();
    const rng = new Rng(1, "queue");
    let last = 0;
    for (let step = 0; step < 5000; step += 1) {
      const planned = last + rng.below(50);
      queue.push(planned, planned);
      if (step % 3 !== 0) continue;
      const { next } = queue;
      expect(queue.pop()).to.equal(next);
      expect(next).to.be.at.least(last);
      last = next;
    }
  });
});

describe("the ranking", () => {
  it("gives the highest few after any additions and removals", () => {
    const command = fc.record({ add: fc.boolean(), id: fc.nat(30), value: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(command), fc.nat(8), (commands, limit) => {
        const ranking = new Ranking<{ id: string; value: number }>((a, b) =>
          a.value === b.value ? a.id < b.id : a.value > b.value,
        );
        const reference = new Map<string, number>();
        for (const { add, id: number, value } of commands) {
          const id = String(number);
          ranking.remove(id);
          reference.delete(id);
          if (!add) continue;
          ranking.add({ id, value });
          reference.set(id, value);
        }
        const sorted = [...reference].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, limit);
        expect(ranking.top(limit).map(({ id, value }) => [id, value])).to.deep.equal(sorted);
        expect(ranking.size).to.equal(reference.size);
      }),
    );
  });
});

describe("the history of solution times", () => {
  it("is a life table: of four tasks solved at 2, 10, 10 and 100 s, half are open at 20 s", () => {
    const times = new SolveTimes();
    for (const age of [2, 10, 10, 100]) times.solved(age, word(1).slice(0, 42) as never);
    const stranger = "0x02";
    expect(times.survival(stranger, 0, 1)).to.equal(1);
    expect(times.survival(stranger, 0, 5)).to.equal(3 / 4);
    expect(times.survival(stranger, 0, 20)).to.be.closeTo(1 / 4, 1e-12);
    expect(times.survival(stranger, 20, 60)).to.equal(1);
  });

  it("passes the first and the last bin by half: two of four tasks solved at 8 to 11 s, seen from within that bin", () => {
    const times = new SolveTimes();
    for (const age of [9, 10, 30, 30]) times.solved(age, "0x01");
    expect(times.survival("0x02", 0, 11)).to.be.closeTo(1 - 0.5 / 2, 1e-12);
    expect(times.survival("0x02", 0, 12)).to.be.closeTo(0.5, 1e-12);
    expect(times.survival("0x02", 8, 12)).to.be.closeTo(1 - 0.5 / 2, 1e-12);
    expect(times.survival("0x02", 12, 20)).to.equal(1);
  });

  it("has two bins per doubling, and one for each of the first four seconds", () => {
    for (const [inside, outside] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [5, 6],
      [7, 8],
      [95, 96],
      [127, 128],
    ] as const) {
      const times = new SolveTimes();
      times.solved(inside, "0x01");
      times.retracted(1e6);
      expect(times.survival("0x02", outside, outside), `${outside} s`).to.equal(1);
      expect(times.survival("0x02", inside, inside), `${inside} s`).to.equal(0.75);
    }
  });

  it("does not count one's own wins against oneself", () => {
    const times = new SolveTimes();
    for (let n = 0; n < 10; n += 1) times.solved(5, n < 9 ? "0x01" : "0x02");
    expect(times.survival("0x01", 0, 8)).to.be.closeTo(0.9, 1e-12);
    expect(times.survival("0x02", 0, 8)).to.be.closeTo(0.1, 1e-12);
  });

  it("counts a task taken back as one that nobody solved until then", () => {
    const times = new SolveTimes();
    times.solved(5, "0x01");
    for (let n = 0; n < 3; n += 1) times.retracted(1000);
    expect(times.survival("0x02", 0, 8)).to.be.closeTo(3 / 4, 1e-12);
  });

  it("forgets: after a change of habits the old ones fade", () => {
    const times = new SolveTimes();
    for (let n = 0; n < 1000; n += 1) times.solved(5, "0x01");
    for (let n = 0; n < 1000; n += 1) times.solved(500, "0x01");
    expect(times.survival("0x02", 0, 100)).to.be.greaterThan(0.95);
  });
});

describe("recent means", () => {
  it("cover the newest 64 and tell their rate", () => {
    const recent = new Recent();
    for (let n = 0; n < 100; n += 1) recent.add(n * 60, n);
    expect(recent.mean).to.equal((36 + 99) / 2);
    expect(recent.perDay(36 * 60 + DAY)).to.equal(64);
  });
});

describe("results", () => {
  const question = { id: word(7), model: word(8), input: "0x0102" } as const;

  it("depend on model, seed and input alone, and on each of them", () => {
    expect(cidOf(question)).to.equal(cidOf({ ...question }));
    const others = [
      cidOf({ ...question, id: word(9) }),
      cidOf({ ...question, model: word(9) }),
      cidOf({ ...question, input: "0x01" }),
    ];
    expect(new Set([cidOf(question), ...others]).size).to.equal(4);
    expect(cidOf(question)).to.match(/^0x1220[0-9a-f]{64}$/);
  });

  it("stay the same when they are asked for again much later", () => {
    const oracle = oracleOf(1);
    const first = oracle(question);
    for (let n = 100; n < 9000; n += 1) oracle({ ...question, id: word(n) });
    expect(oracle(question)).to.deep.equal(first);
  });
});

describe("prices", () => {
  it("are constant without volatility", () => {
    const price = new Price(3_000_000_000n, 0, new Rng(1, "price"));
    expect(price.step()).to.equal(false);
    expect(price.now).to.equal(3_000_000_000n);
  });

  it("walk with the set volatility and keep their mean", () => {
    const ends = Array.from({ length: 600 }, (_, seed) => {
      const price = new Price(1_000_000_000n, 0.05, new Rng(seed, "price"));
      for (let hour = 0; hour < 96; hour += 1) price.step();
      return Number(price.now) / 1e9;
    });
    const mean = ends.reduce((sum, end) => sum + end, 0) / ends.length;
    const logs = ends.map((end) => Math.log(end));
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log + 0.005) ** 2, 0) / logs.length);
    expect(mean).to.be.closeTo(1, (4 * 0.1) / Math.sqrt(600));
    expect(deviation).to.be.closeTo(0.1, 0.01);
  });
});

describe("machines", () => {
  const plan = { price: 1_400_000n, watts: 400, runs: [{ model: "text", load: 100, median: 60, sigma: 0.5 }] };

  it("bill every second, loading included, and use their watts", () => {
    const machine = new Machine(HONEST, plan, new Rng(1, "machine"));
    expect(machine.run("text", 0)).to.deep.equal({ milliseconds: 160_000, joules: 64_000, cost: 224_000_000n });
    expect(machine.run("text", 2).milliseconds).to.equal(Math.round(1000 * (100 + 60 * Math.E)));
  });

  it("tell their owner the mean bill and the typical time", () => {
    const { cost, seconds } = new Machine(HONEST, plan, new Rng(1, "machine")).facts("text");
    expect(seconds).to.equal(160);
    expect(cost).to.be.closeTo((100 + 60 * Math.exp(0.125)) * 0.0014, 1e-12);
  });

  it("differ in speed and price as their population does", () => {
    const population = { ...HONEST, slowness: { median: 2, sigma: 0 }, priceFactor: { median: 3, sigma: 0 } };
    const slow = new Machine(population, plan, new Rng(1, "machine"));
    expect(slow.run("text", 0)).to.deep.include({ milliseconds: 220_000, cost: 3n * 1_400_000n * 220n });
    const spread = { ...HONEST, slowness: { median: 1, sigma: 0.2 } };
    const speeds = [1, 2, 3].map((n) => new Machine(spread, plan, new Rng(1, `m${n}`)).run("text", 0).milliseconds);
    expect(new Set(speeds).size).to.equal(3);
  });
});

describe("the plan of a population's machines", () => {
  const planned = (change: (scenario: typeof market) => void = () => {}) => {
    const scenario = structuredClone(market);
    change(scenario);
    return planOf(scenario, 1, calibrationOf("priors.json"));
  };

  it("has its device's power, its tariff's price and its models' times, loading before each cold run", () => {
    expect(planned()).to.deep.equal({
      price: 1_400_000n,
      watts: 400,
      runs: [
        { model: "kandinsky2", load: 25, median: 14.5, sigma: 0.69 },
        { model: "qwen-qwq-32b", load: 160, median: 60, sigma: 0.5 },
      ],
    });
    const rented = planned((scenario) => Object.assign(scenario.populations[1]!, { tariff: "rental" }));
    expect(rented.price).to.equal(475_000n);
    expect(rented.runs.map(({ load }) => load)).to.deep.equal([0, 0]);
  });

  it("names the place of what the calibration lacks", () => {
    const path = (change: object) => {
      try {
        planned((scenario) => Object.assign(scenario.populations[1]!, change));
      } catch (error) {
        return (error as ScenarioError).path.join(".");
      }
      return undefined;
    };
    expect(path({ device: "abacus" })).to.equal("populations.1.device");
    expect(path({ device: "h100" })).to.equal("populations.1.device");
    expect(path({ tariff: "gift" })).to.equal("populations.1.tariff");
  });
});

describe("the sequencer", () => {
  const network = { blockMilliseconds: 250, latencyMilliseconds: { median: 1, sigma: 0 } };
  const arrived = (n: number) => ({ action: n, seat: n }) as never;

  it("closes a block at the end of its slot, once", () => {
    const sequencer = new Sequencer({ ...network, ordering: "arrival" }, new Rng(1, "order"));
    expect(sequencer.take(1000, arrived(1))).to.equal(1250);
    expect(sequencer.take(1249, arrived(2))).to.equal(undefined);
    expect(sequencer.seal()).to.have.length(2);
    expect(sequencer.take(1250, arrived(3))).to.equal(1500);
  });

  it("keeps the order of arrival, or shuffles where the scenario says so", () => {
    const orders = (ordering: "arrival" | "shuffled") => {
      const sequencer = new Sequencer({ ...network, ordering }, new Rng(1, "order"));
      return Array.from({ length: 20 }, () => {
        for (let n = 0; n < 5; n += 1) sequencer.take(n, arrived(n));
        return sequencer
          .seal()
          .map(({ action }) => Number(action))
          .join("");
      });
    };
    expect(new Set(orders("arrival"))).to.deep.equal(new Set(["01234"]));
    expect(new Set(orders("shuffled")).size).to.be.greaterThan(10);
  });
});

describe("costs", () => {
  it("of capital: a year of 10 % on 300 AIUS at 3 USD is 90 USD, a day a 365th", () => {
    expect(capitalCost(300n * WAD, 3_000_000_000n, 0.1, YEAR)).to.equal(90_000_000_000n);
    expect(capitalCost(300n * WAD, 3_000_000_000n, 0.1, DAY)).to.equal(90_000_000_000n / 365n);
  });

  it("fall on those who have a stake", () => {
    const holder = { agent: "honest-1", staked: 300n * WAD, standingPerDay: 1_500_000_000n };
    const [capital, standing] = costsOf(holder, 1000, DAY / 2, 3_000_000_000n, 0.1);
    expect(capital).to.deep.include({ agent: "honest-1", reason: "capital", timestamp: 1000 });
    expect(standing).to.deep.include({ reason: "standing", cost: 750_000_000n });
    expect(costsOf({ ...holder, staked: 0n }, 1000, DAY, 3_000_000_000n, 0.1)).to.deep.equal([]);
  });

  it("of gas: 100 000 gas at 0.01 gwei and 2 500 USD per ether are a quarter of a cent", () => {
    expect(gasCost(100_000, 10_000_000n, 2_500_000_000_000n)).to.equal(2_500_000n);
  });

  it("of gas: a revert costs less than a success; a verb that the table lacks is an error, not free", () => {
    const submission = { to: "engine", method: "submitSolution" } as const;
    expect(gasOf(submission, false)).to.be.lessThan(gasOf(submission));
    expect(() => gasOf({ to: "engine", method: "nothing" })).to.throw(RangeError, "engine.nothing");
  });
});
