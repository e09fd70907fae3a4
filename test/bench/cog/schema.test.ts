import { expect } from "chai";
import { modelSchema } from "../../../bench/cog/schema.ts";
import { openapiOf, RECORDED } from "./recorded.ts";

describe("a model's own schema of its inputs", () => {
  for (const version of RECORDED)
    describe(`as ${version} tells it`, () => {
      const schema = modelSchema(openapiOf(version));

      it("lists the inputs in the model's order, choices behind their reference", () => {
        expect(schema.fields.map(({ name }) => name).slice(0, 4)).to.deep.equal(["prompt", "seed", "rounds", "size"]);
        expect(schema.fields.find(({ name }) => name === "size")!.type).to.equal("small | large");
        expect(schema.fields.filter(({ required }) => required).map(({ name }) => name)).to.deep.equal(["prompt"]);
      });

      const FAULTS: readonly (readonly [string, object, RegExp | undefined])[] = [
        ["takes what the model takes", { prompt: "a", seed: 4294967295, size: "large" }, undefined],
        ["a missing input", { seed: 1 }, /^prompt: missing$/],
        ["a misspelt one, which servers drop silently", { promt: "a" }, /unknown input "promt"; did you mean prompt\?/],
        [
          "a number beyond its bounds",
          { prompt: "a", seed: 4294967296 },
          /^seed: must be <= 4294967295; here it is 4294967296/,
        ],
        [
          "text where a number belongs, which servers read as one",
          { prompt: "a", seed: "5" },
          /^seed: must be integer; here it is "5"/,
        ],
        ["a choice that is none", { prompt: "a", size: "huge" }, /^size: .*small, large; here it is "huge"/],
      ];
      for (const [name, input, expected] of FAULTS)
        it(name, () => {
          if (expected === undefined) expect(schema.fault(input)).to.equal(undefined);
          else expect(schema.fault(input)).to.match(expected);
        });
    });

  const of = (property: object, others: object = {}) =>
    modelSchema({ components: { schemas: { Input: { type: "object", properties: { x: property } }, ...others } } });

  it("reads OpenAPI 3.0's dialect: nullable, also beside a reference, and exclusive bounds as booleans", () => {
    expect(of({ type: "integer", nullable: true }).fault({ x: null })).to.equal(undefined);
    expect(of({ type: "integer" }).fault({ x: null })).to.match(/must be integer/);
    const choice = { kind: { type: "string", enum: ["a"] } };
    const nullable = of({ allOf: [{ $ref: "#/components/schemas/kind" }], nullable: true }, choice);
    expect([nullable.fault({ x: null }), nullable.fault({ x: "a" })]).to.deep.equal([undefined, undefined]);
    expect(nullable.fault({ x: "b" })).to.be.a("string");
    const above = of({ type: "number", minimum: 0, exclusiveMinimum: true });
    expect([above.fault({ x: 0.1 }), above.fault({ x: 0 })]).to.deep.equal([undefined, "x: must be > 0; here it is 0"]);
    expect(of({ type: "number", minimum: 0, exclusiveMinimum: false }).fault({ x: 0 })).to.equal(undefined);
  });

  it("leaves a default alone that looks like a schema", () => {
    expect(of({ type: "object", default: { nullable: true } }).fields[0]!.default).to.deep.equal({ nullable: true });
  });

  it("refuses a document without a schema, or with one that cannot be used", () => {
    expect(() => modelSchema({})).to.throw("no components.schemas.Input");
    expect(() => of({ $ref: "#/components/schemas/nowhere" })).to.throw("nowhere");
  });
});
