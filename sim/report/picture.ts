/** A figure as files: SVG that follows the reader's light or dark, and PNG on light paper. */
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import { colourVariables, LIGHT, resolveColours } from "./theme.ts";

const PNG_ZOOM = 2;

const fontFile = (name: string): string => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

/** The drawing with the colours it names, so that it stands alone. */
export function standaloneSvg(svg: string): string {
  return svg.replace(/^(<svg[^>]*>)/, `$1<style>${colourVariables("svg")}</style>`);
}

/** The drawing as PNG bytes at twice its size, with the font that the package brings: no system font is looked at. */
export function png(svg: string): Uint8Array {
  const drawing = resolveColours(svg, LIGHT);
  const renderer = new Resvg(drawing, {
    background: LIGHT.paper,
    fitTo: { mode: "zoom", value: PNG_ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFile("DejaVuSans"), fontFile("DejaVuSans-Bold")],
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return renderer.render().asPng();
}
