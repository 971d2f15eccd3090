import type { EngineEvent } from "@pulumi/pulumi/automation";
import { stripVTControlCharacters } from "node:util";
import { nameOf } from "./resourceChange";

/** What a preview says beside its changes: that something may be lost or not work, or what somebody else has to do. */
export interface Diagnostic {
    readonly severity: "warning" | "info";
    /** By which docs/warnings.md has it. Absent where it is not of this program. */
    readonly id?: string;
    /** The name of the resource that it is about. */
    readonly resource?: string;
    readonly message: string;
}

/** What is told. The engine also says "debug", which the type of its events leaves out, and "error". */
const severities: Readonly<Record<string, Diagnostic["severity"]>> = {
    warning: "warning",
    info: "info",
    "info#err": "info",
};

/** How the program's own warnings end, as `… [statements-lost]`. */
const ownId = /\s+\[([a-z]+(?:-[a-z]+)+)\]$/;

/** Warnings and notices, each once, the warnings first. */
export function diagnosticsOf(events: readonly EngineEvent[]): readonly Diagnostic[] {
    const said = events.flatMap((event) => diagnosticOf(event) ?? []);
    const distinct = [...new Map(said.map((one) => [JSON.stringify(one), one])).values()];
    return [
        ...distinct.filter(({ severity }) => severity === "warning"),
        ...distinct.filter(({ severity }) => severity === "info"),
    ];
}

function diagnosticOf({
    diagnosticEvent: said,
    policyEvent: violation,
}: EngineEvent): Diagnostic | undefined {
    if (violation && violation.enforcementLevel !== "mandatory") {
        return {
            severity: "warning",
            ...resourceOf(violation.resourceUrn),
            message: violationText(violation),
        };
    }
    const severity = said && severities[said.severity];
    // An ephemeral one is the progress of something.
    if (!said || severity === undefined || said.ephemeral) {
        return undefined;
    }
    const text = plain(said.message);
    if (text === "") {
        return undefined;
    }
    const id = ownId.exec(text)?.[1];
    return {
        severity,
        ...(id !== undefined && { id }),
        ...resourceOf(said.urn),
        message: text.replace(ownId, ""),
    };
}

/** What makes a preview fail: errors, and policies of the organization that are mandatory. */
export function errorsOf(events: readonly EngineEvent[], failure: string): readonly string[] {
    const reasons = events
        .flatMap(({ diagnosticEvent: said, policyEvent: violation }) => [
            ...(said?.severity === "error" ? [plain(said.message)] : []),
            ...(violation?.enforcementLevel === "mandatory" ? [violationText(violation)] : []),
        ])
        .filter((message) => message !== conclusion);
    return reasons.length > 0 ? [...new Set(reasons)] : [plain(failure)];
}

/** What the engine says at the end of any failure. */
const conclusion = "preview failed";

function violationText(violation: NonNullable<EngineEvent["policyEvent"]>): string {
    return `${violation.policyPackName} ${violation.policyName}: ${plain(violation.message)}`;
}

/** The stack itself is a resource of the engine's, and of nobody else's. */
function resourceOf(urn: string | undefined): Pick<Diagnostic, "resource"> {
    return urn === undefined || urn === "" || urn.includes("::pulumi:pulumi:Stack::")
        ? {}
        : { resource: nameOf(urn) };
}

/** A message without colours, be they the terminal's or the engine's own marks for them. */
function plain(message: string): string {
    return stripVTControlCharacters(message.replaceAll(/<\{%.*?%\}>/g, "")).trim();
}
