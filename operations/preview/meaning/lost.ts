import { at } from "../../diagnose/judge/drift/told";
import { lostBuckets, redirected } from "../findings";
import type { Destination } from "../replicationRules";
import type { StackChanges } from "../stackChanges";
import type { MeaningId } from "./catalogue";
import { listed, meaning, type MeaningFinding } from "./finding";
import type { PreviewedResource } from "./resources";
import { bucketNameOf, isOf, ofBucket, textAt, type State } from "./state";

/** What somebody may miss: buckets, and what is set up for them; what is others'; and what protects. */
export function judgeLost(
    changes: readonly StackChanges[],
    before: State,
    after: State,
): readonly MeaningFinding[] {
    return [
        ...lostBuckets(changes).map(({ stack, id, name, operation, protected: refused }) =>
            meaning("bucket-lost", {
                stack,
                where: `bucket ${id || name}`,
                message:
                    `The bucket ${id || name} would be ${operation === "delete" ? "deleted" : "replaced"}.` +
                    (refused
                        ? " It is protected: Pulumi refuses."
                        : " Its objects do not move to another one."),
            }),
        ),
        ...redirected(changes).map(({ stack, rule, name, before: from, after: to, unclear }) =>
            meaning(unclear ? "replication-may-be-redirected" : "replication-redirected", {
                stack,
                where: rule === undefined ? `replication configuration ${name}` : `rule ${rule} of ${name}`,
                message: `Objects that go to ${placeIn(from)} ${unclear ? "may go" : "would go"} to ${placeIn(to)}.`,
            }),
        ),
        ...changes.flatMap(ofOthers),
        ...before.resources.flatMap((old) => judgeResource(old, counterpart(old, after), before, after)),
    ];
}

function placeIn({
    bucket = "a bucket that is not told",
    account = "an account that is not told",
}: Destination): string {
    return `${bucket} in ${account}`;
}

/** What the programs themselves have found of others', by the ids of their warnings. */
const warnings: Readonly<Record<string, MeaningId>> = {
    "statements-lost": "policy-lost",
    "replication-replaced": "configuration-lost",
    "notifications-replaced": "notification-lost",
};

function ofOthers({ stack, diagnostics }: StackChanges): readonly MeaningFinding[] {
    return diagnostics.flatMap(({ id, message, resource }) => {
        const found = id === undefined ? undefined : warnings[id];
        return found === undefined ? [] : [meaning(found, { stack, where: resource ?? stack, message })];
    });
}

/** The same resource after the deployment: by its URN, or by its type and bucket, if the program has another name for it. */
function counterpart(old: PreviewedResource, after: State): PreviewedResource | undefined {
    const bucket = textAt(old.inputs, "bucket");
    return (
        after.resources.find(({ urn }) => urn === old.urn) ??
        after.resources.find(
            (each) =>
                each.type === old.type && bucket !== undefined && textAt(each.inputs, "bucket") === bucket,
        )
    );
}

/** What a bucket has, and what it means where that goes. */
const settings = [
    ["configuration", "configuration-lost", "would no longer be replicated"],
    ["policy", "policy-lost", "would have no policy any more"],
    ["notification", "notification-lost", "would notify nobody any more"],
    ["versioning", "protection-lost", "would no longer be kept versioned"],
    ["ownership", "protection-lost", "would no longer enforce that its owner owns all objects"],
    ["encryption", "protection-lost", "would lose its default encryption"],
    ["publicAccess", "protection-lost", "would no longer be closed to the public"],
] as const;

function judgeResource(
    old: PreviewedResource,
    fresh: PreviewedResource | undefined,
    before: State,
    after: State,
): readonly MeaningFinding[] {
    const { stack, type } = old;
    const bucket = bucketNameOf(old, before);
    const lost = (id: MeaningId, where: string, message: string) => meaning(id, { stack, where, message });
    if (fresh === undefined) {
        const [, id, what] = settings.find(([of]) => isOf(old, of)) ?? [];
        // With the bucket all of it goes, and that is told of the bucket.
        const stays =
            ofBucket(before, "bucket", bucket) === undefined ||
            ofBucket(after, "bucket", bucket) !== undefined;
        return [
            ...(id !== undefined && stays
                ? [lost(id, `bucket ${bucket}`, `The bucket ${bucket} ${what}.`)]
                : []),
            ...(/:(MetricAlarm|BucketLogging)/.test(type)
                ? [lost("alarms-lost", old.name, `${type.split(":").at(-1)} ${old.name} would go.`)]
                : []),
            ...(isOf(old, "key")
                ? [
                      lost(
                          "protection-lost",
                          `key ${old.name}`,
                          `The stack would no longer keep the KMS key ${old.id ?? old.name}.`,
                      ),
                  ]
                : []),
        ];
    }
    return [
        ...weakened(old, fresh).map((what) =>
            lost("protection-lost", isOf(old, "key") ? `key ${old.name}` : `bucket ${bucket}`, what),
        ),
        ...tagsLost(old, fresh),
    ];
}

/** Members that protect as long as they are this. */
const guards: readonly (readonly [
    of: Parameters<typeof isOf>[1],
    path: string,
    value: unknown,
    otherwise: string,
])[] = [
    [
        "versioning",
        "versioningConfiguration.status",
        "Enabled",
        "Versioning would be suspended: what is overwritten or deleted is lost",
    ],
    ["publicAccess", "blockPublicAcls", true, "ACLs would open objects to the public again"],
    ["publicAccess", "ignorePublicAcls", true, "ACLs would open objects to the public again"],
    ["publicAccess", "blockPublicPolicy", true, "A policy could open the bucket to the public again"],
    ["publicAccess", "restrictPublicBuckets", true, "A public policy would count again"],
    [
        "ownership",
        "rule.objectOwnership",
        "BucketOwnerEnforced",
        "The bucket's owner would no longer own all objects, and ACLs would count",
    ],
    [
        "encryption",
        "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm",
        "aws:kms",
        "New objects would no longer be under a KMS key",
    ],
    ["bucket", "objectLockEnabled", true, "Object Lock would be off"],
    ["bucket", "forceDestroy", false, "Deleting the bucket would delete every object in it first"],
    ["key", "enableKeyRotation", true, "The key would no longer be rotated"],
    ["key", "isEnabled", true, "The key would be disabled: nothing under it can be read"],
];

function weakened(old: PreviewedResource, fresh: PreviewedResource): readonly string[] {
    const ended = at(old.inputs, expiry);
    const ends = at(fresh.inputs, expiry);
    return [
        ...(old.protect && !fresh.protect ? [`Pulumi would no longer refuse to delete ${old.name}.`] : []),
        ...guards
            .filter(
                ([of, path, value]) =>
                    isOf(old, of) && at(old.inputs, path) === value && at(fresh.inputs, path) !== value,
            )
            .map(([, , , what]) => `${what}.`),
        ...(typeof ends === "number" && !(typeof ended === "number" && ended <= ends)
            ? [`Noncurrent versions would be deleted after ${ends} days.`]
            : []),
    ];
}

const expiry = "rules.0.noncurrentVersionExpiration.noncurrentDays";

function tagsLost(old: PreviewedResource, fresh: PreviewedResource): readonly MeaningFinding[] {
    const names = ({ inputs }: PreviewedResource) => {
        const tags = at(inputs, "tags");
        return Object.keys(typeof tags === "object" && tags !== null ? tags : {}).filter(
            (name) => name !== "__defaults",
        );
    };
    const kept = names(fresh);
    const gone = names(old).filter((name) => !kept.includes(name));
    return gone.length === 0
        ? []
        : [
              meaning("tags-lost", {
                  stack: old.stack,
                  where: old.name,
                  message: `${old.name} would lose the tags ${listed(gone)}.`,
              }),
          ];
}
