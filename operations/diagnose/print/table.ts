import Table from "cli-table3";
import { breakable } from "../../breakable";
import { visible, visibleLines } from "../../visible";
import { catalogue } from "../catalogue";
import type { Finding } from "../finding";
import { conclusionOf } from "./conclusion";
import { eventsIn, reasonIn } from "./events";
import { healthyPlaces, mendedWith, problemsOf, remarksOf, type Problem } from "./problems";
import type { SampleDiagnosis } from "../sample/sampleDiagnosis";
import type { ObjectDiagnosis } from "../object/objectFacts";
import type { Report } from "../report";
import { sampleHead, sampleRow } from "./sample";

/** Columns beside the two that hold sentences: borders, number and severity. */
const fixedColumns = 22;

/** The report for people: a table no wider than the terminal, and below it what is to be pasted, whole. */
export function table(report: Report, pair: string, columns = 120): string {
    const problems = problemsOf(report.findings);
    const healthy = healthyPlaces(report.findings);
    // What a finding says stands there.
    const unsaid = report.unread.filter(
        (reason) => !report.findings.some(({ message }) => message.endsWith(reason)),
    );
    return [
        visible(pair),
        ...(problems.length === 0 ? [] : [problemTable(problems, Math.max(columns, 80))]),
        ...(healthy.length === 0 ? [] : [`Nothing wrong: ${visible(healthy.join("; "))}.`]),
        ...problems.map((problem) => fixOf(problem, problems)),
        ...remarksOf(report.findings).map(remarkOf),
        visible(conclusionOf(report)),
        ...(unsaid.length === 0 ? [] : [list("Not read:", unsaid)]),
        ...(report.reason ? [visible(reasonIn(report.reason))] : []),
        ...(report.object ? [ofObject(report.object)] : []),
        ...(report.sample ? [ofSample(report.sample, Math.max(columns, 80))] : []),
        ...(report.events ? [list("The queue of failure events:", eventsIn(report.events))] : []),
    ].join("\n\n");
}

function problemTable(problems: readonly Problem[], columns: number): string {
    const free = columns - fixedColumns;
    const where = Math.floor(free / 3);
    const what = free - where;
    const rows = grid(["#", "Severity", "Where", "What"], [5, 12, where, what]);
    rows.push(
        ...problems.map(({ number, finding: { severity, where: place, message } }) => [
            number,
            severity,
            breakable(visible(place), where - 2),
            breakable(visibleLines(message).replaceAll("\t", " "), what - 2),
        ]),
    );
    return rows.toString();
}

/** Without colours: the table is often kept. */
function grid(head: string[], colWidths: number[]) {
    return new Table({ head, colWidths, wordWrap: true, style: { head: [], border: [] } });
}

/** How a finding is mended, in words and in commands. They stand at the beginning of their lines, as long as they are. */
function fixOf(problem: Problem, problems: readonly Problem[]): string {
    const { id, fix } = problem.finding;
    const words = `${problem.number}. ${catalogue[id].mend}`;
    const other = mendedWith(problem, problems);
    if (other !== undefined) {
        return `${words} The command of ${other} does.`;
    }
    return fix === "" ? words : `${words}\n${visibleLines(fix)}`;
}

function remarkOf({ message, fix }: Finding): string {
    return fix === "" ? indented(message) : `${indented(message)}\n${visibleLines(fix)}`;
}

function list(title: string, items: readonly string[]): string {
    return [title, ...items.map((item) => `- ${indented(item)}`)].join("\n");
}

/** A text with further lines, which are seen to belong to it. */
function indented(text: string): string {
    return visibleLines(text).replaceAll("\n", "\n  ");
}

function ofObject({ key, versionId, status, message, fix }: ObjectDiagnosis): string {
    const version = versionId === undefined ? "" : `, version ${versionId}`;
    const said = `${visible(`Object ${key}${version}: ${status}.`)} ${indented(message)}`;
    return fix === "" ? said : `${said}\n${visibleLines(fix)}`;
}

function ofSample(sample: readonly SampleDiagnosis[], columns: number): string {
    const width = Math.floor((columns - 5) / 4);
    const cell = (text: string) => breakable(visible(text), width - 2);
    const rows = grid([...sampleHead], [width, width, width, width]);
    rows.push(
        ...sample
            .map(sampleRow)
            .map(({ rule, looked, statuses, causes }) => [
                cell(rule),
                cell(looked),
                statuses.map(cell).join("\n"),
                causes.map(cell).join("\n"),
            ]),
    );
    return `The newest versions under each rule:\n${rows.toString()}`;
}
