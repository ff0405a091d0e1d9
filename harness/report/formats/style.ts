/** The style sheet of report.html. Colours: Okabe & Ito's palette, distinguishable with common forms of colour blindness. */
export const styleSheet = `
:root{color-scheme:light dark;--bg:#fcfcfb;--card:#fff;--ink:#1b1d21;--soft:#5d636d;--faint:#686e77;--hair:#e4e5e3;--grid:#ecedeb;--s0:#0072b2;--s1:#b54a04;--s2:#007a5a;--s3:#a0458b;--pass:#1b7a43;--passbg:#e9f4ec;--fail:#b3261e;--failbg:#fbeae8;--open:#8a5a00;--openbg:#fbf1dc;--void:#545b66;--voidbg:#eceef0;--edge:#1b1d2133}
@media (prefers-color-scheme:dark){:root{--bg:#14161a;--card:#1a1d22;--ink:#e8e9eb;--soft:#a3a9b3;--faint:#8a919c;--hair:#2b2f36;--grid:#24282e;--s0:#56b4e9;--s1:#e69f00;--s2:#2fc49a;--s3:#d68fc4;--pass:#6fcf97;--passbg:#16291e;--fail:#ff8a80;--failbg:#351b1a;--open:#f0c060;--openbg:#30270f;--void:#b4bac4;--voidbg:#272b31;--edge:#e8e9eb40}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:44px}
.eyebrow{color:var(--soft);font-size:14px;margin:0 0 26px;display:flex;flex-wrap:wrap;gap:2px 16px}
.eyebrow b{color:var(--ink);font-weight:650;letter-spacing:-.01em}
h1{font-size:clamp(30px,5.2vw,46px);line-height:1.12;letter-spacing:-.025em;font-weight:680;margin:0 0 14px;text-wrap:balance}
.answer{font-size:clamp(17px,2.1vw,20px);line-height:1.5;color:var(--soft);max-width:46em;margin:0 0 30px;text-wrap:pretty}
h2{font-size:24px;letter-spacing:-.015em;font-weight:660;line-height:1.25;margin:68px 0 6px}
h3{font-size:16px;font-weight:640;margin:34px 0 2px;letter-spacing:-.005em}
.lead{color:var(--soft);max-width:44em;margin:0 0 20px;text-wrap:pretty}
.strip{display:grid;grid-template-columns:repeat(auto-fit,minmax(232px,1fr));gap:14px;margin:0;padding:0;list-style:none}
.card{background:var(--card);border:1px solid var(--hair);border-radius:12px;padding:16px 18px 14px;display:flex;flex-direction:column}
.badge{display:inline-flex;align-items:center;gap:6px;font-size:13px;font-weight:640;border-radius:99px;padding:2px 11px 2px 8px;align-self:flex-start}
.pass{color:var(--pass);background:var(--passbg)}.fail{color:var(--fail);background:var(--failbg)}.inconclusive{color:var(--open);background:var(--openbg)}.invalid{color:var(--void);background:var(--voidbg)}
.badge svg{width:14px;height:14px;flex:none}
.card h3{margin:12px 0 0;font-size:17px;line-height:1.3}
.card .style{color:var(--soft);font-size:14px;margin:1px 0 10px}
.card dl{margin:auto 0 0;font-size:14px}
.card .m{border-top:1px solid var(--hair);padding:8px 0 9px}
.card dt{color:var(--soft);font-size:13px;line-height:1.35}
.card dd{margin:3px 0 0;display:flex;justify-content:space-between;gap:10px;align-items:baseline}
.card dd b{font-size:19px;font-weight:640;letter-spacing:-.015em;white-space:nowrap}
.card dd span{color:var(--soft);font-size:13px;text-align:right}
.meter{height:3px;border-radius:2px;background:var(--grid);margin-top:6px;overflow:hidden}
.meter i{display:block;height:100%;background:var(--faint);border-radius:2px;min-width:3px}
.meter.over i{background:var(--fail)}
.why{font-size:13px;color:var(--soft);margin:6px 0 14px;padding-left:16px}
.legend{display:flex;flex-wrap:wrap;gap:4px 22px;font-size:14px;color:var(--soft);margin:0 0 8px;padding:0;list-style:none}
.legend svg{width:26px;height:12px;vertical-align:-1px;margin-right:7px}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px 26px}
figure{margin:0;min-width:0}
figcaption{font-size:14px;color:var(--soft);margin:0 0 6px}
figcaption b{color:var(--ink);font-weight:620}
.chart{display:block;width:100%;height:auto;font-size:12px;overflow:visible}
.chart text{fill:var(--soft);font-family:inherit}
.chart .axis,.chart .note{fill:var(--faint);font-size:11.5px}
.chart .grid{stroke:var(--grid);stroke-width:1}.chart .base{stroke:var(--hair);stroke-width:1}
.chart .line{fill:none;stroke-width:1.9;stroke-linejoin:round;stroke-linecap:round}
.chart .band{stroke:none;opacity:.15}
.chart .s0{--c:var(--s0)}.chart .s1{--c:var(--s1)}.chart .s2{--c:var(--s2)}.chart .s3{--c:var(--s3)}
.chart .stem{stroke:var(--c);stroke-width:5;opacity:.32}
.chart .band-aa{fill:var(--faint);opacity:.16}.chart .one{stroke:var(--faint);stroke-width:1.2}
.chart .shade{fill:var(--c);opacity:.07}.chart .shade.fault{opacity:.16}
.data{border:0!important;margin:2px 0 0}.data summary{padding:4px 0;font-size:13px;font-weight:400;color:var(--soft)}
thead .wrap{white-space:normal;min-width:84px}
tbody .group{color:var(--soft);font-weight:500;padding-top:16px}
.trust{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:8px 48px}
.checks{list-style:none;margin:8px 0 0;padding:0}.checks li{padding:7px 0 7px 28px;position:relative;border-top:1px solid var(--hair)}.checks li:first-child{border-top:0}
.checks li::before{position:absolute;left:4px;font-weight:700}.checks .yes::before{content:"✓";color:var(--pass)}.checks .no::before{content:"!";color:var(--fail)}.checks .note::before{content:"–";color:var(--faint)}
.checks b{font-weight:620}.hash{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.more{margin-top:18px}
.chart .line,.chart .whisker,.chart .tick,.chart .span,.chart .bad,.chart .warm{stroke:var(--c)}
.chart .line.s1,.legend .line.s1{stroke-dasharray:7 2.5}
.chart .band,.chart .mark{fill:var(--c)}
.chart .dot{opacity:.62}
.chart .hollow{fill:var(--bg);stroke:var(--c);stroke-width:1.6}
.chart .whisker{stroke-width:1.8;opacity:.55}.chart .span{stroke-width:1;opacity:.5}
.chart .tick{stroke-width:2.4}.chart .warm{stroke-width:3;opacity:.55}
.chart .bad{fill:none;stroke-width:1.2;opacity:.75}
.chart line.limit,.chart path.limit{stroke:var(--c,var(--soft));stroke-width:1.2;stroke-dasharray:4 3}
.chart text.limit{fill:var(--c,var(--soft))}
.chart line.own{stroke:var(--faint);stroke-dasharray:1.5 3}.chart text.own{fill:var(--faint)}
.chart line.limit.hard{stroke:var(--fail)}.chart text.limit.hard{fill:var(--fail)}
.chart .row{fill:var(--ink);font-size:13px;font-weight:600}.chart .row .note{font-weight:400;font-size:12px;fill:var(--soft)}
.chart .row{paint-order:stroke;stroke:var(--bg);stroke-width:3px}
.chart .value{fill:var(--ink);font-weight:600;font-size:12px}
.scroll{position:relative;overflow-x:auto;margin:4px 0 0;background:linear-gradient(to right,var(--bg) 40%,transparent) left/32px 100% no-repeat local,linear-gradient(to left,var(--bg) 40%,transparent) right/32px 100% no-repeat local,linear-gradient(to right,var(--edge),transparent) left/11px 100% no-repeat,linear-gradient(to left,var(--edge),transparent) right/11px 100% no-repeat;-webkit-overflow-scrolling:touch}
.scroll:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
th,td{text-align:left;padding:8px 16px 8px 0;border-bottom:1px solid var(--hair);vertical-align:top}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-weight:500;font-size:13px;border-bottom-color:var(--faint);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:600;white-space:nowrap}
.n{text-align:right}td.n{white-space:nowrap}.wide{min-width:230px}
small{color:var(--faint);font-size:12.5px;display:block;font-weight:400}
.ok{color:var(--pass);white-space:nowrap}.bad{color:var(--fail);white-space:nowrap}
.swatch{display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:8px}.swatch.s1{border-radius:1px;transform:rotate(45deg)}
tbody th:has(>.swatch:first-child){padding-left:17px}tbody th>.swatch:first-child{position:absolute;margin:.36em 0 0 -17px}
.swatch.s0{background:var(--s0)}.swatch.s1{background:var(--s1)}.swatch.s2{background:var(--s2)}.swatch.s3{background:var(--s3)}
details{border-top:1px solid var(--hair)}details:last-of-type{border-bottom:1px solid var(--hair)}
summary{cursor:pointer;padding:13px 0;font-weight:600}
summary span{color:var(--soft);font-weight:400}
summary:focus-visible{outline:2px solid var(--s0);outline-offset:2px;border-radius:4px}
.parts{display:grid;grid-template-columns:132px minmax(0,1fr);gap:9px 22px;font-size:14.5px;margin:0 0 22px;max-width:54em}
.parts dt{color:var(--soft)}.parts dd{margin:0}
.parts ul{margin:0;padding-left:18px}
pre{background:var(--card);border:1px solid var(--hair);border-radius:10px;padding:13px 16px;overflow-x:auto;font:13.5px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin:8px 0 0}
code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 40px}
.facts{display:grid;align-content:start;grid-template-columns:auto 1fr;gap:5px 20px;font-size:14.5px;margin:8px 0 0}.facts dt{color:var(--soft)}.facts dd{margin:0}
footer{color:var(--faint);font-size:13px;margin-top:60px;padding-bottom:48px}
.notice{border:1px solid var(--hair);border-left:3px solid var(--open);border-radius:6px;padding:9px 14px;font-size:14.5px;margin:0 0 24px;background:var(--card)}
@media (max-width:720px){main,header,footer{padding:0 18px}header{padding-top:26px}.pair,.two,.trust{grid-template-columns:minmax(0,1fr)}.parts{grid-template-columns:minmax(0,1fr);gap:2px}.parts dd{margin-bottom:10px}h2{margin-top:52px}tbody th{white-space:normal;min-width:136px}.chart{font-size:13.5px}.chart .axis,.chart .note{font-size:13px}}
@media print{body{background:#fff}details>*{display:block}.card,figure,tr{break-inside:avoid}}
`
