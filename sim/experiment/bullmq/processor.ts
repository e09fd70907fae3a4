/**
 * What a worker does with one run, in a process of its own, so that computing does not keep the worker from holding its
 * lock. The record goes into this machine's own store first and then to the leader, as the job's return value: whoever is
 * asked for the run again, because a leader or Redis lost it, has it at once.
 */
import { hostname } from "node:os";
import { type SandboxedJob, UnrecoverableError } from "bullmq";
import { codeVersion } from "../../run/code.ts";
import type { RunObserver } from "../../run/observer.ts";
import { mendable } from "../../run/problem.ts";
import type { RunRecord, RunSpec } from "../experiment.ts";
import { runSpec } from "../runSpec.ts";
import { type FolderStore, openStore } from "../store/folder-store.ts";
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
    const error = mendable(thrown) as Error;
    throw new UnrecoverableError(
      error.name === "UserProblem" ? `UserProblem: ${error.message}` : (error.stack ?? error.message),
    );
  }
}

async function recordOf(job: SandboxedJob<Job, RunRecord>): Promise<RunRecord> {
  const { id, spec, code } = job.data;
  if (code !== codeVersion()) throw otherCode(code, codeVersion());
  const store = await storeFor(spec.backend);
  if (store.idOf(spec) !== id) throw otherCode(id, store.idOf(spec));
  const known = store.read(id);
  if (known !== undefined) return known;
  const record = await runSpec(spec, observerOf(job));
  store.write(spec, record);
  return record;
}

const otherCode = (asked: string, here: string): Error =>
  new Error(
    `UserProblem: worker on ${hostname()}: its sources changed while it ran (asked for ${asked.slice(0, SHOWN_DIGITS)}, here it is ${here.slice(0, SHOWN_DIGITS)}); start it again`,
  );

function observerOf(job: SandboxedJob<Job, RunRecord>): RunObserver {
  let told = performance.now();
  return {
    phase() {},
    progress({ now, start, end }) {
      const at = performance.now();
      if (at - told < TELL_MILLISECONDS) return;
      told = at;
      void job.updateProgress(Math.min(1, (now - start) / (end - start)));
    },
    done() {},
  };
}
