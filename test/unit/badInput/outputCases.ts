import * as pulumi from "@pulumi/pulumi";
import type { ComponentCase } from "./componentCase";
import { plainCases } from "./componentCases";
import type { LateCase } from "./lateCases";
import { isPending } from "../../../components/validation/pending";
import { destinationArgs, inTokyo, sourceArgs, underKey } from "../support/sides";

/** The arguments and members that may be outputs, and what is not made where one is wrong: mostly what comes last. */
const unmadeBy: Readonly<Record<string, string>> = {
    "copy-bucket": "bucketName forceDestroy tags tags.*",
    "copy-policy":
        "bucketPolicy bucketPolicy.* sourceAccountId replicationRoleName replicationRolePath grant deleteMarkerReplication",
    // It makes nothing: a destination puts it out.
    "": "replicaModificationSync",
    "copy-replication":
        "replicationRoleName replicationRolePath permissionsBoundary existingRoleArn policies destination destination.bucketArn " +
        "destinationAccountId destination.objectAnnotations " +
        "destination.accountId destination.region destination.sourceAccountId destination.replicationRoleName " +
        "destination.replicationRolePath destination.deleteMarkerReplication destination.kmsKeyArn " +
        "destination.bucketKey destination.sourceBucketKey destination.objectLock " +
        "destination.replicaModificationSync rules rules[] rules[].id rules[].priority rules[].prefix rules[].tags " +
        "rules[].tags.* rules[].enabled rules[].deleteMarkerReplication rules[].destination rules[].storageClass " +
        "rules[].metrics rules[].replicationTimeControl rules[].replicaModificationSync rules[].kmsEncryptedObjects",
    "copy-encryption": "encryption.kmsKeyArn encryption.bucketKey encryption.sourceBucketKey",
    "copy-logging": "accessLogging.bucketName accessLogging.prefix",
    "copy-failed-replication": "monitoring.alarmTopicArns[]",
    "copy-latency-replication": "monitoring.latencyThresholdSeconds",
    "copy-backfill-bucket": "backfill.bucketName",
    "copy-backfill-lifecycle": "backfill.expirationDays",
    "copy-backfill-role": "backfill.roleName",
    "copy-backfill-role-policy": "backfill.prefix backfill.kmsKeyArn",
    "copy-events": "monitoring.events.topicArn monitoring.events.queueArn monitoring.events.thresholds",
};
const inputs = new Map(
    Object.entries(unmadeBy).flatMap(([unmade, places]) => places.split(" ").map((place) => [place, unmade])),
);

/** The places that may be outputs. */
export const places: readonly string[] = [...inputs.keys()];

/** A path as it is called there: without numbers, names of destinations, and what is in a text or among tags. */
export function placeOf(message: string): string {
    return pathOf(message)
        .replace(/\btags\..*$/s, "tags.*")
        .replace(/^bucketPolicy\..*$/, "bucketPolicy.*")
        .replace(/^destinations\.\w+/, "destination")
        .replace(/\[\d+\]/, "[]");
}

/** What has to be plain, since what is made depends on it. */
const plainOnly: readonly RegExp[] = [
    /^(existingBucket|manageVersioning|objectLock|objectAnnotations|protectBucket|attachRolePolicy|confineTrust)$/,
    /^(encryption(\.createKmsKey)?|lifecycle(\.\w+)?|accessLogging|destinations|a name of destinations)$/,
    /^backfill(\.existingBucket)?$/,
    /^monitoring(\.(alarms|alarmTopicArns|events|dashboard))?$/,
];

/** Where it is wrong that there is a value at all: an output is refused at once, and shown as one. */
const refusedAtAll = [
    /; leave it out(: AWS| on a source| where (existingRoleArn|existingBucket|alarms|destinations?) )/,
    /\.(alarm|bucket|deleteMarkers|keyArn|lambda|suffix|versionDeletion) is /,
];

/** Cases where the value cannot be an output, though it can in others. */
const plainHere: readonly ((args: Arguments, path: string, message: string) => boolean)[] = [
    // There is an alarm for each rule.
    ({ monitoring }, path) => monitoring !== undefined && path.startsWith("rules"),
    // Whether there is a topic decides what is made.
    (_, _path, message) => message.includes("monitoring.events.topicArn is missing"),
    // That a source makes no key for a bucket that exists comes first then.
    ({ destination, encryption }, path) =>
        path === "encryption.bucketKey" &&
        destination !== undefined &&
        textOf(encryption) === '{"createKmsKey":true}',
];

function pathOf(message: string): string {
    return /^\w+ "copy": (.*?) is /s.exec(message)?.[1] ?? "";
}

type Arguments = Readonly<Record<string, unknown>>;
const textOf = (value: unknown) => JSON.stringify(value);

function asOutput(example: ComponentCase): readonly LateCase[] {
    const { message } = example;
    const path = pathOf(message);
    const isSource = "source" in example;
    const args: Arguments = isSource
        ? { ...sourceArgs, ...fitting(path), ...example.source }
        : { ...destinationArgs, ...example.destination };
    if (
        plainOnly.some((paths) => paths.test(path)) ||
        plainHere.some((applies) => applies(args, path, message))
    ) {
        return [];
    }
    const atAll = refusedAtAll.some((text) => text.test(message));
    const late = {
        message: atAll ? message.replace(/ is .*?; (allowed: |leave it out)/s, " is an output; $1") : message,
        unmade: atAll ? "copy-bucket" : unmadeWith(args, message),
        world: isSource ? ofSeoul : ofTokyo,
    };
    const given = withOutput(args, keysOf(path));
    return [isSource ? { ...late, source: given } : { ...late, destination: given }];
}

function unmadeWith({ monitoring }: Arguments, message: string): string {
    if (message.includes("Alarms and dashboard")) {
        return textOf(monitoring).includes("dashboard") ? "copy-dashboard" : "copy-latency-b";
    }
    const unmade = inputs.get(placeOf(message));
    if (unmade === undefined) {
        throw new Error(`Neither plain alone nor an input: ${message}`);
    }
    return unmade;
}

/** A destination that has what the argument of that path asks of it, else that is told. */
function fitting(path: string): { readonly destination?: object } {
    return path.startsWith("encryption.")
        ? { destination: underKey }
        : path.startsWith("monitoring.")
          ? { destination: inTokyo }
          : {};
}

/** Each bucket exists in the region of its side, for the cases with an existing one. */
const ofSeoul = { buckets: { originals: "ap-northeast-2", logs: "ap-northeast-2" } };
const ofTokyo = { buckets: { replicas: "ap-northeast-1", logs: "ap-northeast-1" } };

/** The keys of a path, of which those of tags may hold anything. */
function keysOf(path: string): readonly string[] {
    const [, place = path, tag] = /^(.*?\btags)\.(.*)$/s.exec(path) ?? [];
    return [...place.split(/[.[\]]+/).filter((key) => key !== ""), ...(tag === undefined ? [] : [tag])];
}

/** The same arguments with the value of that path as an output, or what a text holds there as one text. */
function withOutput(args: object, [key = "", ...deeper]: readonly string[]): object {
    const value: unknown = Reflect.get(args, key);
    const within = typeof value === "object" && value !== null && !isPending(value) && deeper.length > 0;
    const changed = within ? withOutput(value, deeper) : pulumi.output(value);
    return Array.isArray(args)
        ? args.map((each: unknown, index) => (String(index) === key ? changed : each))
        : { ...args, [key]: changed };
}

/** The cases of an argument that may be an output, with it alone as one: the message still names it. */
export const outputCases: readonly LateCase[] = plainCases.flatMap(asOutput);
