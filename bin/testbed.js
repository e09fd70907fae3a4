#!/usr/bin/env node
import { runProgram } from "../scripts/install.js";

await runProgram("sim/cli.ts", process.argv.slice(2));
