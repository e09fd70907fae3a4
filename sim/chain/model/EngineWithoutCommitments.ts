/** contracts/test/EngineWithoutCommitments.sol in TypeScript: the engine, but a solution needs no commitment. */
import { Engine } from "./Engine.ts";

export class EngineWithoutCommitments extends Engine {
  /** Any commitment will do, also none. */
  protected override checkCommitment(): void {}
}
