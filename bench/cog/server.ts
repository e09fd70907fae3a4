/** A client of one Cog server, whatever its dialect. Everything that a server can get wrong is a `ModelFailure`. */
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { excerpt, type Health, healthSchema, predictionSchema, type Root, read, rootSchema } from "./answers.ts";
import { ModelFailure, raised } from "./failure.ts";
import { type Exchange, exchange, type Reply } from "./http.ts";

export interface Prediction {
  readonly output: unknown;
  readonly logs: string;
  /** What the server says that it took, in seconds; what it counts from depends on the dialect. */
  readonly predictSeconds: number | undefined;
  /** From the request to the last byte of the answer, in seconds. */
  readonly wallSeconds: number;
}

export interface Waiting {
  readonly signal?: AbortSignal;
  readonly timeoutSeconds: number;
}

/** What `ready` saw on the way; seconds since it was called. */
export interface Readiness {
  readonly firstAnswerSeconds: number;
  readonly readySeconds: number;
  /** The server's own account of its setup, in seconds. */
  readonly setupSeconds: number | undefined;
  readonly health: Health;
}

const POLL_MILLISECONDS = 50;
const MILLISECONDS = 1_000;
/** A blocking server answers nothing while it predicts for another client: this is patience, not a measure. */
const QUICK_SECONDS = 30;
const BUSY_PAUSE_MILLISECONDS = 250;

/** States of a health check from which a server does not come back. */
const LOST = new Set(["SETUP_FAILED", "DEFUNCT", "UNHEALTHY"]);

export class CogServer {
  readonly #base: URL;

  /** @param url where the server listens, such as http://127.0.0.1:5000 */
  constructor(url: URL) {
    this.#base = url;
  }

  async root(signal?: AbortSignal): Promise<Root> {
    return read(okBody(await this.#quick("", signal), "GET /"), rootSchema, "GET /");
  }

  async health(signal?: AbortSignal): Promise<Health> {
    return read(okBody(await this.#quick("health-check", signal), "health check"), healthSchema, "health check");
  }

  /** The model's OpenAPI document. */
  async openapi(signal?: AbortSignal): Promise<unknown> {
    const reply = await this.#quick("openapi.json", signal);
    return read(okBody(reply, "openapi.json"), z.record(z.string(), z.unknown()), "openapi.json");
  }

  /**
   * Waits until the server can predict. `alive` is asked whenever nobody answers, and may throw what it knows better
   * (that the container has exited). Throws a `ModelFailure`: `setup-failed`, `setup-timeout` or what `alive` throws.
   */
  async ready({ signal, timeoutSeconds }: Waiting, alive: () => Promise<void> = async () => {}): Promise<Readiness> {
    const began = performance.now();
    const elapsed = () => (performance.now() - began) / MILLISECONDS;
    let firstAnswerSeconds: number | undefined;
    let last = "nobody answered";
    while (elapsed() < timeoutSeconds) {
      const health = await this.#healthOrSilence(signal, alive);
      if (health !== undefined) {
        firstAnswerSeconds ??= elapsed();
        last = health.status;
        if (health.status === "READY")
          return { firstAnswerSeconds, readySeconds: elapsed(), setupSeconds: setupSeconds(health), health };
        if (LOST.has(health.status)) throw new ModelFailure("setup-failed", setupFault(health));
      }
      await sleep(POLL_MILLISECONDS, undefined, { signal });
    }
    throw new ModelFailure("setup-timeout", `not ready within ${timeoutSeconds} s; last: ${last}`);
  }

  /**
   * One synchronous prediction. A busy server is asked again until `busySeconds` are over; waiting counts in no measure.
   * Throws a `ModelFailure` for everything but success.
   */
  async predict(input: object, waiting: Waiting & { readonly busySeconds?: number }): Promise<Prediction> {
    const giveUp = performance.now() + (waiting.busySeconds ?? 0) * MILLISECONDS;
    for (;;) {
      const reply = await this.#exchange("predictions", { method: "POST", json: { input }, ...waiting });
      const isBusy = reply.status === 409 || reply.status === 503;
      if (!isBusy || performance.now() >= giveUp) return predictionOf(reply);
      await sleep(BUSY_PAUSE_MILLISECONDS, undefined, { signal: waiting.signal });
    }
  }

  /** Asks the server to end; it need not answer. */
  async shutdown(): Promise<void> {
    await this.#exchange("shutdown", { method: "POST", timeoutSeconds: 2 }).catch(() => {});
  }

  async #healthOrSilence(signal: AbortSignal | undefined, alive: () => Promise<void>): Promise<Health | undefined> {
    try {
      return await this.health(signal);
    } catch (error) {
      if (!(error instanceof ModelFailure) || error.kind === "bad-answer") throw error;
      await alive();
      return undefined;
    }
  }

  #quick(path: string, signal?: AbortSignal): Promise<Reply> {
    return this.#exchange(path, { method: "GET", signal, timeoutSeconds: QUICK_SECONDS });
  }

  #exchange(path: string, request: Exchange): Promise<Reply> {
    return exchange(new URL(path, this.#base.href.replace(/\/?$/, "/")), request);
  }
}

function okBody({ status, body }: Reply, what: string): string {
  if (status !== 200) throw new ModelFailure("bad-answer", `${what}: HTTP ${status}: ${excerpt(body)}`);
  return body;
}

function setupSeconds({ setup }: Health): number | undefined {
  const [from, to] = [Date.parse(setup?.started_at ?? ""), Date.parse(setup?.completed_at ?? "")];
  return to >= from ? (to - from) / MILLISECONDS : undefined;
}

const setupFault = ({ status, setup }: Health): string =>
  `${status}: ${setup?.logs?.trim().split("\n").at(-1) ?? "no logs"}`;

/** Source: recorded answers of real servers; 500 is also what a Python server says when its worker has died. */
function predictionOf({ status, body, seconds }: Reply): Prediction {
  if (status === 409) throw new ModelFailure("busy", "another prediction is running (409)");
  if (status === 503) throw new ModelFailure("not-ready", `still in setup (503): ${excerpt(body)}`);
  if (status === 422 || status === 400) throw new ModelFailure("invalid-input", `${status}: ${excerpt(body)}`);
  if (status >= 500) throw new ModelFailure("server-error", `HTTP ${status}: ${excerpt(body)}`);
  if (status !== 200) throw new ModelFailure("bad-answer", `HTTP ${status}: ${excerpt(body)}`);
  const answer = read(body, predictionSchema, "prediction");
  if (answer.status === "failed") throw raised(answer.error ?? "no reason given", answer.logs ?? "");
  if (answer.status === "canceled") throw new ModelFailure("canceled", "the prediction was canceled");
  if (answer.status !== "succeeded")
    throw new ModelFailure("bad-answer", `a synchronous answer with status ${answer.status}`);
  return {
    output: answer.output,
    logs: answer.logs ?? "",
    predictSeconds: answer.metrics?.predict_time,
    wallSeconds: seconds,
  };
}
