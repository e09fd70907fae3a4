/**
 * One HTTP exchange with a model server. `node:http` and not `fetch`, which gives up after 300 s without headers: a
 * synchronous prediction sends them only when it is done. No connection is kept, since Cog's Python server closes its
 * own after an error.
 */
import http from "node:http";
import https from "node:https";
import { ModelFailure } from "./failure.ts";

export interface Reply {
  readonly status: number;
  readonly body: string;
  /** From the call to the last byte, on the monotonic clock. */
  readonly seconds: number;
}

export interface Exchange {
  readonly method: "GET" | "POST";
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Ends the exchange at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly timeoutSeconds: number;
}

const MILLISECONDS = 1_000;

/** More than any output that a solver would pin. */
const LONGEST_BODY = 512 * 2 ** 20;

/** Rejects with a `ModelFailure` of kind `timeout`, `crashed` (the connection broke) or `connection` (nobody listens). */
export function exchange(url: URL, request: Exchange): Promise<Reply> {
  const { method, json, signal, timeoutSeconds } = request;
  const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
  const began = performance.now();
  const timer = AbortSignal.timeout(timeoutSeconds * MILLISECONDS);
  const headers = body && { "content-type": "application/json", "content-length": body.length };
  const options = { method, headers, agent: false, signal: signal ? AbortSignal.any([signal, timer]) : timer };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(signal?.aborted ? signal.reason : explained(error, url, request, timer));
    const sent = (url.protocol === "https:" ? https : http).request(url, options, (response) => {
      collect(response).then(
        (text) => resolve({ status: response.statusCode!, body: text, seconds: secondsSince(began) }),
        fail,
      );
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

const secondsSince = (began: number): number => (performance.now() - began) / MILLISECONDS;

async function collect(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_BODY) throw new ModelFailure("bad-answer", `an answer longer than ${LONGEST_BODY} bytes`);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const BROKEN = new Set(["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "HPE_INVALID_CONSTANT"]);

function explained(error: Error, url: URL, { timeoutSeconds }: Exchange, timer: AbortSignal): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const what = `${url.origin}${url.pathname}`;
  if (timer.aborted) return new ModelFailure("timeout", `${what}: no answer within ${timeoutSeconds} s`);
  const { code = error.message } = error as NodeJS.ErrnoException;
  const isBroken = BROKEN.has(code) || error.message === "aborted";
  return isBroken
    ? new ModelFailure("crashed", `${what}: the connection broke (${code})`)
    : new ModelFailure("connection", `${what}: ${code === "ECONNREFUSED" ? "nobody listens there" : code}`);
}
