import type { Side } from "../aws/side";
import { catalogue, type FindingId, type Leg } from "./catalogue";

/** What a finding means for replication. */
export const severities = ["wrong", "suspect", "unknown", "ok"] as const;
export type Severity = (typeof severities)[number];

/** One thing that the diagnosis says, as `--json` prints it. */
export interface Finding {
    readonly id: FindingId;
    readonly severity: Severity;
    readonly side: Side;
    /** What it is about: `policy of the bucket logs-copy, statement AllowReplicas`. */
    readonly where: string;
    readonly message: string;
    /** Commands that mend it, one a line; empty where there is nothing to mend, or nothing that a command could. */
    readonly fix: string;
}

/** What is managed by a resource, for drift: a stack that manages it mends it. */
export type Subject =
    | "configuration"
    | "versioning"
    | "policy"
    | "ownership"
    | "encryption"
    | "object lock"
    | "role"
    | "role policy"
    | "key policy"
    | "notification";

/** A finding with what the diagnosis itself needs to know of it. */
export interface Diagnosed extends Finding {
    /** Where on the way it is. Default: the catalogue's. */
    readonly leg?: Leg;
    /** What has to be changed to mend it; absent where no resource of a stack could. */
    readonly subject?: Subject;
    /** The actions that are refused, of a finding about requests. */
    readonly actions?: readonly string[];
}

/** What the findings come to; the worst first. */
export const results = ["broken", "unknown", "works"] as const;
export type Result = (typeof results)[number];

/** The result. That organizations may deny is always unknown, and said; by itself it does not make the result so. */
export function resultOf(findings: readonly Pick<Finding, "id" | "severity">[]): Result {
    if (findings.some(({ severity }) => severity === "wrong")) {
        return "broken";
    }
    const open = findings.some(
        ({ id, severity }) => severity === "unknown" && id !== "organization-policies",
    );
    return open ? "unknown" : "works";
}

const order = Object.keys(catalogue);

/** The worst first; of findings that are as bad, causes before what follows from them. */
export function inOrder<T extends Finding>(findings: readonly T[]): readonly T[] {
    const rank = ({ severity, id }: Finding) =>
        severities.indexOf(severity) * order.length + order.indexOf(id);
    return findings.toSorted((one, other) => rank(one) - rank(other));
}

/** Where on the way a finding is. */
export function legOf({ leg, id }: Diagnosed): Leg {
    return leg ?? catalogue[id].leg;
}
