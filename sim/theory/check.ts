/** Puts theory to the test: runs the sections asked for and says what agrees. */
import type { Comparison } from "./comparison.ts";
import type { TheoryOptions, TheoryResult, TheorySection } from "./section.ts";

/** A section with what came of it. */
export interface Checked {
  readonly section: TheorySection;
  readonly result: TheoryResult;
}

export interface TheoryCheck {
  readonly seed: number;
  readonly effort: number;
  /** False when it was interrupted: sections that were not finished are missing. */
  readonly complete: boolean;
  readonly checked: readonly Checked[];
}

export const comparisonsOf = ({ result }: Checked): readonly Comparison[] =>
  result.tables.flatMap(({ comparisons }) => comparisons);

/** Comparisons in which the simulation and the theory differ. */
export const disagreements = ({ checked }: Pick<TheoryCheck, "checked">): readonly Comparison[] =>
  checked.flatMap(comparisonsOf).filter(({ agrees }) => !agrees);

export interface CheckOptions extends Pick<TheoryOptions, "seed" | "effort" | "parameters"> {
  /** Told the section at work and how much of it is done. */
  readonly onProgress?: (section: TheorySection, share: number) => void;
  /** Ends the check; what is finished by then counts. */
  readonly signal?: AbortSignal;
}

class Interrupted extends Error {}

export async function checkTheory(sections: readonly TheorySection[], options: CheckOptions): Promise<TheoryCheck> {
  const { seed, effort, parameters, onProgress = () => {}, signal } = options;
  const checked: Checked[] = [];
  try {
    for (const section of sections) {
      const tell = (share: number) => {
        if (signal?.aborted) throw new Interrupted();
        onProgress(section, share);
      };
      tell(0);
      checked.push({ section, result: await section.run({ seed, effort, parameters, onProgress: tell }) });
    }
  } catch (thrown) {
    if (!(thrown instanceof Interrupted)) throw thrown;
  }
  return { seed, effort, complete: checked.length === sections.length, checked };
}
