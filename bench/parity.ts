/**
 * `npm run parity -- [--actions N] [--seed N] [--json]`: both backends in lockstep over a million actions, in segments on fresh chains, because
 * an EVM's memory grows with every transaction. Segments take turns: two days of each scenario's market, and random
 * histories with every verb, caller and deadline. Everything a block touched is compared after each block, all state that was ever touched
 * every hundred blocks and at the end. Stops at the first difference with a short history that shows it, printed as a test, and exit code 1.
 */
import { optionsOf } from "../scripts/options.ts";
import { openTwinChain, TwinDifference } from "../sim/chain/twin.ts";
import { scenarios } from "../sim/scenarios/index.ts";
import type { Scenario } from "../sim/scenarios/schema.ts";
import { deploymentPlanOf, simulate } from "../sim/world/simulate.ts";
import { compareOnTwin } from "./fuzz/compare.ts";

/** Days of each scenario in a segment: about 1 300 actions of the market. */
const SCENARIO_DAYS = 2;
/** Random histories in a segment: about 8 000 actions. */
const HISTORIES = 300;
/** Samples of histories that a segment never reaches, so that no two segments play the same. */
const SEEDS_PER_SEGMENT = 100;

interface Segment {
  readonly what: string;
  readonly actions: number;
}

const options = optionsOf({
  actions: { type: "string", default: "1000000" },
  seed: { type: "string", default: "1" },
  json: { type: "boolean", default: false },
});

function wholeNumber(name: "actions" | "seed"): number {
  const value = Number(options[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} ${options[name]}: give a whole number above 0`);
  process.exit(2);
}

async function compareScenario(scenario: Scenario, seed: number): Promise<Segment> {
  const chain = await openTwinChain({ plan: deploymentPlanOf(scenario) });
  let actions = 0;
  await simulate({
    scenario: { ...scenario, horizonDays: Math.min(scenario.horizonDays, SCENARIO_DAYS) },
    seed,
    chain,
    readers: [{ read: (record) => (actions += record.type === "block" ? record.steps.length : 0) }],
  });
  await chain.compareEverything();
  await chain.close();
  return { what: `${scenario.name}, seed ${seed}`, actions };
}

async function compareHistories(seed: number): Promise<Segment> {
  let left = HISTORIES;
  const { actions, broken, runs } = await compareOnTwin({ seed, goOn: () => left-- > 0, corpus: [] });
  if (broken !== undefined) throw new Error(broken);
  return { what: `${runs} random histories from seed ${seed}`, actions };
}

async function* segments(first: number): AsyncGenerator<Segment> {
  for (let seed = first; ; seed++) {
    for (const scenario of Object.values(scenarios)) yield await compareScenario(scenario, seed);
    yield await compareHistories(seed * SEEDS_PER_SEGMENT);
  }
}

const [goal, seed] = [wholeNumber("actions"), wholeNumber("seed")];
const begun = performance.now();
/** Ctrl-C ends the run after the segment in progress; what was compared until then is told. */
let interrupted = false;
process.once("SIGINT", () => {
  interrupted = true;
});
let compared = 0;
const done: Segment[] = [];
try {
  for await (const segment of segments(seed)) {
    done.push(segment);
    compared += segment.actions;
    const seconds = (performance.now() - begun) / 1000;
    const left = Math.max(0, ((goal - compared) * seconds) / compared / 60);
    console.error(`${compared} of ${goal} actions agree  ${segment.what}  ${left.toFixed(0)} min left`);
    if (compared >= goal || interrupted) break;
  }
  const report = {
    actions: compared,
    differences: 0,
    minutes: Math.round((performance.now() - begun) / 60_000),
    segments: done,
  };
  console.log(
    options.json ? JSON.stringify(report, null, 2) : `${compared} actions, both backends agree in everything`,
  );
} catch (thrown) {
  if (!(thrown instanceof TwinDifference) && !(thrown as Error).message.startsWith("the backends differ")) throw thrown;
  console.error((thrown as Error).message);
  process.exitCode = 1;
}
