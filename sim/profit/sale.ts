/**
 * What selling costs. The newcomer sells each day what it earned that day, into a pool that has recovered since the day
 * before: a constant product of reserves x AIUS and y USD pays `q y / (x + q)` for q AIUS, which is the price before the
 * sale times `q / (1 + q / x)`. The impact given is the share of the price lost on a sale of a thousand AIUS: 1000 / x.
 */
const REFERENCE_AIUS = 1_000;

/** USD lost by selling `aius` worth `usd` at the price before the sale. */
export function saleLoss(aius: number, usd: number, impact: number): number {
  const pressure = (impact * Math.max(0, aius)) / REFERENCE_AIUS;
  return (usd * pressure) / (1 + pressure);
}
