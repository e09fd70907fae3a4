/** What a test says about the outcome of an action. Names and values are compared, never text. */
import { assert } from "chai";
import type { Value } from "../../sim/base/types.ts";
import { type Action, CallReverted, type Chain, type ChainEvent, type Outcome } from "../../sim/chain/port.ts";

/** The outcome succeeded; gives its events. */
export function assertOk(outcome: Outcome): readonly ChainEvent[] {
  if (!outcome.ok) assert.fail(`reverted with ${outcome.error}(${outcome.args.join(", ")})`);
  return outcome.events;
}

/** The outcome is a revert with exactly this error and these arguments. */
export function assertReverted(outcome: Outcome, error: string, args: readonly Value[] = []): void {
  if (outcome.ok) assert.fail(`succeeded; expected ${error}(${args.join(", ")})`);
  assert.deepEqual({ error: outcome.error, args: outcome.args }, { error, args });
}

/** Mines one action as a block of its own, at the head's time unless another is given. */
export async function act(chain: Chain, action: Action, timestamp = chain.head.timestamp): Promise<Outcome> {
  const { outcomes } = await chain.mine({ timestamp, actions: [action] });
  return outcomes[0]!;
}

/** The only result of a view. */
export async function view(
  chain: Chain,
  to: Action["to"],
  method: string,
  args: readonly Value[] = [],
): Promise<Value> {
  const results = await chain.call(to, method, args);
  assert.lengthOf(results, 1);
  return results[0]!;
}

/** The view reverts with exactly this error and these arguments. */
export async function assertCallReverts(
  call: Promise<unknown>,
  error: string,
  args: readonly Value[] = [],
): Promise<void> {
  try {
    await call;
  } catch (reverted) {
    if (!(reverted instanceof CallReverted)) throw reverted;
    assert.deepEqual({ error: reverted.error, args: reverted.args }, { error, args });
    return;
  }
  assert.fail(`succeeded; expected ${error}(${args.join(", ")})`);
}
