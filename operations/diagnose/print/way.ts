import { legs, type Leg } from "../catalogue";
import type { DestinationFacts, Facts, Read, SideFacts } from "../facts";
import { legOf, severities, type Diagnosed, type Severity } from "../finding";
import { problemsOf, type Problem } from "./problems";

/** Whether objects come past a station: by its worst finding, else whether anything is known of it. */
export type State = "works" | "suspect" | "unknown" | "broken";

/** A station on the way from original to replica. */
export interface Station {
    readonly leg: Leg;
    readonly state: State;
    /** What stands there. */
    readonly things: readonly Thing[];
    readonly problems: readonly Problem<Diagnosed>[];
}

/** Something with a name, and the account and the region that it is in. */
export interface Thing {
    readonly name: string;
    readonly details?: readonly string[];
}

/** What a finding makes of its station. */
export const stateOfSeverity: Readonly<Record<Severity, State>> = {
    wrong: "broken",
    suspect: "suspect",
    unknown: "unknown",
    ok: "works",
};

/** The way of an object, station by station. */
export function wayOf(facts: Facts, findings: readonly Diagnosed[]): readonly Station[] {
    const problems = problemsOf(findings);
    return legs.map((leg) => ({
        leg,
        state: stateOf(
            facts,
            leg,
            findings.filter((finding) => legOf(finding) === leg),
        ),
        things: thingsAt(facts, leg),
        problems: problems.filter(({ finding }) => legOf(finding) === leg),
    }));
}

/** That organizations may deny is always unknown, and by itself makes no station so. */
function stateOf(facts: Facts, leg: Leg, findings: readonly Diagnosed[]): State {
    const said = findings.filter(({ id }) => id !== "organization-policies").map(({ severity }) => severity);
    const worst = severities.find((severity) => said.includes(severity));
    if (worst !== undefined) {
        return stateOfSeverity[worst];
    }
    return leg === "key" && needsNoKey(facts) ? "works" : "unknown";
}

function thingsAt(facts: Facts, leg: Leg): readonly Thing[] {
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

function bucketOf({ bucket, accountId, region }: SideFacts): Thing {
    return { name: bucket.name, details: known([accountId, region]) };
}

/** The role, by its name and account. */
function roleOf({ source, intendedRoleArn }: Facts): readonly Thing[] {
    const arn =
        valueOf(source.role)?.arn ?? valueOf(source.configuration)?.Role ?? intendedRoleArn ?? undefined;
    return arn === undefined ? [] : [named(arn)];
}

function keysOf({ source, destinations }: Facts): readonly Thing[] {
    return [source, ...destinations].flatMap(({ keys }) => Object.keys(keys).map(named));
}

/** `arn:aws:iam::111111111111:role/here` as `role/here` of account 111111111111. */
function named(arn: string): Thing {
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
