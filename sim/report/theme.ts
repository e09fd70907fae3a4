/**
 * Colours by role, on light and on dark paper. Figures name colours as CSS variables, so one drawing serves both; a file
 * that cannot hold variables (PNG) gets them resolved. The hues follow Okabe and Ito's palette, which people with any of
 * the common colour deficiencies can tell apart; a kind of agent has the same colour in every figure. What lies side by
 * side without being a kind (the parts of a bill) differs in lightness first.
 */
export const LIGHT = {
  paper: "#ffffff",
  page: "#f7f6f2",
  ink: "#1d2125",
  soft: "#5d6670",
  faint: "#8d959e",
  rule: "#e2e0d9",
  accent: "#0b62a8",
  user: "#6f7a86",
  honest: "#0b6bb5",
  lazy: "#d98e04",
  malicious: "#c8452c",
  copycat: "#b4609f",
  farmer: "#4aa8dc",
  griefer: "#6a4c93",
  owner: "#8a6d3b",
  treasury: "#0a8f72",
  other: "#a3a9b0",
  ready: "#b3b0a6",
  capital: "#2b3138",
  gas: "#e3cf3a",
  gain: "#0a8f72",
  loss: "#c8452c",
} as const;

export type ColourName = keyof typeof LIGHT;
export type Theme = Readonly<Record<ColourName, string>>;

export const DARK: Theme = {
  paper: "#191c20",
  page: "#121417",
  ink: "#e9e8e4",
  soft: "#a7aeb6",
  faint: "#7a828b",
  rule: "#2e3338",
  accent: "#7cbcf2",
  user: "#9aa5b1",
  honest: "#5aaef0",
  lazy: "#f2b63c",
  malicious: "#f0775c",
  copycat: "#d891c6",
  farmer: "#8fd0f5",
  griefer: "#a98ad6",
  owner: "#c9a76a",
  treasury: "#3fc7a4",
  other: "#6b737b",
  ready: "#5f6468",
  capital: "#eceff2",
  gas: "#8f8a1e",
  gain: "#3fc7a4",
  loss: "#f0775c",
};

/** A colour as the figures write it. */
export const colour = (name: ColourName): string => `var(--${name})`;

/** Policies that share another's role share its hue; whatever is unknown is drawn in grey. */
const ROLE_OF_KIND: Readonly<Record<string, ColourName>> = {
  whale: "owner",
  voter: "treasury",
  dao: "treasury",
  "model-owner": "owner",
  briber: "malicious",
  venal: "lazy",
  withholder: "malicious",
  steward: "treasury",
};

/** The colour of a kind of agent, the same in every figure. */
export function kindColour(kind: string): string {
  if (Object.hasOwn(ROLE_OF_KIND, kind)) return colour(ROLE_OF_KIND[kind]!);
  return colour(Object.hasOwn(LIGHT, kind) ? (kind as ColourName) : "other");
}

const declarations = (theme: Theme): string =>
  Object.entries(theme)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

/** CSS that declares the variables under `selector`, light by default and dark where the reader prefers it. */
export function colourVariables(selector: string): string {
  return `${selector}{color-scheme:light dark;${declarations(LIGHT)}}@media (prefers-color-scheme:dark){${selector}{${declarations(DARK)}}}`;
}

/** The same drawing with every variable replaced by the theme's colour. Throws on a variable that the theme lacks. */
export function resolveColours(drawing: string, theme: Theme): string {
  return drawing.replace(/var\(--([a-z]+)\)/g, (_, name: string) => {
    const value = theme[name as ColourName];
    if (value === undefined) throw new Error(`No colour is called "${name}"`);
    return value;
  });
}
