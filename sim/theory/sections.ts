/** All sections, in the order in which they are read. */
import { emission } from "./emission.ts";
import { inspection } from "./inspection.ts";
import { majority } from "./majority.ts";
import { sampling } from "./sampling.ts";
import type { TheorySection } from "./section.ts";
import { statistics } from "./statistics.ts";
import { votes } from "./votes.ts";

export const SECTIONS: readonly TheorySection[] = [emission, votes, inspection, majority, sampling, statistics];
