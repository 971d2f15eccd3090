import { pairSettings } from "../../support/pair";
import { auditorsRead, policyOf } from "../existingBuckets";
import type { SettingsOf } from "./change";

const deletions = { deleteMarkerReplication: true };

function pairOf(name: string, more: { readonly source?: object; readonly destination?: object }): SettingsOf {
    const { source, destination } = pairSettings(name);
    return {
        [`${name}-destination`]: { ...destination, ...deletions, ...more.destination },
        [`${name}-source`]: { ...source, ...deletions, ...more.source },
    };
}

/** As the stack files that ship have it. */
const plain = pairOf("plain", { destination: { tags: { team: "sre" } }, source: { tags: { team: "sre" } } });

/** The rules of the pair that has everything: under a prefix, by tags, of plain objects alone, and paused. */
export const fullRules = [
    {
        id: "reports",
        priority: 3,
        prefix: "reports/",
        replicationTimeControl: true,
        storageClass: "STANDARD_IA",
    },
    { id: "kept", priority: 2, prefix: "kept/", tags: { keep: "yes" } },
    { id: "plain", priority: 1, prefix: "plain/", kmsEncryptedObjects: false },
    { id: "paused", priority: 0, prefix: "paused/", enabled: false },
] as const;

const full = pairOf("full", {
    destination: {
        replicationRolePath: "/replication/",
        encryption: { createKmsKey: true },
        objectLock: true,
        objectAnnotations: true,
        protectBucket: false,
        forceDestroy: true,
        lifecycle: { noncurrentVersionExpirationDays: 30, abortIncompleteMultipartUploadDays: 7 },
        accessLogging: { bucketName: "logs-destination" },
        bucketPolicy: policyOf(auditorsRead("full-destination")),
    },
    source: {
        replicationRolePath: "/replication/",
        encryption: { createKmsKey: true },
        objectLock: true,
        objectAnnotations: true,
        protectBucket: false,
        forceDestroy: true,
        confineTrust: true,
        permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
        monitoring: { alarms: true, events: { thresholds: true }, dashboard: true },
        backfill: { expirationDays: 30 },
        rules: fullRules,
    },
});

/** Of a pair whose role is made by hand. */
const roleOf = (pair: string) => `arn:aws:iam::111111111111:role/${pair}-replication`;

/** The bucket and the role of others. */
const existing = pairOf("existing", {
    destination: {
        existingBucket: true,
        protectBucket: false,
        grant: "account",
        bucketPolicy: policyOf(auditorsRead("existing-destination")),
    },
    source: {
        existingBucket: true,
        protectBucket: false,
        existingRoleArn: roleOf("existing"),
        attachRolePolicy: true,
    },
});

const several = pairSettings("several");

/** The one deployed by its stack, the other known by its name alone. */
export const places = {
    tokyo: { stack: "tokyo-destination" },
    singapore: { bucketArn: "arn:aws:s3:::several-singapore", accountId: "333333333333" },
};

export const [everywhere, reports] = [
    { id: "everything", priority: 1, destination: "tokyo" },
    { id: "reports", priority: 2, destination: "singapore", prefix: "reports/" },
];

const fanOut: SettingsOf = {
    "tokyo-destination": { ...several.destination, bucketName: "several-tokyo" },
    "several-source": {
        ...several.source,
        existingRoleArn: roleOf("several"),
        destinations: places,
        rules: [everywhere, reports],
    },
};

const here = {
    accountId: "111111111111",
    region: "ap-northeast-2",
    bucketName: "both-here",
    profile: "source",
};
const there = {
    accountId: "222222222222",
    region: "ap-northeast-1",
    bucketName: "both-there",
    profile: "destination",
};
export const bothWays = { ...deletions, replicaModificationSync: true };
const back = { existingBucket: true, manageVersioning: false, rules: [bothWays] };
const twoWay: SettingsOf = {
    "here-destination": {
        ...here,
        ...bothWays,
        sourceAccountId: there.accountId,
        replicationRoleName: "to-here",
    },
    "there-destination": {
        ...there,
        ...bothWays,
        sourceAccountId: here.accountId,
        replicationRoleName: "to-there",
    },
    "here-source": {
        ...here,
        ...back,
        destinationStack: "there-destination",
        replicationRoleName: "to-there",
    },
    "there-source": {
        ...there,
        ...back,
        destinationStack: "here-destination",
        replicationRoleName: "to-here",
    },
};

/** Stacks that belong together, as they are deployed before anything is changed: destinations first. */
export const bases = { plain, full, existing, fanOut, twoWay } as const;

export type BaseName = keyof typeof bases;
