import { expect } from "chai";
import { type AskOptions, DEFAULT_CONFIRM } from "../../sim/cli/ask.ts";
import { commandsOf } from "../../sim/cli/ask-command.ts";
import type { CompareOptions } from "../../sim/cli/compare.ts";
import { commandOf } from "../../sim/cli/compare-command.ts";

const LAB = { executor: "local", backend: "model" } as const;

describe("commands that make an experiment again", () => {
  const asked: AskOptions = { ...LAB, set: [], confirm: DEFAULT_CONFIRM };

  it("leave out what is the default", () => {
    expect(commandsOf("slashing", asked)).to.deep.equal(["npx testbed run slashing", "npx testbed ask slashing"]);
  });

  it("carry every option that decides an answer", () => {
    const options: AskOptions = { ...asked, seeds: 8, days: 2, set: ["a.b=c d"], confirm: 0, backend: "evm" };
    expect(commandsOf("my file.yaml", options)).to.deep.equal([
      "npx testbed run 'my file.yaml' --days 2 --set 'a.b=c d'",
      "npx testbed ask 'my file.yaml' --days 2 --set 'a.b=c d' --seeds 8 --confirm 0 --backend evm",
    ]);
  });

  it("carry every option that decides a comparison, and what its picture shows", () => {
    const options: CompareOptions = {
      ...LAB,
      seeds: 3,
      days: 1,
      set: ["a=1"],
      setA: ["b=2"],
      setB: ["b=3"],
      metric: ["false.share"],
      backend: "evm",
    };
    expect(commandOf("market", "other.yaml", options)).to.equal(
      "npx testbed compare market other.yaml --seeds 3 --days 1 --set a=1 --set-a b=2 --set-b b=3 --metric false.share --backend evm",
    );
  });
});
