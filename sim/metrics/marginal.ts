/** The margin of the market: who would leave first if solving paid a little less. */
import type { AgentAccount } from "./account.ts";

/** The kind whose members compute honestly: the marginal solver is one of them. */
const HONEST = "honest";

/**
 * The right end of the supply curve: of the honest solvers that have computed and are still staked at the end, the one whose
 * machine costs most per second. Whoever earned least is another question: with thirty solvers that is the unluckiest.
 */
export function marginalSolver(accounts: readonly AgentAccount[]): AgentAccount | undefined {
  const working = accounts.filter(
    ({ kind, staked, computeMilliseconds }) => kind === HONEST && staked > 0n && computeMilliseconds > 0,
  );
  if (working.length === 0) return undefined;
  return working.reduce((most, account) => (isDearer(account, most) ? account : most));
}

/** Cost per second compared without dividing. */
const isDearer = (a: AgentAccount, b: AgentAccount): boolean =>
  a.computeCost * BigInt(b.computeMilliseconds) > b.computeCost * BigInt(a.computeMilliseconds);
