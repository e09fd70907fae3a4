/**
 * What a worker does with one run, in a process of its own, so that computing does not keep the worker from holding its
 * lock. The record goes into this machine's own store first and then to the leader, as the job's return value: whoever is
 * asked for the run again, because a leader or Redis lost it, has it at once.
 */
import { hostname } from "node:os";
import { type SandboxedJob, UnrecoverableError } from "bullmq";
import { codeVersion } from "../../run/code.ts";
import type { RunRecord, RunSpec } from "../experiment.ts";
import { runSpec } from "../runSpec.ts";
import { type FolderStore, openStore } from "../store/folder-store.ts";
import { failureOf, shareObserver } from "../telling.ts";
import { type Job, SHOWN_DIGITS, STORE_VARIABLE } from "./meeting.ts";

const TELL_MILLISECONDS = 500;

// A worker that was killed cannot end its processes.
process.on("disconnect", () => process.exit());

const stores = new Map<RunSpec["backend"], Promise<FolderStore>>();

/** The store for runs of that backend; that of the contracts compiles them first. */
function storeFor(backend: RunSpec["backend"]): Promise<FolderStore> {
  const known = stores.get(backend) ?? openStore(process.env[STORE_VARIABLE], [backend]);
  stores.set(backend, known);
  return known;
}

/** Every failure that would happen again is final; a process that dies is tried again elsewhere. */
export default async function process_(job: SandboxedJob<Job, RunRecord>): Promise<RunRecord> {
  try {
    return await recordOf(job);
  } catch (thrown) {
    const { name, message } = failureOf(thrown);
    throw new UnrecoverableError(name === "UserProblem" ? `UserProblem: ${message}` : message);
  }
}

async function recordOf(job: SandboxedJob<Job, RunRecord>): Promise<RunRecord> {
  const { id, spec, code } = job.data;
  if (code !== codeVersion()) throw otherCode(code, codeVersion());
  const store = await storeFor(spec.backend);
  if (store.idOf(spec) !== id) throw otherCode(id, store.idOf(spec));
  const known = store.read(id);
  if (known !== undefined) return known;
  const tell = (share: number) => void job.updateProgress(share);
  const record = await runSpec(spec, shareObserver(TELL_MILLISECONDS, tell));
  store.write(spec, record);
  return record;
}

const otherCode = (asked: string, here: string): Error =>
  new Error(
    `UserProblem: worker on ${hostname()}: its sources changed while it ran (asked for ${asked.slice(0, SHOWN_DIGITS)}, here it is ${here.slice(0, SHOWN_DIGITS)}); start it again`,
  );
