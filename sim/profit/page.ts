/** The report of the study: the answer, the fan, the account, what it rests on. Pure. */
import { courseFanFigure } from "../report/figures/courseFan.ts";
import { outlookFigure } from "../report/figures/outlook.ts";
import { escapeText, plainNumber, plural, share, usd } from "../report/format.ts";
import type { Figure } from "../report/frame.ts";
import { balanceCell, definitionList, figureHtml, htmlTable, paragraph, section } from "../report/markup.ts";
import { page } from "../report/page.ts";
import { factsOf } from "./facts.ts";
import { agreesOnEvm, type Study } from "./study.ts";
import { leadOf, paymentText } from "./words.ts";

/** Nothing is earned yet. */
const START = { day: 0, p5: 0, p25: 0, p50: 0, p75: 0, p95: 0 };

const TITLE = "Would one more solver earn?";

export function reportOf(
  study: Study,
  command: string,
): { readonly html: string; readonly figures: readonly Figure[] } {
  const { answer, request } = study;
  const { scenario, seeds } = request;
  const figures = [
    courseFanFigure({
      title: "One more solver's profit",
      subtitle:
        "US dollars by day of the run, after computing, gas, capital, standing costs and the price impact of selling",
      runs: seeds,
      days: [START, ...answer.fan],
    }),
    outlookFigure({ months: answer.outlook.months, payback: answer.outlook.payback }),
  ];
  const eyebrow = `Arbius testbed · ${scenario.name} with one more solver · ${plural(seeds, "seed")} of ${plural(scenario.horizonDays, "day")}`;
  const body = [
    `<header>${paragraph(eyebrow, "eyebrow")}<h1>${TITLE}</h1>${paragraph(offerText(study), "question")}</header>`,
    paragraph(leadOf(study), "lead"),
    figureHtml(figures[0]!),
    section("An average month", accountHtml(study)),
    ...factsOf(study).map(({ title, facts }) => section(title, definitionList(facts))),
    figureHtml(figures[1]!),
    section("How", `${paragraph(howText(study))}<pre>${escapeText(command)}</pre>`),
  ];
  return { html: page(TITLE, body.join("\n")), figures };
}

function offerText({ request: { offer, scenario }, payment }: Study): string {
  const { usd: price, dailyVolatility } = scenario.prices.aius;
  return `${offer.device}, ${paymentText(payment, offer.electricityUsdPerKwh)}; ${offer.stakeAius} AIUS staked; AIUS at ${price} USD, ${share(dailyVolatility)} volatility a day.`;
}

function accountHtml({ answer }: Study): string {
  const rows = answer.account
    .filter((line) => line.usd !== 0)
    .map((line) => [escapeText(line.item), balanceCell(line.usd, usd(line.usd))]);
  const { mean } = answer.month.mean;
  return htmlTable(
    [{ title: "", as: "text" }, { title: "USD per month" }],
    [...rows, ["<b>profit</b>", `<b>${balanceCell(mean, usd(mean))}</b>`]],
  );
}

function howText(study: Study): string {
  const { request, confirmations } = study;
  const confirmed =
    confirmations.length === 0
      ? "None was run again on the contracts (--confirm)."
      : agreesOnEvm(study)
        ? `${plural(confirmations.length, "run")} ran again on the contracts and ended with the same ledger, byte for byte.`
        : "The contracts did not end with the same ledger as the model: nothing above may be believed before that is explained.";
  return (
    `The scenario ran with seeds 1 to ${plainNumber(request.seeds)} as it is and with the newcomer; the same seeds give everybody else the same chance in both. ` +
    "The newcomer is an honest solver that stays for the whole run. Each day it sells what it earned, and a sale of a thousand AIUS loses " +
    `${share(request.priceImpact)} of the price. Break-evens come from the books: the same races at another price. ${confirmed}`
  );
}
