/** The page's look: calm, in the reader's own font, light or dark as the reader has it. */
export const css = `
:root {
    color-scheme: light dark;
    --page: #fafaf8; --card: #ffffff; --line: #deded8; --text: #1d1d1b; --quiet: #5b5b55; --link: #1b4f9c;
    --works: #176339; --works-card: #eef8f1; --amber: #7d4400; --amber-card: #fff6e5;
    --broken: #a31d17; --broken-card: #fdf0ee; --code: #f3f3ef;
}
@media (prefers-color-scheme: dark) {
    :root {
        --page: #171716; --card: #20201e; --line: #3d3d39; --text: #ecece8; --quiet: #adada6; --link: #9cc3ff;
        --works: #85d6a0; --works-card: #17281d; --amber: #f0bd6b; --amber-card: #2e2313;
        --broken: #ffa097; --broken-card: #351b19; --code: #292926;
    }
}
* { box-sizing: border-box; }
body {
    margin: 0 auto; max-width: 78rem; padding: 3rem 2rem 4rem; background: var(--page); color: var(--text);
    font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
html { background: var(--page); -webkit-text-size-adjust: 100%; }
h1, h2, h3, p, ul, ol, dl, dd, pre { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; font-weight: 650; margin: 3.25rem 0 1.1rem; }
h3 { font-size: 1rem; font-weight: 650; }
a { color: var(--link); text-underline-offset: .15em; }
code, pre { font: .875rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.quiet { color: var(--quiet); font-size: .9rem; }
header .state { margin-bottom: .6rem; }
.conclusion { margin-top: .9rem; font-size: 1.1rem; max-width: 46rem; }
.pair { margin-top: .4rem; }
.state { display: flex; align-items: center; gap: .4rem; font-weight: 650; }
.sign, .arrow {
    flex: none; width: 1.25rem; height: 1.25rem; fill: none; stroke: currentColor; stroke-width: 2;
    stroke-linecap: round; stroke-linejoin: round;
}
.works .state { color: var(--works); }
.suspect .state, .unknown .state { color: var(--amber); }
.broken .state { color: var(--broken); }
.path { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 2rem; }
.path > li {
    position: relative; padding: 1.1rem 1rem 1.2rem; background: var(--card); border: 1px solid var(--line);
    border-top: .3rem solid currentColor; border-radius: .6rem;
}
.path > .works { border-top-color: var(--works); background: var(--works-card); }
.path > .suspect, .path > .unknown { border-top-color: var(--amber); border-top-style: dashed; background: var(--amber-card); }
.path > .broken { border-top-color: var(--broken); background: var(--broken-card); }
.path h3 { margin-bottom: .35rem; }
.path .arrow { position: absolute; right: -1.7rem; top: 2.2rem; width: 1.4rem; height: 1.4rem; color: var(--quiet); }
.lines { white-space: pre-line; }
.resources { list-style: none; padding: 0; margin-top: .8rem; }
.resources li + li { margin-top: .5rem; }
.resources .quiet { display: block; }
.its { list-style: none; padding: .8rem 0 0; margin-top: .9rem; border-top: 1px solid var(--line); font-size: .9rem; }
.its li + li { margin-top: .5rem; }
.finding {
    padding: 1.4rem 1.5rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
}
.finding + .finding { margin-top: 1.1rem; }
.finding h3 { margin: .35rem 0 .5rem; }
.finding p { max-width: 46rem; }
.finding .mend { margin-top: .8rem; }
pre { margin-top: .6rem; padding: .8rem 1rem; overflow-x: auto; overflow-wrap: normal; background: var(--code); border-radius: .4rem; }
.plain { padding-left: 1.2rem; }
.plain li + li { margin-top: .3rem; }
table { width: 100%; border-collapse: collapse; margin-top: 1rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 650; font-size: .9rem; }
footer { margin-top: 3.5rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
@media screen and (max-width: 60rem) {
    body { padding: 2rem 1rem 3rem; }
    h1 { font-size: 1.45rem; }
    .path { grid-template-columns: minmax(0, 1fr); gap: 2.2rem; }
    .path .arrow { right: auto; left: calc(50% - .7rem); top: auto; bottom: -1.85rem; transform: rotate(90deg); }
    .finding { padding: 1.1rem 1rem 1.2rem; }
    table { font-size: .8rem; }
}
@media print {
    :root {
        color-scheme: light;
        --page: #ffffff; --card: #ffffff; --line: #bdbdb6; --text: #000000; --quiet: #4a4a45; --link: #000000;
        --works: #145230; --works-card: #ffffff; --amber: #6b3a00; --amber-card: #ffffff;
        --broken: #8f1711; --broken-card: #ffffff; --code: #ffffff;
    }
    html { font-size: 9.5pt; }
    body { max-width: none; padding: 0; }
    h1 { font-size: 1.5rem; }
    h2 { margin-top: 1.6rem; break-after: avoid; }
    .path { gap: 1.3rem; }
    .path > li { padding: .7rem .6rem; }
    .path .arrow { right: -1.2rem; width: 1.1rem; }
    .finding, .path > li { break-inside: avoid; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); }
}
`;
