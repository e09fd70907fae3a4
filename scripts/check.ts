/** `npm run check`: types, format and lint of TypeScript and Solidity, import layers, and a compilation without warnings. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { layerOffences } from "./layers.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Check {
  readonly name: string;
  readonly run: () => boolean;
}

/** A package's own script run on this Node: `.bin` links would look for a `node` on the path. */
const script =
  (path: string, ...args: string[]) =>
  () =>
    spawnSync(process.execPath, [`node_modules/${path}`, ...args], { cwd: root, stdio: "inherit" }).status === 0;

const program =
  (path: string, ...args: string[]) =>
  () =>
    spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: "inherit" }).status === 0;

function layers(): boolean {
  const offences = layerOffences(root);
  for (const offence of offences) console.error(offence);
  return offences.length === 0;
}

const CHECKS: readonly Check[] = [
  { name: "types", run: script("typescript/bin/tsc", "--noEmit") },
  { name: "format and lint (TypeScript)", run: script("@biomejs/biome/bin/biome", "check", "--error-on-warnings") },
  {
    name: "lint (Solidity)",
    run: script("solhint/solhint.js", "--max-warnings", "0", "--noPoster", "contracts/**/*.sol"),
  },
  { name: "import layers", run: layers },
  { name: "contracts compile without warnings", run: program("scripts/compile.ts") },
  { name: "gas and sizes as committed", run: program("scripts/gas.ts", "--check") },
];

const failed = CHECKS.filter(({ name, run }) => {
  const passed = run();
  console.log(`${passed ? "ok    " : "FAILED"} ${name}`);
  return !passed;
});
process.exitCode = failed.length === 0 ? 0 : 1;
