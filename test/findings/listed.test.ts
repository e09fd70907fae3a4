/** docs/findings.md lists the tests of this folder, each once, and each test's header has its number. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL(".", import.meta.url);
const PAGE = readFileSync(new URL("../../docs/findings.md", FOLDER), "utf8");
const FILES = readdirSync(FOLDER).filter((file) => /^\d/.test(file));

describe("docs/findings.md", () => {
  it("has a row for each finding, and no other", () => {
    const rows = [...PAGE.matchAll(/^\| \[(\d\d)\]\(\.\.\/test\/findings\/(.+?)\)/gm)];
    assert.deepEqual(rows.map(([, , file]) => file).sort(), [...FILES].sort());
    for (const [, number, file] of rows) assert.equal(file!.slice(0, 2), number);
  });

  it("numbers them without a gap, as their headers do", () => {
    for (const [at, file] of [...FILES].sort().entries()) {
      const number = String(at + 1).padStart(2, "0");
      assert.equal(file.slice(0, 2), number);
      assert.match(readFileSync(new URL(file, FOLDER), "utf8"), new RegExp(`^ \\* FINDING ${number}, `, "m"));
    }
  });

  it("puts the roots' numbers down to findings that exist, each row", () => {
    const roots = PAGE.slice(PAGE.indexOf("| root | findings |")).split("\n\n")[0]!;
    for (const number of roots.match(/\b\d\d\b/g)!) assert(Number(number) <= FILES.length, number);
  });
});
