/** Builds the contracts if they changed; exit code 1 with the compiler's words when they do not build without warnings. */
import { CompileError, ensureCompiled } from "../sim/chain/evm/compile.ts";

try {
  await ensureCompiled(console.log);
} catch (error) {
  if (!(error instanceof CompileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
