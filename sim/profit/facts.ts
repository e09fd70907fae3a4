/** What the answer says beside its distribution: pairs of a name and its value in words, for the terminal and the report. */
import { plainNumber, share, usd } from "../report/format.ts";
import { OUTLOOK_MONTHS } from "./outlook.ts";
import type { Study } from "./study.ts";
import { changeText, monthsText, paymentText, priceText, proportionText, tariffText } from "./words.ts";

type Fact = readonly [name: string, value: string];

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

const PER_MONTH = (value: number) => `${usd(value)} a month`;
const AIUS = (value: number) => `${plainNumber(value)} AIUS`;

export const factsOf = (study: Study): readonly FactGroup[] => [
  { title: "Profit", facts: profitFacts(study) },
  { title: "Break-even and payback", facts: breakEvenFacts(study) },
  { title: "Risk", facts: riskFacts(study) },
  { title: "What the entry does to the market", facts: entryFacts(study) },
];

const profitFacts = ({ answer: { month, day } }: Study): readonly Fact[] => [
  ["mean per month", PER_MONTH(month.mean.mean)],
  ["months: 5 %, half, 95 % of runs below", `${usd(month.p5)}, ${usd(month.p50)}, ${usd(month.p95)}`],
  ["P(profit > 0), month", proportionText(month.positive)],
  ["days: 5 %, half, 95 % of days below", `${usd(day.p5)}, ${usd(day.p50)}, ${usd(day.p95)}`],
  ["days with a profit", share(day.positive)],
];

function breakEvenFacts({ answer: { breakEven, outlook }, request, payment }: Study): readonly Fact[] {
  const { hardwareUsd, electricityUsdPerKwh } = request.offer;
  const bought = hardwareUsd > 0;
  const payback = (months: number | undefined) => monthsText(months, OUTLOOK_MONTHS);
  return [
    ["paid", paymentText(payment, electricityUsdPerKwh)],
    ["break-even tariff", tariffText(breakEven)],
    ["break-even price of AIUS", priceText(breakEven, Number(request.scenario.prices.aius.usd))],
    ...(bought
      ? [
          [`payback of ${usd(hardwareUsd)}, rewards halving yearly`, payback(outlook.payback)] as const,
          ["payback if rewards stayed", payback(outlook.paybackWithoutDecay)] as const,
          [
            "paid back within two years",
            `${proportionText(outlook.paidBackInTwoYears)} runs going on like that`,
          ] as const,
        ]
      : []),
    ["month 1, 13, 25 as rewards halve", [0, 12, 24].map((month) => usd(outlook.months[month]!)).join(", ")],
    [
      "first month without a profit",
      outlook.firstMonthWithoutProfit === undefined
        ? `none within ${OUTLOOK_MONTHS} months`
        : plainNumber(outlook.firstMonthWithoutProfit),
    ],
  ];
}

function riskFacts({ answer: { risk }, request }: Study): readonly Fact[] {
  const { mismatchShare } = request.offer;
  return [
    ["slashes lost", PER_MONTH(risk.slashed)],
    ["slashes won", PER_MONTH(risk.slashesWon)],
    ["runs with a slash lost", proportionText(risk.runsSlashed)],
    risk.mismatch === undefined
      ? ["honest mismatch", "none assumed (--mismatch)"]
      : [
          `honest mismatch on ${share(mismatchShare)} of tasks`,
          `${changeText(risk.mismatch, usd)} a month; slashed in ${proportionText(risk.mismatchRunsSlashed!)} runs`,
        ],
  ];
}

const entryFacts = ({ answer: { entry } }: Study): readonly Fact[] => [
  ["tasks that the newcomer solved", share(entry.solvedShare)],
  ["another honest solver's profit", `${changeText(entry.othersProfit, usd)} a month`],
  ["mean reward of a task", changeText(entry.reward, AIUS)],
];
