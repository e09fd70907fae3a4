/** Small made-up inputs for each figure, shaped like a month of the market. */
import { randomLcg } from "d3";
import { accountFigure } from "../../sim/report/figures/account.ts";
import { coffersFigure } from "../../sim/report/figures/coffers.ts";
import { computeFigure } from "../../sim/report/figures/compute.ts";
import { courseFigure } from "../../sim/report/figures/course.ts";
import { componentsFigure, totalSupplyFigure } from "../../sim/report/figures/distribution.ts";
import { falsehoodFigure } from "../../sim/report/figures/falsehood.ts";
import { feesFigure } from "../../sim/report/figures/fees.ts";
import { latencyFigure } from "../../sim/report/figures/latency.ts";
import { membersFigure } from "../../sim/report/figures/members.ts";
import { profitFigure } from "../../sim/report/figures/profit.ts";
import { rewardFigure } from "../../sim/report/figures/reward.ts";
import { solvedFigure } from "../../sim/report/figures/solved.ts";
import { supplyFigure } from "../../sim/report/figures/supply.ts";
import { treasuryFigure } from "../../sim/report/figures/treasury.ts";
import type { Figure } from "../../sim/report/frame.ts";

const START = 1_739_412_523;
const DAYS = Array.from({ length: 31 }, (_, day) => START + day * 86_400);

export function sampleFigures(seed: number): Figure[] {
  const random = randomLcg(seed / 1_000);
  const agents = ["honest", "lazy", "malicious"].flatMap((kind, row) =>
    Array.from({ length: [24, 10, 6][row]! }, (_, i) => ({
      name: `${kind}-${i}`,
      kind,
      profitUsd: (random() - 0.3 - row * 0.2) * 400,
    })),
  );
  const counts = {
    honest: DAYS.map(() => Math.floor(90 + random() * 40)),
    lazy: DAYS.map(() => Math.floor(20 + random() * 9)),
    malicious: DAYS.map(() => Math.floor(random() * 12)),
  };
  const launch = { launchedAt: START, times: DAYS, mined: DAYS.map((_, i) => i * 1_139) };
  const reward = DAYS.map((_, i) => 3 + Math.abs(10 - i) * 0.1 + random() * 0.3);
  return [
    supplyFigure({
      times: DAYS,
      target: DAYS.map((_, i) => 300_000 + i * 560),
      measured: DAYS.map((_, i) => 300_000 + i * 575),
      mined: DAYS.map((_, i) => 309_000 + i * 585),
    }),
    rewardFigure({ times: DAYS, reward }),
    profitFigure({ agents, marginal: "honest-3" }),
    accountFigure({
      items: ["honest", "lazy", "malicious"].flatMap((kind, row) => [
        { kind, item: "rewards", usd: 500 - row * 150 },
        { kind, item: "fees", usd: 90 - row * 20 },
        { kind, item: "slashes won", usd: 22 },
        { kind, item: "computing", usd: -380 + row * 190 },
        { kind, item: "gas", usd: -8 },
        { kind, item: "slashes lost", usd: -row * 210 },
        { kind, item: "capital", usd: -35 },
      ]),
    }),
    courseFigure({
      lines: ["honest", "lazy", "malicious"].map((kind, row) => ({
        kind,
        times: DAYS,
        usd: DAYS.map((_, i) => (8 - 6 * row) * i + random() * 12),
      })),
    }),
    solvedFigure({ times: DAYS.slice(0, 30), end: DAYS[30]!, counts }),
    latencyFigure({
      edges: [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10240],
      counts: [4, 60, 410, 1300, 1190, 620, 250, 80, 22, 3],
      medianSeconds: 158,
      p95Seconds: 903,
    }),
    falsehoodFigure({
      submitted: 214,
      caught: 150,
      paid: 61,
      contestations: 170,
      upheld: 151,
      rejected: 17,
      trueRejected: 1,
    }),
    membersFigure({
      times: DAYS,
      members: { honest: DAYS.map((_, i) => 12 - Math.floor(i / 6) + (i > 20 ? 4 : 0)), lazy: DAYS.map(() => 5) },
    }),
    feesFigure({
      edges: [0.01, 0.0125, 0.015, 0.0175, 0.02, 0.025],
      submitted: [10, 40, 90, 60, 20],
      solved: [2, 30, 88, 60, 20],
      waited: [900, 4000, 6000, 2000, 300],
      clearing: 0.015,
    }),
    totalSupplyFigure(launch),
    componentsFigure(launch),
    coffersFigure({
      times: DAYS,
      balance: DAYS.map((_, i) => 1_700 + i * 40 - (i > 20 ? 900 : 0)),
      spent: DAYS.map((_, i) => i * 30),
      vested: 2_100,
      earned: 880,
      refused: 2,
      payments: 31,
      lastsDays: 21,
    }),
    treasuryFigure({ times: DAYS, income: DAYS.map((_, i) => i * 47), rewards: 1_140, fees: 260, retractions: 10 }),
    computeFigure({
      costs: ["honest", "lazy", "malicious"].flatMap((kind, row) =>
        (["computing", "standing", "capital", "gas"] as const).map((item, i) => ({
          kind,
          item,
          usd: (9_000 - 3_500 * row) / (1 + i * 4),
        })),
      ),
      solveUsd: 14_000,
      verifyUsd: 2_000,
      voteUsd: 500,
      computations: 11_000,
    }),
  ];
}
