/** The schedule of emission: `t` is seconds since the start, `ts` the supply emitted so far. Source: protocol section 5. */
import { MINING_ALLOCATION, WAD, type Wei, YEAR } from "../../base/types.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { exp2 } from "./exp2.ts";
import { revert } from "./revert.ts";

/** Reward of the very first claims. */
const STARTING_REWARD = WAD;
/** Beyond a hundred years everything is emitted. */
const SCHEDULE_END = 3_153_600_000n;
const SECONDS_PER_YEAR = BigInt(YEAR);

/** Below this ratio of supply to target, in 18 decimals, the multiplier stays at its cap. */
const CAPPED_BELOW = 933_561_438_102_252_700n;
const CAP = 100n * WAD;
/** So many halvings, reached at 120 % of the target, count as none left. */
const NOTHING_FROM = 20n * WAD;

/** The last answer of `targetTs`: all claims of a moment ask the same. */
let [lastT, lastTarget] = [-1n, 0n];

/** The supply on schedule, in wei. */
export function targetTs(t: bigint): Wei {
  if (t === lastT) return lastTarget;
  [lastT, lastTarget] = [t, computeTarget(t)];
  return lastTarget;
}

function computeTarget(t: bigint): Wei {
  if (t > SCHEDULE_END) return MINING_ALLOCATION;
  const e = exp2((t * WAD) / SECONDS_PER_YEAR);
  return MINING_ALLOCATION - (MINING_ALLOCATION * WAD * WAD) / e / WAD;
}

/** Multiplier of the reward, 18 decimals. */
export function diffMul(t: bigint, ts: Wei): bigint {
  if (t === 0n || ts === 0n) revert("DifficultyUndefined", t, ts);
  const ratio = div(mul(ts, WAD), targetTs(t));
  if (ratio < CAPPED_BELOW) return CAP;
  if (ratio < WAD) return exp2((WAD - ratio) * 100n);
  const halvings = mul(ratio - WAD, 100n);
  if (halvings >= NOTHING_FROM) return 0n;
  return (WAD * WAD) / exp2(halvings);
}

/** The last answer of `reward`: who checks a claim asks what the claim has asked. */
let last = { t: -1n, ts: -1n, reward: 0n };

/** Reward of a claim at rate 1, in wei. */
export function reward(t: bigint, ts: Wei): Wei {
  if (t !== last.t || ts !== last.ts) last = { t, ts, reward: computeReward(t, ts) };
  return last.reward;
}

function computeReward(t: bigint, ts: Wei): Wei {
  if (ts === 0n) return STARTING_REWARD;
  const multiplier = diffMul(t, ts);
  return (sub(MINING_ALLOCATION, ts) * WAD * multiplier) / MINING_ALLOCATION / WAD;
}
