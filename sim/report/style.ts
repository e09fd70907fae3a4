/** The report's look: system fonts, one column of reading width, wider figures, light and dark. */
import { colourVariables } from "./theme.ts";

export const STYLE = `${colourVariables(":root")}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-feature-settings:"kern","liga"}
main{max-width:1020px;margin:0 auto;padding:72px 40px 120px}
header{margin-bottom:44px}
.eyebrow{margin:0 0 14px;color:var(--soft);font-size:13px;letter-spacing:.09em;text-transform:uppercase}
h1{margin:0 0 10px;font-size:42px;line-height:1.14;letter-spacing:-.022em;font-weight:700;text-wrap:balance}
.question{margin:0;color:var(--soft);font-size:20px;line-height:1.45;text-wrap:balance}
h2{margin:76px 0 18px;font-size:25px;line-height:1.25;letter-spacing:-.012em;font-weight:680}
h2 small{display:block;margin-bottom:6px;color:var(--faint);font-size:13px;font-weight:500;letter-spacing:.07em;text-transform:uppercase}
p{margin:0 0 1em;max-width:720px;text-wrap:pretty}
.lead{max-width:820px;font-size:20.5px;line-height:1.56;letter-spacing:-.004em}
.nb{white-space:nowrap}
.note{color:var(--soft);font-size:15px}
.banner{max-width:none;margin:0 0 36px;padding:16px 20px;border-left:4px solid var(--loss);border-radius:4px;background:var(--paper);font-size:16px}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:14px;margin:0;padding:0;list-style:none}
.cards li{padding:20px 22px 18px;border-radius:10px;background:var(--paper)}
.cards b{display:block;white-space:nowrap;font-size:25px;line-height:1.15;letter-spacing:-.02em;font-weight:660;font-variant-numeric:tabular-nums}
.cards span{display:block;margin-top:6px;color:var(--soft);font-size:14px;line-height:1.4}
figure{margin:30px 0 44px}
figure svg{display:block;width:100%;height:auto}
figcaption{max-width:720px;margin:16px 28px 0;color:var(--ink);font-size:16px;line-height:1.58}
.scroll{overflow-x:auto;border-radius:10px;background:var(--paper);padding:10px 24px 14px;margin:22px 0}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.42;font-variant-numeric:tabular-nums}
th,td{padding:10px 0 10px 18px;text-align:right;vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{padding-left:0}
th.l,td.l{text-align:left}
td.w{white-space:normal;min-width:150px}
th{color:var(--soft);font-weight:500;font-size:13px;vertical-align:bottom;white-space:normal}
tbody tr{border-top:1px solid var(--rule)}
tbody td:first-child{font-weight:560}
.dot{display:inline-block;width:10px;height:10px;margin-right:9px;border-radius:50%}
.gain{color:var(--gain)}.loss{color:var(--loss)}
.tag{display:inline-block;padding:1px 9px 2px;border:1px solid currentColor;border-radius:99px;font-size:12.5px;color:var(--soft)}
.tag.measured{color:var(--gain)}.tag.prior,.tag.paper{color:var(--accent)}.tag.assumed{color:var(--lazy)}
details{margin:18px 0}
summary{cursor:pointer;color:var(--accent);font-size:15.5px}
pre{overflow-x:auto;margin:18px 0;padding:18px 22px;border-radius:10px;background:var(--paper);font:14px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
dl{display:grid;grid-template-columns:max-content 1fr;gap:7px 26px;margin:20px 0;font-size:15px}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
dd code{font:13.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media(max-width:640px){main{padding:40px 18px 80px}h1{font-size:32px}.lead{font-size:18px}figcaption{margin-inline:4px}}
@media print{body{background:#fff}main{max-width:none;padding:0}details{display:none}figure,tr{break-inside:avoid}}
`.replaceAll("\n", "");
