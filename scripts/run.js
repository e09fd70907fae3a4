/** `node scripts/run.js PROGRAM.ts ARGS`: a program of the testbed on the pinned Node, installing first where needed. */
import { runProgram } from "./install.js";

const [program, ...args] = process.argv.slice(2);
await runProgram(program, args);
