import { expect } from "chai";
import { frame } from "../../sim/report/frame.ts";
import { png, standaloneSvg } from "../../sim/report/picture.ts";
import { DARK, LIGHT, resolveColours } from "../../sim/report/theme.ts";
import { sampleFigures } from "./sampleFigures.ts";

const PNG_SIGNATURE = "89504e470d0a1a0a";

describe("figures", () => {
  for (const [index, figure] of sampleFigures(7).entries())
    describe(figure.id, () => {
      it("is a pure function of its data", () => {
        expect(sampleFigures(7)[index]).to.deep.equal(figure);
      });

      it("is one SVG with its title inside and nothing from the network", () => {
        expect(figure.svg).to.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
        expect(figure.svg).to.include(`>${figure.title}</text>`);
        expect(figure.svg).not.to.match(/href|<style|<script|<figure|NaN|undefined/);
      });

      it("names only colours that both themes have", () => {
        for (const theme of [LIGHT, DARK]) expect(resolveColours(figure.svg, theme)).not.to.include("var(");
      });

      it("says what it shows, in whole sentences", () => {
        expect(figure.caption).to.match(/^[A-Z0-9].*\.$/);
        expect(figure.caption).not.to.match(/NaN|undefined|Infinity/);
      });
    });

  it("differ with their data, picture and words", () => {
    const other = sampleFigures(8);
    const profit = sampleFigures(7).find(({ id }) => id === "profit")!;
    const otherProfit = other.find(({ id }) => id === "profit")!;
    expect(otherProfit.svg).not.to.equal(profit.svg);
    expect(otherProfit.caption).not.to.equal(profit.caption);
  });

  it("become PNG with ink on it: text is drawn with the font that is shipped", () => {
    const [figure] = sampleFigures(7);
    const picture = Buffer.from(png(figure!.svg));
    expect(picture.subarray(0, 8).toString("hex")).to.equal(PNG_SIGNATURE);
    const withoutText = Buffer.from(png(figure!.svg.replaceAll(/<text.*?<\/text>/g, "")));
    expect(withoutText.equals(picture)).to.equal(false);
  });

  it("break a title that is longer than the frame, and make room for its lines", () => {
    const plot = { height: 100, marks: [] };
    const height = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1]);
    const title = "profit.honest.usd against the share of others' results that each honest solver computes again";
    const [short, long] = [frame({ title: "profit", plot }), frame({ title, plot })];
    const texts = [...long.matchAll(/font-weight="700"[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).to.have.length(2);
    expect(texts.join(" ")).to.equal(title);
    expect(height(long)).to.be.greaterThan(height(short));
  });

  it("stand alone as SVG: the colours come with the file", () => {
    const [figure] = sampleFigures(7);
    expect(standaloneSvg(figure!.svg)).to.match(/^<svg[^>]*><style>svg\{color-scheme:light dark;--paper:#ffffff/);
  });
});
