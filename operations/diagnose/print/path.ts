import { legs, type Leg } from "../catalogue";
import type { DestinationFacts, Facts, Read, SideFacts } from "../facts";
import { legOf, severities, type Diagnosed, type Severity } from "../finding";
import { problemsOf, type Problem } from "./problems";

/** Whether objects come past a step: by its worst finding, else whether anything is known of it. */
export type State = "works" | "suspect" | "unknown" | "broken";

/** A step on the path from original to replica. */
export interface Step {
    readonly leg: Leg;
    readonly state: State;
    /** What stands there. */
    readonly resources: readonly Resource[];
    readonly problems: readonly Problem<Diagnosed>[];
}

/** Something with a name, and the account and the region that it is in. */
export interface Resource {
    readonly name: string;
    readonly details?: readonly string[];
}

/** What a finding makes of its step. */
export const stateOfSeverity: Readonly<Record<Severity, State>> = {
    wrong: "broken",
    suspect: "suspect",
    unknown: "unknown",
    ok: "works",
};

/** The path of an object, step by step. */
export function pathOf(facts: Facts, findings: readonly Diagnosed[]): readonly Step[] {
    const problems = problemsOf(findings);
    return legs.map((leg) => ({
        leg,
        state: stateOf(
            facts,
            leg,
            findings.filter((finding) => legOf(finding) === leg),
        ),
        resources: resourcesAt(facts, leg),
        problems: problems.filter(({ finding }) => legOf(finding) === leg),
    }));
}

/** That organizations may deny is always unknown, and by itself makes no step so. */
function stateOf(facts: Facts, leg: Leg, findings: readonly Diagnosed[]): State {
    const said = findings.filter(({ id }) => id !== "organization-policies").map(({ severity }) => severity);
    const worst = severities.find((severity) => said.includes(severity));
    if (worst !== undefined) {
        return stateOfSeverity[worst];
    }
    return leg === "key" && needsNoKey(facts) ? "works" : "unknown";
}

function resourcesAt(facts: Facts, leg: Leg): readonly Resource[] {
    const { source, destinations } = facts;
    switch (leg) {
        case "source bucket":
            return [bucketOf(source)];
        case "role":
            return roleOf(facts);
        case "destination policy":
            return destinations.map(({ bucket }) => ({ name: `policy of ${bucket.name}` }));
        case "key":
            return needsNoKey(facts) ? [{ name: "no KMS key needed" }] : keysOf(facts);
        case "destination bucket":
            return destinations.map(bucketOf);
    }
}

function bucketOf({ bucket, accountId, region }: SideFacts): Resource {
    return { name: bucket.name, details: known([accountId, region]) };
}

/** The role, by its name and account. */
function roleOf({ source, intendedRoleArn }: Facts): readonly Resource[] {
    const arn =
        valueOf(source.role)?.arn ?? valueOf(source.configuration)?.Role ?? intendedRoleArn ?? undefined;
    return arn === undefined ? [] : [named(arn)];
}

function keysOf({ source, destinations }: Facts): readonly Resource[] {
    return [source, ...destinations].flatMap(({ keys }) => Object.keys(keys).map(named));
}

/** `arn:aws:iam::111111111111:role/here` as `role/here` of account 111111111111. */
function named(arn: string): Resource {
    const [, , , region, account, ...name] = arn.split(":");
    return { name: name.join(":") || arn, details: known([account, region]) };
}

function known(parts: readonly (string | undefined)[]): readonly string[] {
    return parts.flatMap((part) => (part === undefined || part === "" ? [] : [part]));
}

/** Whether it is known that no object is under a key: neither bucket has one by default, and no rule names one. */
function needsNoKey({ source, destinations }: Facts): boolean {
    const rules = valueOf(source.configuration)?.Rules;
    const sides: readonly (SideFacts | DestinationFacts)[] = [source, ...destinations];
    return (
        rules !== undefined &&
        rules.every(({ Destination }) => Destination?.EncryptionConfiguration === undefined) &&
        sides.every(
            ({ bucket, keys }) =>
                Object.keys(keys).length === 0 &&
                ("none" in bucket.encryption || valueOf(bucket.encryption)?.algorithm === "AES256"),
        )
    );
}

function valueOf<T>(read: Read<T>): T | undefined {
    return "value" in read ? read.value : undefined;
}
