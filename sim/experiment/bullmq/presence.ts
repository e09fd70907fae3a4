/** Who is there: leaders and workers write a short-lived key each, so that other code is noticed and told, not guessed. */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Redis } from "ioredis";
import { PREFIX } from "./meeting.ts";

export type Role = "leader" | "worker";

export interface Present {
  readonly host: string;
  readonly code: string;
}

const LIFETIME_SECONDS = 15;
const RENEWAL_MILLISECONDS = 4_000;

const keyOf = (role: Role, name: string): string => `${PREFIX}:present:${role}:${name}`;

/** Keeps a key alive until told to stop. */
export class Presence {
  readonly #connection: Redis;
  readonly #key: string;
  readonly #text: string;
  readonly #timer: NodeJS.Timeout;

  constructor(connection: Redis, role: Role, code: string) {
    this.#connection = connection;
    this.#key = keyOf(role, randomBytes(8).toString("hex"));
    this.#text = JSON.stringify({ host: hostname(), code } satisfies Present);
    this.#timer = setInterval(() => void this.renew(), RENEWAL_MILLISECONDS);
  }

  async renew(): Promise<void> {
    if (this.#connection.status !== "ready") return;
    await this.#connection.set(this.#key, this.#text, "EX", LIFETIME_SECONDS).catch(() => {});
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#connection.status === "ready") await this.#connection.del(this.#key).catch(() => {});
  }
}

/** Everybody of that role who has been there within the last quarter of a minute. */
export async function present(connection: Redis, role: Role): Promise<readonly Present[]> {
  const keys: string[] = [];
  for await (const found of connection.scanStream({ match: keyOf(role, "*"), count: 1_000 }))
    keys.push(...(found as string[]));
  if (keys.length === 0) return [];
  const texts = await connection.mget(keys);
  return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Present]));
}
