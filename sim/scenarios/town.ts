/** Attackers and who deals with them, for the scenarios of one question each: stakes, machines and purses as in the village. */
import type {
  BriberPopulation,
  CopycatPopulation,
  FarmerPopulation,
  GrieferPopulation,
  StewardPopulation,
  VenalPopulation,
  WithholderPopulation,
} from "./populations.ts";
import { honest } from "./village.ts";

/** Rewards as where emission is on schedule: 100 tasks a day share what the schedule wants mined a year in, 570 AIUS. */
export const RATE = "11.4";

/** What everyone here has who can stake, and what those have who race. */
const { kind: _kind, entry, verifyShare, distrust, marginShare, reviewDays, ...solver } = honest(1);
const racer = { entry, verifyShare, distrust, marginShare, reviewDays, ...solver };

export const copycats = (count: number, change: Partial<CopycatPopulation> = {}): CopycatPopulation => ({
  kind: "copycat",
  ...solver,
  count,
  latencyMilliseconds: { median: 20, sigma: 0.5 },
  tipGwei: "0.01",
  lossesBorne: 3,
  ...change,
});

export const farmers = (count: number, change: Partial<FarmerPopulation> = {}): FarmerPopulation => ({
  kind: "farmer",
  ...solver,
  count,
  tasksPerDay: 100,
  inputBytes: 1,
  caughtShare: 0.1,
  ...change,
});

export const griefers = (count: number, change: Partial<GrieferPopulation> = {}): GrieferPopulation => ({
  kind: "griefer",
  ...solver,
  count,
  walletAius: "3000",
  attacksPerDay: 1,
  lossesBorne: 100,
  ...change,
});

export const bribers = (count: number, change: Partial<BriberPopulation> = {}): BriberPopulation => ({
  kind: "briber",
  ...solver,
  count,
  walletAius: "3000",
  falsePerDay: 3,
  bribeAius: "5",
  insured: false,
  votesSought: 8,
  keepsShare: 1,
  lossesBorne: 100,
  ...change,
});

export const venals = (count: number, change: Partial<VenalPopulation> = {}): VenalPopulation => ({
  kind: "venal",
  ...racer,
  count,
  trustShare: 0.5,
  ...change,
});

export const withholders = (count: number, change: Partial<WithholderPopulation> = {}): WithholderPopulation => ({
  kind: "withholder",
  ...racer,
  count,
  ...change,
});

export const stewards = (count: number, change: Partial<StewardPopulation> = {}): StewardPopulation => ({
  kind: "steward",
  ...racer,
  count,
  fetchShare: 0.25,
  patienceSeconds: 600,
  ...change,
});
