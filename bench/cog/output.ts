/** What a model answered, as the files that a solver would pin: `out-1.png`, `out-1.txt`, and so on. */
import { canonicalJson } from "../../sim/run/canonical.ts";
import { excerpt } from "./answers.ts";
import { ModelFailure } from "./failure.ts";

export interface OutputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/gif": "gif",
  "text/plain": "txt",
  "application/json": "json",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/mpeg": "mp3",
  "video/mp4": "mp4",
};

const DATA_URI = /^data:([^;,]*)((?:;[^;,]*)*),/;

/**
 * The files of an output: a data URI is a file, other text is `out-1.txt`, a list is one file per element (or one text
 * when the model's schema says that its pieces are joined), anything else is canonical JSON.
 * Throws a `ModelFailure` of kind `bad-answer` for no output, for a URL (bytes that nobody sent) and for broken base64.
 */
export function outputFiles(output: unknown, concatenates = false): readonly OutputFile[] {
  const isTextInPieces = concatenates && Array.isArray(output) && output.every((piece) => typeof piece === "string");
  const parts: readonly unknown[] = isTextInPieces ? [output.join("")] : Array.isArray(output) ? output : [output];
  if (parts.length === 0) throw new ModelFailure("bad-answer", "an empty list as output");
  return parts.map((part, at) => fileOf(part, at + 1));
}

function fileOf(part: unknown, number: number): OutputFile {
  if (part === null || part === undefined) throw new ModelFailure("bad-answer", "no output");
  if (typeof part !== "string") return named(number, "json", Buffer.from(canonicalJson(part)));
  if (/^https?:\/\//.test(part)) throw new ModelFailure("bad-answer", `an address instead of bytes: ${excerpt(part)}`);
  const uri = DATA_URI.exec(part);
  return uri === null ? named(number, "txt", Buffer.from(part)) : dataFile(part, uri, number);
}

function dataFile(part: string, [head, type, parameters]: RegExpExecArray, number: number): OutputFile {
  const text = part.slice(head.length);
  const isBase64 = parameters!.toLowerCase().endsWith(";base64");
  const bytes = isBase64 ? Buffer.from(text, "base64") : Buffer.from(decodeURIComponent(text));
  if (isBase64 && bytes.toString("base64").replace(/=+$/, "") !== text.replace(/=+$/, ""))
    throw new ModelFailure("bad-answer", `broken base64 in the output: ${excerpt(text)}`);
  return named(number, EXTENSIONS[type!.toLowerCase()] ?? "bin", bytes);
}

/** As solvers of the protocol's models pin their outputs: `out-1.png` for pictures, `out-1.txt` for text. */
const named = (number: number, extension: string, bytes: Uint8Array): OutputFile => ({
  name: `out-${number}.${extension}`,
  bytes,
});
