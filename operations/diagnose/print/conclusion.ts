import { resultOf, type Result } from "../finding";
import type { ObjectDiagnosis } from "../object/objectFacts";
import { resultOfObject } from "../object/resultOfObject";
import type { Report } from "../report";
import { problemsOf } from "./problems";

/** What the diagnosis comes to, in a sentence or two. */
export function conclusionOf(report: Report): string {
    const pair = resultOf(report.findings);
    const said = ofPair(pair, report);
    const object = report.object && ofObject(report.object);
    if (object === undefined) {
        return `${words[pair]}${said}`;
    }
    return report.result === pair
        ? `${words[pair]}${said} ${object}`
        : `${words[report.result]}. ${object} ${itself[pair]}${said}`;
}

const words: Readonly<Record<Result, string>> = { works: "Works", broken: "Broken", unknown: "Unknown" };
const itself: Readonly<Record<Result, string>> = {
    works: "The pair itself works",
    broken: "The pair itself is broken",
    unknown: "Of the pair itself it is unknown",
};

function ofPair(result: Result, { findings, unread }: Report): string {
    if (result === "works") {
        const suspect = findings.filter(({ severity }) => severity === "suspect").length;
        const looked = ": nothing that was read keeps objects from being replicated.";
        return suspect === 0 ? looked : `${looked} Suspect: ${suspect}.`;
    }
    const decides = result === "broken" ? "wrong" : "unknown";
    const first = problemsOf(findings).find(
        ({ finding: { id, severity } }) => severity === decides && id !== "organization-policies",
    );
    const what = first
        ? ` finding ${first.number}, ${first.finding.where}. ${firstLine(first.finding.message)}`
        : "";
    if (result === "broken") {
        return ` by${what}`;
    }
    const open = unread.length === 0 ? "" : ` Not read: ${unread.length}.`;
    return `: nothing that was read is wrong, but not all is known. The first is${what}${open}`;
}

/** A reason of several lines stands whole with its finding. */
function firstLine(message: string): string {
    const [first = "", ...more] = message.split(/\r?\n/);
    return more.length === 0 ? first : `${first} …`;
}

/** Undefined where the object is as it should be. */
function ofObject(object: ObjectDiagnosis): string | undefined {
    const { key, cause } = object;
    switch (resultOfObject(object)) {
        case "broken":
            return `The object ${key} should be at the destination, and is not.`;
        case "unknown":
            return cause === "pending"
                ? `S3 has not replicated the object ${key} yet.`
                : `Whether the object ${key} arrived is not known.`;
        case "works":
            return undefined;
    }
}
