/** Asks one scenario or all of them, and writes what came of it. */
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { requireForeseen } from "../experiment/foresight.ts";
import { type Answer, ask } from "../experiment/inquiry/ask.ts";
import { writeAnswer } from "../experiment/inquiry/files.ts";
import { leadOf } from "../experiment/inquiry/prose.ts";
import { type AnswerJson, agreesOnEvm, answerJson } from "../experiment/inquiry/result.ts";
import { answersMarkdown, writeAnswers } from "../experiment/inquiry/summary.ts";
import type { Lab } from "../experiment/trials.ts";
import { RunFolder } from "../run/folder.ts";
import { EXIT, UserProblem } from "../run/problem.ts";
import { scenarios } from "../scenarios/index.ts";
import { type AskOptions, DEFAULT_CONFIRM } from "./ask.ts";
import { withLab } from "./lab.ts";
import { quoted } from "./options.ts";
import type { Streams } from "./program.ts";
import { scenarioOf } from "./scenario.ts";

const ALL = "all";

/** Answers one scenario's question. */
async function askOne(name: string, options: AskOptions, lab: Lab): Promise<Answer> {
  const scenario = await scenarioOf(name, options);
  if (scenario.inquiry !== undefined) await requireForeseen([scenario.inquiry.metric], [scenario], name);
  return ask({ scenario, seeds: options.seeds, confirm: options.confirm }, lab);
}

function published(
  name: string,
  answer: Answer,
  options: AskOptions,
  folder: RunFolder,
): { folder: string; json: AnswerJson } {
  const [base, command] = commandsOf(name, options);
  writeAnswer(folder, answer, base, command);
  return { folder: folder.publish(folderName(answer.scenario.name)), json: answerJson(answer, base) };
}

const folderName = (scenario: string): string => `ask-${scenario}`;

/** The command that runs the scenario once, and the one that asks it again: with every option that decides the answer. */
export function commandsOf(name: string, options: AskOptions): readonly [string, string] {
  const { seeds, days, set, confirm, backend } = options;
  const scenario = [
    quoted(name),
    ...(days === undefined ? [] : [`--days ${days}`]),
    ...set.map((text) => `--set ${quoted(text)}`),
  ];
  const asking = [
    ...(seeds === undefined ? [] : [`--seeds ${seeds}`]),
    ...(confirm === DEFAULT_CONFIRM ? [] : [`--confirm ${confirm}`]),
    ...(backend === "model" ? [] : [`--backend ${backend}`]),
  ];
  return [["npx testbed run", ...scenario].join(" "), ["npx testbed ask", ...scenario, ...asking].join(" ")];
}

/** Resolves to the exit code. */
export async function askCommand(name: string, options: AskOptions, streams: Streams): Promise<number> {
  if (options.seeds !== undefined && options.seeds < 2)
    throw new UserProblem("--seeds: one run has no interval; ask for at least 2");
  const backends = options.confirm > 0 ? (["model", "evm"] as const) : ([options.backend] as const);
  const code = await withLab(options, streams, [options.backend, ...backends], (lab) =>
    name === ALL ? askAll(options, streams, lab) : askAlone(name, options, streams, lab),
  );
  return code ?? EXIT.interrupted;
}

async function askAlone(name: string, options: AskOptions, { stdout }: Streams, lab: Lab): Promise<number> {
  const folder = RunFolder.open(options.out);
  try {
    const answer = await askOne(name, options, lab);
    const { folder: path, json } = published(name, answer, options, folder);
    const report = pathToFileURL(join(path, "report.html")).href;
    stdout.write(
      options.json
        ? `${JSON.stringify({ ...json, folder: path, report }, null, 2)}\n`
        : `\n${leadOf(answer)}\n\n${report}\n`,
    );
    return agreesOnEvm(answer) ? EXIT.done : EXIT.differs;
  } catch (error) {
    folder.discard();
    throw error;
  }
}

/**
 * Every scenario with an inquiry; a folder each, and a table of all as answers.md and experiment.json. One whose inquiry
 * cannot be followed is told and left out.
 */
async function askAll(options: AskOptions, { stdout, stderr }: Streams, lab: Lab): Promise<number> {
  const names = Object.values(scenarios).flatMap(({ name, inquiry }) => (inquiry === undefined ? [] : [name]));
  const out = options.out ?? join("runs", "answers");
  const answers: AnswerJson[] = [];
  for (const [i, name] of names.entries()) {
    stderr.write(`\n${i + 1} of ${names.length}: ${name}\n`);
    const json = await askInto(join(out, name), name, options, lab).catch((error: unknown) => {
      if (!(error instanceof UserProblem)) throw error;
      stderr.write(`testbed: ${error.message}\n`);
      return undefined;
    });
    if (json === undefined) continue;
    answers.push(json);
    stderr.write(`${json.answer}\n`);
  }
  const command = commandsOf(ALL, options)[1];
  if (answers.length > 0) writeAnswers(out, answers, command);
  stdout.write(
    options.json
      ? `${JSON.stringify(answers, null, 2)}\n`
      : `\n${answersMarkdown(answers, command)}\n${relative(process.cwd(), out)}\n`,
  );
  if (answers.some(({ confirmed }) => confirmed.some(({ same }) => !same))) return EXIT.differs;
  return answers.length === names.length ? EXIT.done : EXIT.wrongInput;
}

/** Answers one of many into its folder. */
async function askInto(path: string, name: string, options: AskOptions, lab: Lab): Promise<AnswerJson> {
  const folder = RunFolder.open(path);
  try {
    return published(name, await askOne(name, options, lab), options, folder).json;
  } catch (error) {
    folder.discard();
    throw error;
  }
}
