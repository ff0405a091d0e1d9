/** The style sheet of the site: light and dark, from phone width up, without external resources. */
export const styleSheet = `:root{color-scheme:light dark;--bg:#fcfcfb;--card:#fff;--ink:#1b1d21;--soft:#5d636d;--hair:#e1e2e0;--link:#0a5c92;--good:#1b7a43;--goodbg:#e9f4ec;--bad:#b3261e;--badbg:#fbeae8;--event:#a0458b;--code:#f4f4f2}
@media (prefers-color-scheme:dark){:root{--bg:#14161a;--card:#1a1d22;--ink:#e8e9eb;--soft:#a3a9b3;--hair:#2e333b;--link:#7cc4f5;--good:#6fcf97;--goodbg:#16291e;--bad:#ff8a80;--badbg:#351b1a;--event:#d68fc4;--code:#1d2026}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:16px}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{left:12px;top:8px;background:var(--card);padding:6px 12px}
.top{max-width:1240px;margin:0 auto;padding:18px 24px;display:flex;flex-wrap:wrap;gap:6px 26px;align-items:baseline;border-bottom:1px solid var(--hair)}
.name{font-weight:680;letter-spacing:-.01em;color:var(--ink);text-decoration:none}

nav a{text-decoration:none;color:var(--soft)}nav a:hover{color:var(--link);text-decoration:underline}
nav a[aria-current]{color:var(--ink);font-weight:620}
main{max-width:1240px;margin:0 auto;padding:0 24px 80px}
h1{font-size:clamp(28px,4.6vw,42px);line-height:1.14;letter-spacing:-.024em;font-weight:680;margin:40px 0 12px;text-wrap:balance}
.lead{font-size:18px;color:var(--soft);max-width:46em;margin:0 0 24px;text-wrap:pretty}
h2{font-size:23px;letter-spacing:-.014em;font-weight:660;line-height:1.28;margin:56px 0 8px;text-wrap:balance}
h3{font-size:17px;font-weight:640;margin:32px 0 4px}h4{font-size:15px;margin:18px 0 4px}
p,ul,ol{max-width:46em}
nav ul{list-style:none;margin:0;padding:0;font-size:15px;max-width:none}
.site{display:flex;flex-wrap:wrap;gap:0 20px;flex:1}
.site details{position:relative;margin:0}.site summary{color:var(--ink);padding:4px 0;white-space:nowrap}
.site details ul{position:absolute;z-index:3;left:-12px;top:100%;min-width:230px;width:max-content;max-width:min(420px,90vw);background:var(--card);border:1px solid var(--hair);border-radius:10px;padding:8px 14px;box-shadow:0 8px 24px #0002}
.site li a{display:block;padding:4px 0}
search{flex:0 1 230px}
#search{width:100%;font:15px/1.3 inherit;color:var(--ink);background:var(--card);border:1px solid var(--hair);border-radius:8px;padding:6px 10px}
#search:focus{outline:2px solid var(--link);outline-offset:1px}
#results{max-width:1240px;margin:0 auto;padding:0 24px}
#results p{color:var(--soft);font-size:14px;margin:14px 0 6px}
#results ul{list-style:none;margin:0 0 18px;padding:0;max-width:none;border:1px solid var(--hair);border-radius:10px;background:var(--card);overflow:hidden}
#results li+li{border-top:1px solid var(--hair)}
#results a{display:block;padding:9px 14px;text-decoration:none;color:var(--ink);overflow-wrap:anywhere}
#results a:hover,#results a:focus{background:var(--code)}
#results b{color:var(--link);font-weight:620;margin-right:8px}
#results span{display:block;font-size:14px;color:var(--soft)}
img{max-width:100%;height:auto;border:1px solid var(--hair);border-radius:10px}
.file{counter-reset:line}.line{display:block}.line::before{counter-increment:line;content:counter(line);display:inline-block;width:3.2em;margin-right:1.2em;text-align:right;color:var(--soft)}
.line:target{background:var(--goodbg)}
.contents ul{display:grid;gap:4px 18px;grid-template-columns:repeat(auto-fill,minmax(min(250px,100%),1fr))}
.contents{border:1px solid var(--hair);border-radius:10px;padding:12px 16px;background:var(--card);margin:0 0 24px}
.operation{display:grid;grid-template-columns:minmax(0,1.18fr) minmax(0,1fr);gap:0 36px;border-top:1px solid var(--hair);margin-top:44px}
.operation h2{margin-top:30px}
.about{min-width:0}.examples{min-width:0;padding-top:30px}
@media (min-width:900px){.examples .code{position:relative}}
.route{margin:0 0 10px;font-size:15px}
.method{font:650 12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;border-radius:5px;padding:2px 7px;background:var(--goodbg);color:var(--good);margin-right:4px}
.method.get{background:var(--code);color:var(--ink)}
.callers{font-size:14.5px;color:var(--soft)}
.status{font:650 13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;border-radius:5px;padding:2px 7px}
.status.good{background:var(--goodbg);color:var(--good)}.status.bad{background:var(--badbg);color:var(--bad)}
.problems{margin:0;padding:0;list-style:none}.problems li+li{margin-top:5px}
.scroll{overflow-x:auto;margin:14px 0}
table{border-collapse:collapse;width:100%;font-size:14.5px;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:8px 18px 8px 0;border-bottom:1px solid var(--hair);min-width:5.5em}
th:last-child,td:last-child{padding-right:0}
td:last-child{min-width:13em}
thead th{font-size:13px;font-weight:500;color:var(--soft);white-space:nowrap}
tbody th{font-weight:500}tbody th code{white-space:nowrap}
small{color:var(--soft);font-size:12.5px;font-weight:400}
th>small{display:block;max-width:26em}th code+small{display:inline}
.scroll th code+small{display:block}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
:not(pre)>code{background:var(--code);border-radius:4px;padding:1px 4px}
.route code,nav code{background:none;padding:0}
pre{background:var(--code);border:1px solid var(--hair);border-radius:10px;padding:13px 15px;overflow-x:auto;font:13px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin:0 0 16px;tab-size:2}
pre code{font:inherit}
figure{margin:18px 0 0;min-width:0}.code{margin:0}
figcaption{font-size:13.5px;color:var(--soft);margin:0 0 6px}
details{margin:4px 0 0;font-size:15px}summary{cursor:pointer;color:var(--link);padding:6px 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(270px,100%),1fr));gap:14px;list-style:none;padding:0;margin:22px 0;max-width:none}
.cards a{display:block;height:100%;border:1px solid var(--hair);border-radius:12px;background:var(--card);padding:15px 18px;text-decoration:none;color:var(--soft);font-size:14.5px}
.cards a:hover{border-color:var(--link)}
.cards b{display:block;color:var(--ink);font-size:17px;font-weight:640;margin-bottom:2px}
.diagram{display:block;width:100%;height:auto;font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.diagram text{fill:var(--ink);text-anchor:middle}
.diagram .arrow{fill:none;stroke:var(--soft);stroke-width:1.3}
.diagram .tip{fill:var(--soft)}
.diagram .label{fill:var(--soft);font-size:11px;paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}
.diagram .state rect{fill:var(--card);stroke:var(--soft);stroke-width:1.2}
.diagram .state.good rect{fill:var(--goodbg);stroke:var(--good)}.diagram .state.good text{fill:var(--good)}
.diagram .state.bad rect{fill:var(--badbg);stroke:var(--bad)}.diagram .state.bad text{fill:var(--bad)}
.diagram .state.end rect{stroke-width:2.4}
.diagram:not(.sequence) .label{text-anchor:start}
.diagram .head rect{fill:var(--card);stroke:var(--hair)}.diagram .head text{font-size:11px;font-weight:600}
.diagram .lifeline{stroke:var(--hair);stroke-width:1.2}
.diagram .arrow.answer{stroke-dasharray:4 3}.diagram .arrow.event{stroke:var(--event)}
.diagram .label.call{fill:var(--ink)}.diagram .label.event{fill:var(--event)}
.diagram.flow .label{text-anchor:middle}.diagram .ground{fill:var(--bg)}.diagram .node :is(rect,path){fill:var(--card);stroke:var(--soft);stroke-width:1.2}.diagram .group rect{fill:none;stroke:var(--hair);stroke-width:1.4}
.diagram .arrow.dotted{stroke-dasharray:3 4}.diagram .arrow.thick{stroke-width:2.6}
.diagram .rule{stroke:var(--hair);stroke-width:1.2}.diagram .title{text-anchor:start;font-weight:600;font-size:12px;paint-order:stroke;stroke:var(--bg);stroke-width:5px}
@media (max-width:899px){.operation{grid-template-columns:minmax(0,1fr)}.examples{padding-top:10px}}
@media (max-width:600px){.top,main,#results{padding-left:18px;padding-right:18px}main{padding-bottom:48px}h1{margin-top:28px}}
@media (max-width:600px){.site{flex:1 1 100%;gap:0 16px;font-size:15px}.site details ul{position:fixed;left:12px;right:12px;top:auto;width:auto;max-width:none}search{flex:1 1 100%}}
@media print{.top nav,search,#results,.contents{display:none}pre,tr{break-inside:avoid}}
`
