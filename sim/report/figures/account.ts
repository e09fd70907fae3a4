/** Why a kind earned or lost: its income to the right of zero, its costs to the left. */
import * as Plot from "@observablehq/plot";
import { ascending } from "d3";
import { hairlinesX, nameAxis, valueAxis } from "../axes.ts";
import { usd } from "../format.ts";
import { type Figure, frame } from "../frame.ts";
import { memberOf } from "../names.ts";
import { colour } from "../theme.ts";

/** USD per member of a kind; income positive, costs negative. */
export interface AccountItem {
  readonly kind: string;
  readonly item: string;
  readonly usd: number;
}

export interface AccountData {
  readonly items: readonly AccountItem[];
}

/** Income cool, costs earthen; none is the colour of a kind of solver. */
const ITEM_COLOURS: Readonly<Record<string, string>> = {
  rewards: colour("treasury"),
  fees: colour("farmer"),
  "models' fees": colour("accent"),
  "slashes won": colour("copycat"),
  "bribes taken": colour("lazy"),
  "bribes paid": colour("malicious"),
  computing: colour("owner"),
  "slashes lost": colour("griefer"),
  capital: colour("capital"),
  "machines ready": colour("ready"),
  gas: colour("gas"),
  "fees paid": colour("soft"),
};

const itemColour = (item: string): string => ITEM_COLOURS[item] ?? colour("other");

export function accountFigure(data: AccountData): Figure {
  const title = "Where profit comes from and where it goes";
  const kinds = [...new Set(data.items.map((entry) => entry.kind))];
  const items = [...new Set(data.items.map((entry) => entry.item))];
  const totals = kinds.map((kind) => ({ kind, total: totalOf(data, kind) }));
  const svg = frame({
    title,
    subtitle:
      "US dollars per solver of a kind, on average: income to the right, costs to the left, the mark is what remains",
    legend: items.map((item) => ({ label: item, colour: itemColour(item) })),
    plot: {
      height: kinds.length * 62 + 50,
      marginLeft: 84,
      x: valueAxis(usd),
      y: nameAxis(kinds),
      marks: [
        hairlinesX(),
        Plot.barX([...data.items], {
          x: "usd",
          y: "kind",
          fill: (entry: AccountItem) => itemColour(entry.item),
          insetLeft: 0.5,
          insetRight: 0.5,
        }),
        Plot.ruleX([0], { stroke: colour("ink"), strokeWidth: 1.2 }),
        Plot.tickX(totals, { x: "total", y: "kind", stroke: colour("paper"), strokeWidth: 7 }),
        Plot.tickX(totals, { x: "total", y: "kind", stroke: colour("ink"), strokeWidth: 3 }),
      ],
    },
  });
  return { id: "account", title, svg, caption: kinds.map((kind) => sentence(data, kind)).join(" ") };
}

const totalOf = (data: AccountData, kind: string): number =>
  data.items.filter((entry) => entry.kind === kind).reduce((sum, entry) => sum + entry.usd, 0);

function sentence(data: AccountData, kind: string): string {
  const own = data.items.filter((entry) => entry.kind === kind).sort((a, b) => ascending(a.usd, b.usd));
  const total = totalOf(data, kind);
  const cost = own[0];
  const income = own.at(-1);
  const most =
    income !== undefined && income.usd > 0 ? `most came from ${income.item} (${usd(income.usd)})` : "nothing came in";
  const least = cost !== undefined && cost.usd < 0 ? `, most went for ${cost.item} (${usd(-cost.usd)})` : "";
  return `The average ${memberOf(kind)} ${total >= 0 ? "kept" : "lost"} ${usd(Math.abs(total))}: ${most}${least}.`;
}
