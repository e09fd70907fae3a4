/** Runs a search and writes what came of it. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { requireForeseen } from "../experiment/foresight.ts";
import { searchJson, writeSearch } from "../experiment/search/files.ts";
import { metricsOf, type Objective, parseBound } from "../experiment/search/objective.ts";
import { leadOf } from "../experiment/search/page.ts";
import { search } from "../experiment/search/search.ts";
import { checkStudy, endsOf, parseAxis } from "../experiment/study.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import { withLab } from "./lab.ts";
import { quoted } from "./options.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";
import type { SearchOptions } from "./search.ts";
import { studyText } from "./study-options.ts";

function objectiveOf({ maximise, minimise, bound }: SearchOptions): Objective {
  if (maximise !== undefined && minimise !== undefined)
    throw new UserProblem("--maximise and --minimise: one of them; put the other into a --bound");
  const bounds = bound.map(parseBound);
  if (maximise === undefined && minimise === undefined && bounds.length === 0)
    throw new UserProblem("say what is looked for: --maximise METRIC, --minimise METRIC or --bound 'METRIC<=NUMBER'");
  return { metric: maximise ?? minimise, sense: minimise === undefined ? "maximise" : "minimise", bounds };
}

function checked({ generations, seeds, finalists, fresh }: SearchOptions): void {
  const least = { generations: [generations, 1], seeds: [seeds, 1], finalists: [finalists, 1], fresh: [fresh, 2] };
  for (const [name, [given, needed]] of Object.entries(least))
    if (given! < needed!) throw new UserProblem(`--${name} ${given}: at least ${needed}`);
}

const deciding = (options: SearchOptions): readonly string[] => [
  ...(options.maximise === undefined ? [] : [`--maximise ${options.maximise}`]),
  ...(options.minimise === undefined ? [] : [`--minimise ${options.minimise}`]),
  ...options.bound.map((text) => `--bound ${quoted(text)}`),
  ...studyText(options),
  `--generations ${options.generations}`,
  ...(options.population === undefined ? [] : [`--population ${options.population}`]),
  `--seeds ${options.seeds} --finalists ${options.finalists} --fresh ${options.fresh}`,
];

export async function searchCommand(name: string, options: SearchOptions, streams: Streams): Promise<number> {
  checked(options);
  const objective = objectiveOf(options);
  const study = { scenario: await scenarioOf(name, options), axes: options.vary.map(parseAxis) };
  const { generations, population, seeds, finalists, fresh, backend } = options;
  RunFolder.open(options.out).discard();
  checkStudy(study);
  await requireForeseen(metricsOf(objective), endsOf(study), name);
  const request = { study, objective, generations, population, seeds, finalists, freshSeeds: fresh };
  const found = await withLab(options, streams, [backend], (lab) => search(request, lab));
  if (found === undefined) return EXIT.interrupted;
  const command = [`npx testbed search ${quoted(name)}`, ...deciding(options)].join(" ");
  const base = [`npx testbed run ${quoted(name)}`, ...studyText({ ...options, vary: [], backend: "model" })].join(" ");
  const folder = RunFolder.open(options.out);
  writeSearch(folder, found, base, command);
  const path = folder.publish(`search-${study.scenario.name}`);
  streams.stdout.write(
    options.json
      ? `${JSON.stringify({ ...searchJson(found, command), folder: path }, null, 2)}\n`
      : `\n${leadOf(found)}\n\n${pathToFileURL(join(path, "report.html")).href}\n`,
  );
  return EXIT.done;
}
