/** Reads options, each fault told in one line. Every command's help needs this, so it loads nothing that only runs need. */
import { InvalidArgumentError } from "commander";
import type { Manifest } from "../run/manifest.ts";
import { BACKENDS } from "../run/names.ts";
import { UserProblem } from "../run/problem.ts";
import type { Scenario } from "../scenarios/schema.ts";

/** The options as commander hands them over. */
export interface RunOptions {
  readonly seed: number;
  readonly backend: Manifest["backend"];
  readonly set: readonly string[];
  readonly days?: number;
  readonly fork?: string;
  readonly block?: number;
  readonly calibration?: string;
  readonly out?: string;
  readonly onViolation?: Scenario["invariants"]["onViolation"];
  readonly json?: boolean;
}

export const DEFAULT_SEED = 1;
export const DEFAULT_SCENARIO = "market";
export const DEFAULT_BACKEND = BACKENDS[0];

/** A whole number from 0 to 2^53 - 1. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError("write a whole number from 0 to 2^53 - 1.");
  return value;
}

/** A number of days above 0. */
export function dayCount(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3650)) throw new InvalidArgumentError("write a number of days above 0 and at most 3650.");
  return value;
}

/** A number from 0 to 1, or a percentage. */
export function shareOption(text: string): number {
  const value = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (!/\d/.test(text) || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError("write a share from 0 to 1, or a percentage such as 5%.");
  return value;
}

/** Collects an option that may be given many times. */
export const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text];

/** The word as a shell has to be given it. */
export const quoted = (text: string): string =>
  /^[\w.=,:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** An HTTP or WebSocket address of a node. */
export function rpcUrl(text: string): string {
  const isUrl = URL.canParse(text) && /^(https?|wss?):$/.test(new URL(text).protocol);
  if (!isUrl)
    throw new UserProblem(
      `--fork ${text}: no address of a node; write a URL such as https://nova.arbitrum.io/rpc (--fork or NOVA_RPC_URL)`,
    );
  return text;
}

/** Where to fork from: --fork, else NOVA_RPC_URL, else nowhere. */
export function forkOf({ fork, block, backend }: RunOptions): { url: string; block?: number } | undefined {
  const url = fork ?? (process.env["NOVA_RPC_URL"] || undefined);
  if (url !== undefined && backend !== "evm")
    throw new UserProblem(
      `--backend ${backend}: cannot continue another chain; use --backend evm, or no --fork and no NOVA_RPC_URL`,
    );
  if (url !== undefined) return { url: rpcUrl(url), block };
  if (block !== undefined)
    throw new UserProblem("--block: means a block of the chain to fork; give --fork URL or set NOVA_RPC_URL");
  return undefined;
}
