/** Does runs on whatever machines listen to a Redis. */
import { PooledExecutor } from "../pooled.ts";
import { RedisPool } from "./pool.ts";

export class BullmqExecutor extends PooledExecutor {
  /** Throws `UserProblem` when no Redis answers. `tell` hears what a person should know meanwhile. */
  static async open(redis: string, tell: (text: string) => void): Promise<BullmqExecutor> {
    return new BullmqExecutor(await RedisPool.open(redis, tell));
  }
}
