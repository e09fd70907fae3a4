/** A process that only does runs, as a worker does them and without a leader: tells how long the runs after its first ones took. */
import { runSpec } from "../../sim/experiment/runSpec.ts";
import market from "../../sim/scenarios/market.ts";

/** Until then most of the code is compiled for what it does. */
const FIRST_RUNS = 5;
const [days, runs] = process.argv.slice(2).map(Number) as [number, number];
const scenario = { ...market, horizonDays: days };

const play = async (seed: number) => void (await runSpec({ scenario, seed, backend: "model" }));

for (let seed = 1; seed <= FIRST_RUNS; seed++) await play(seed);
const start = performance.now();
for (let seed = 1; seed <= runs; seed++) await play(FIRST_RUNS + seed);
process.send?.({ seconds: (performance.now() - start) / 1000 });
