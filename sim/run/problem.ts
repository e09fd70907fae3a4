/**
 * Something that the person at the keyboard can mend. Printed as one line, without a stack trace, and ends the program
 * with exit code 2. The message names the place and the remedy.
 */
export class UserProblem extends Error {
  constructor(message: string) {
    super(message.replaceAll(/\s*\n\s*/g, " "));
    this.name = "UserProblem";
  }
}

/** Exit codes of the command line. 130 is the shell's for Ctrl-C. */
export const EXIT = { done: 0, bug: 1, wrongInput: 2, violation: 3, differs: 4, interrupted: 130 } as const;

const REMEDY_OF_ERRNO: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: free some space or choose another folder with --out",
  EACCES: "permission denied: choose a folder you may write to with --out",
  EPERM: "permission denied: choose a folder you may write to with --out",
  EROFS: "the file system is read-only: choose another folder with --out",
  ENOTDIR: "a part of the path is a file: choose another folder with --out",
  EEXIST: "the path is taken by a file: choose another folder with --out",
  ENAMETOOLONG: "the name is too long: choose a shorter one",
  ELOOP: "a symbolic link leads back to itself: check the path",
  EBUSY: "the system holds this, as it does a mount point: name a folder inside it",
  EMFILE: "too many files are open: raise the limit (ulimit -n)",
  EIO: "the disk reports an error: choose another folder with --out",
  ERR_STRING_TOO_LONG: "too large to be read at once: check the path",
  ERR_FS_FILE_TOO_LARGE: "too large to be read at once: check the path",
  ENOENT: "no such file or folder: check the path",
  EISDIR: "this is a folder: name a file",
  EDQUOT: "the disk quota is used up: free some space or choose another folder with --out",
};

/** Errors of the layers below that speak to the person at the keyboard, by name: their modules load only when used. */
const TELLING_ERRORS: ReadonlySet<string> = new Set(["ForkError", "CompileError", "ScenarioError"]);

/** The same error as a `UserProblem` when a person can mend its cause. */
export function mendable(error: unknown, place?: string): unknown {
  if (error instanceof Error && TELLING_ERRORS.has(error.name)) return new UserProblem(error.message);
  const { code, path } = (error ?? {}) as { code?: string; path?: string };
  const remedy = code === undefined ? undefined : REMEDY_OF_ERRNO[code];
  return remedy === undefined ? error : new UserProblem(`${place ?? path ?? "file system"}: ${remedy}`);
}
