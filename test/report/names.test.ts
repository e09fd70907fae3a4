import { expect } from "chai";
import { groupsOf, memberOf, membersOf, sortOf } from "../../sim/report/names.ts";

describe("names of kinds", () => {
  it("are nouns where the kind is one, and sorts of solvers otherwise", () => {
    expect([memberOf("griefer"), membersOf("griefer")]).to.deep.equal(["griefer", "griefers"]);
    expect([memberOf("lazy"), membersOf("lazy")]).to.deep.equal(["lazy solver", "lazy solvers"]);
  });

  it("stand after a number of all", () => {
    expect([sortOf("griefer"), sortOf("honest")]).to.deep.equal(["griefers", "honest"]);
  });

  it("stand together in a sentence", () => {
    expect(groupsOf(["lazy", "malicious"])).to.equal("lazy and malicious solvers");
    expect(groupsOf(["copycat"])).to.equal("copycats");
    expect(groupsOf(["farmer", "honest"])).to.equal("honest solvers and farmers");
  });
});
