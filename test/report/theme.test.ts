import { expect } from "chai";
import { type ColourName, DARK, LIGHT } from "../../sim/report/theme.ts";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Linear RGB as people see it with each deficiency at its full strength. Source: Machado, Oliveira and Fernandes (2009). */
const EYES: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [x, y, z]: Triple): Triple =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;

const linear = (byte: number): number => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const linearRgb = (hex: string): Triple =>
  [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16))) as unknown as Triple;

/** A space in which distance is difference seen. Source: Ottosson (2020), OKLab. */
const oklab = (rgb: Triple): Triple => {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((value) => Math.max(0, value)) as unknown as Triple,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt) as unknown as Triple,
  );
};

const difference = (a: string, b: string, eyes: Matrix): number => {
  const [first, second] = [a, b].map((hex) => oklab(times(eyes, linearRgb(hex)))) as [Triple, Triple];
  return Math.hypot(...first.map((value, i) => value - second[i]!));
};

/** Colours that lie side by side in one bar. */
const BILL: readonly ColourName[] = ["owner", "ready", "capital", "gas"];
const LEAST = 0.1;

describe("colours", () => {
  it("measures difference: none to itself, one from black to white", () => {
    expect(difference("#8a6d3b", "#8a6d3b", EYES["usual"]!)).to.equal(0);
    expect(difference("#000000", "#ffffff", EYES["usual"]!)).to.be.closeTo(1, 1e-6);
  });

  for (const [name, theme] of Object.entries({ light: LIGHT, dark: DARK }))
    for (const [eyes, matrix] of Object.entries(EYES))
      it(`of a bill differ on ${name} paper, also with ${eyes === "usual" ? "usual sight" : eyes}`, () => {
        for (const [i, first] of BILL.entries())
          for (const second of [...BILL.slice(i + 1), "paper" as const])
            expect(difference(theme[first], theme[second], matrix), `${first} and ${second}`).to.be.at.least(LEAST);
      });
});
