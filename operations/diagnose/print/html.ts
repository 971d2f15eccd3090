import { catalogue } from "../catalogue";
import type { Finding, Severity } from "../finding";
import { conclusionOf } from "./conclusion";
import { css } from "./css";
import { lines, markup, type Markup } from "./markup";
import { eventsIn, reasonIn } from "./events";
import { healthyPlaces, problemsOf, remarksOf, type Problem } from "./problems";
import type { SampleDiagnosis } from "../sample/sampleDiagnosis";
import type { ObjectDiagnosis } from "../object/objectFacts";
import type { Report } from "../report";
import { sampleHead, sampleRow } from "./sample";
import { arrow, signOf, words } from "./signs";
import { stateOfSeverity, type Resource, type State, type Step } from "./path";

/** What the page says beside the report. */
export interface PageContext {
    /** The pair in a line. */
    readonly pair: string;
    readonly path: readonly Step[];
    readonly readAt: Date;
}

const severityWords: Readonly<Record<Severity, string>> = {
    wrong: "Wrong",
    suspect: "Suspect",
    unknown: "Not known",
    ok: "Works",
};

/** The diagnosis as one page that needs nothing else: no network, no script. */
export function html(report: Report, { pair, path, readAt }: PageContext): string {
    const state: State = report.result;
    const problems = problemsOf(report.findings);
    const healthy = healthyPlaces(report.findings);
    const remarks = remarksOf(report.findings);
    const { html: page } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${words[state]}: S3 replication of ${pair}</title>
<style>${{ html: css }}</style>
</head>
<body>
<header class="${state}">
${stateLine(state, words[state])}
<h1>S3 replication</h1>
<p class="pair quiet">${pair}</p>
<p class="conclusion">${conclusionOf(report)}</p>
</header>
<main>
${section("The path of an object", markup`<ol class="path">\n${path.map(step)}\n</ol>`)}
${section("Findings", findings(problems))}
${remarks.length === 0 ? [] : section("Good to know", markup`${remarks.map(remark)}`)}
${healthy.length === 0 ? [] : section("Nothing wrong with", plain(healthy))}
${report.object ? section("The object", ofObject(report.object)) : []}
${report.sample ? section("The newest versions under each rule", ofSample(report.sample)) : []}
${report.reason ? section("The reason", markup`<p>${reasonIn(report.reason)}</p>`) : []}
${report.events ? section("The queue of failure events", plain(eventsIn(report.events))) : []}
${section("Not read", report.unread.length === 0 ? markup`<p>All was read.</p>` : plain(report.unread))}
</main>
<footer class="quiet"><p>Read at ${time(readAt)}: ${pair}.</p></footer>
</body>
</html>
`;
    return page;
}

function section(title: string, content: Markup): Markup {
    return markup`<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

function plain(items: readonly string[]): Markup {
    return markup`<ul class="plain">\n${items.map((item) => markup`<li class="lines">${lines(item)}</li>`)}\n</ul>`;
}

function time(at: Date): Markup {
    const iso = at.toISOString();
    return markup`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

function stateLine(state: State, word: string): Markup {
    return markup`<p class="state">${signOf(state)} ${word}</p>`;
}

function step({ leg, state, resources, problems }: Step, index: number, path: readonly Step[]): Markup {
    const its = problems.map(
        ({ number, finding }) =>
            markup`<li><a href="#finding-${number}">${number}. ${severityWords[finding.severity]}: ${finding.where}</a></li>`,
    );
    return markup`<li class="${state}">
<h3>${leg.charAt(0).toUpperCase()}${leg.slice(1)}</h3>
${stateLine(state, words[state])}
<ul class="resources">${resources.map(resource)}</ul>
${its.length === 0 ? [] : markup`<ul class="its">${its}</ul>`}
${index < path.length - 1 ? arrow : []}
</li>`;
}

function resource({ name, details = [] }: Resource): Markup {
    return markup`<li>${name}${details.map((detail) => markup` <span class="quiet">${detail}</span>`)}</li>`;
}

function findings(problems: readonly Problem[]): Markup {
    return problems.length === 0 ? markup`<p>None.</p>` : markup`${problems.map(problem)}`;
}

function problem({ number, finding: { id, severity, where, message, fix } }: Problem): Markup {
    const state = stateOfSeverity[severity];
    return markup`<article class="finding ${state}" id="finding-${number}">
${stateLine(state, severityWords[severity])}
<h3>${number}. ${where}</h3>
<p class="lines">${lines(message)}</p>
<p class="quiet">${catalogue[id].meaning}</p>
<p class="mend">${catalogue[id].mend}</p>
${commands(fix)}
</article>`;
}

function remark({ message, fix }: Finding): Markup {
    return markup`<p class="lines">${lines(message)}</p>\n${commands(fix)}`;
}

function commands(fix: string): Markup {
    return fix === "" ? markup`` : markup`<pre tabindex="0">${lines(fix)}</pre>`;
}

function ofObject({ key, versionId, status, message, fix }: ObjectDiagnosis): Markup {
    const version = versionId === undefined ? "" : `, version ${versionId}`;
    return markup`<article class="finding">
<h3>${key}${version}: ${status}</h3>
<p class="lines">${lines(message)}</p>
${commands(fix)}
</article>`;
}

function ofSample(sample: readonly SampleDiagnosis[]): Markup {
    const rows = sample
        .map(sampleRow)
        .map(
            ({ rule, looked, statuses, causes }) =>
                markup`<tr><td>${rule}</td><td>${looked}</td><td>${inLines(statuses)}</td><td>${inLines(causes)}</td></tr>`,
        );
    return markup`<table>
<thead><tr>${sampleHead.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

function inLines(texts: readonly string[]): Markup {
    return markup`${texts.map((text) => markup`<div>${text}</div>`)}`;
}
