/** One process of the fuzzer: takes an order, searches until its time is up, and reports. */
import type { History } from "../../test/properties/steps.ts";
import { compareOnTwin } from "./compare.ts";
import { hunt } from "./hunt.ts";

export interface Order {
  readonly backend: "model" | "twin";
  readonly property: string | undefined;
  /** What ends the search, whichever comes first. */
  readonly minutes: number;
  readonly actions: number;
  readonly seed: number;
  readonly corpus: readonly History[];
}

export interface Report {
  readonly runs: number;
  readonly actions: number;
  /** How often each outcome of each verb was reached. */
  readonly outcomes: readonly (readonly [string, number])[];
  /** Histories that reached something new. */
  readonly corpus: readonly History[];
  /** Where the backends differ, in the twin's words. */
  readonly broken?: string;
}

process.once("message", async ({ backend, property, minutes, actions, seed, corpus }: Order) => {
  const end = performance.now() + minutes * 60_000;
  const goOn = (done: number) => done < actions && performance.now() < end;
  const report = backend === "twin" ? await compareOnTwin({ seed, goOn, corpus }) : await huntOnModel();
  // Exiting at once would lose what has not been sent yet.
  process.send!({ report }, () => process.exit(0));

  async function huntOnModel(): Promise<Report> {
    const onCatch = (caught: unknown) => process.send!({ caught });
    const found = await hunt({ seed, goOn, property, corpus, onCatch });
    return { ...found, corpus: found.corpus.slice(corpus.length), outcomes: found.reached.outcomes() };
  }
});
