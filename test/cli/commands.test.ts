import { readFileSync } from "node:fs";
import { expect } from "chai";
import { diagnosis, examine } from "../../sim/cli/doctor.ts";
import { SCHEMA_NAMES } from "../../sim/run/names.ts";
import { schemaText } from "../../sim/run/schemas.ts";
import { scenarios } from "../../sim/scenarios/index.ts";
import { Desk } from "./program.ts";

describe("testbed list, schema, doctor and --help", function () {
  this.timeout(60_000);
  const desk = new Desk();
  after(() => desk.clear());

  it("lists every scenario with its question", async () => {
    const { code, stdout } = await desk.testbed(["list"]);
    for (const { name, question } of Object.values(scenarios)) expect(stdout).to.include(name).and.include(question);
    expect(code).to.equal(0);
  });

  for (const name of SCHEMA_NAMES)
    it(`publishes the schema of ${name} as it is (else: testbed schema ${name} > docs/schema/${name}.schema.json)`, () => {
      const published = readFileSync(new URL(`../../docs/schema/${name}.schema.json`, import.meta.url), "utf8");
      expect(published).to.equal(schemaText(name));
    });

  it("prints the scenario's schema", async () => {
    const { stdout } = await desk.testbed(["schema"]);
    expect(stdout).to.equal(schemaText("scenario"));
  });

  it("lists the metrics of a scenario's runs, with unit and meaning, and those that may come", async () => {
    const { stdout, code } = await desk.testbed(["metrics", "bribery"]);
    expect(stdout).to.match(/^bribery\.prize\.aius +AIUS +Fees and rewards that bribers were paid\.$/m);
    expect(stdout).to.match(/kinds: user, honest, venal, briber.*\n {2}transactions\.<call>\n/);
    expect(code).to.equal(0);
  });

  it("finds on this machine all that a run needs", () => {
    const checks = examine();
    expect(checks.filter(({ ok, needed }) => needed && !ok)).to.deep.equal([]);
    expect(diagnosis(checks)).to.match(/Everything that a run needs is here/);
  });

  it("names the remedy of what is missing", () => {
    const text = diagnosis([{ name: "disk", ok: false, needed: true, found: "0 GiB", remedy: "free some" }]);
    expect(text)
      .to.match(/MISSING.*disk.*0 GiB\n +free some/)
      .and.match(/1 of the things that a run needs is missing/);
  });

  for (const command of [
    [],
    ["run"],
    ["replay"],
    ["list"],
    ["schema"],
    ["doctor"],
    ["ask"],
    ["sensitivity"],
    ["search"],
    ["worker"],
    ["metrics"],
  ])
    it(`helps with examples: testbed ${command.join(" ")} --help`, async () => {
      const { code, stdout } = await desk.testbed([...command, "--help"]);
      expect(stdout)
        .to.match(/Usage: testbed/)
        .and.match(/Examples?:\n {2}testbed/);
      expect(code).to.equal(0);
    });
});
