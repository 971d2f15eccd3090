import { valueOf } from "../../diagnose/facts";
import { at } from "../../diagnose/judge/drift/told";
import { lostBuckets, redirected } from "../findings";
import { grouped } from "../grouped";
import type { Destination } from "../replicationRules";
import type { StackChanges } from "../stackChanges";
import type { MeaningId } from "./catalogue";
import { configurationOf } from "./configuration";
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
        ...lostBuckets(changes).map(({ stack, urn, id, name, operation, protected: refused }) => {
            // What the engine refuses before it announces it has no id.
            const made = before.resources.find((each) => each.urn === urn);
            const bucket = made ? bucketNameOf(made, before) : id || name;
            return meaning("bucket-lost", {
                stack,
                where: `bucket ${bucket}`,
                message:
                    `The bucket ${bucket} would be ${operation === "delete" ? "deleted" : "replaced"}.` +
                    (refused
                        ? " It is protected: Pulumi refuses."
                        : " Its objects do not move to another one."),
            });
        }),
        ...redirected(changes).map(({ stack, rule, name, before: from, after: to, unclear }) =>
            meaning(unclear ? "replication-may-be-redirected" : "replication-redirected", {
                stack,
                where: rule === undefined ? `replication configuration ${name}` : `rule ${rule} of ${name}`,
                message: `Objects that go to ${placeIn(from)} ${unclear ? "may go" : "would go"} to ${placeIn(to)}.`,
            }),
        ),
        ...changes.flatMap(ofOthers),
        ...before.resources.flatMap((old) => judgeResource(old, counterpart(old, after), before, after)),
        ...unprotected(before, after),
        ...expired(before, after),
        ...unseen(before, after),
        ...tagsLost(before, after),
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
            ...(id !== undefined && stays && !old.retained
                ? [lost(id, `bucket ${bucket}`, `The bucket ${bucket} ${what}.`)]
                : []),
            ...(/:BucketLogging(V2)?$/.test(type) && stays
                ? [
                      lost(
                          "alarms-lost",
                          `bucket ${bucket}`,
                          `Requests to the bucket ${bucket} would no longer be logged.`,
                      ),
                  ]
                : []),
            ...(isOf(old, "key") && !old.retained
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
    const bound = boundOf(old);
    return [
        ...weakened(old, fresh).map((what) =>
            lost("protection-lost", isOf(old, "key") ? `key ${old.name}` : `bucket ${bucket}`, what),
        ),
        ...(bound === undefined || bound === boundOf(fresh)
            ? []
            : [
                  lost(
                      "protection-lost",
                      `role ${textAt(old.inputs, "name") ?? old.name}`,
                      `What the role may do would no longer be bounded by ${bound}.`,
                  ),
              ]),
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
    ["bucket", "forceDestroy", false, "Deleting the bucket would delete every object in it first"],
    ["key", "enableKeyRotation", true, "The key would no longer be rotated"],
    ["key", "isEnabled", true, "The key would be disabled: nothing under it can be read"],
];

function weakened(old: PreviewedResource, fresh: PreviewedResource): readonly string[] {
    return guards
        .filter(
            ([of, path, value]) =>
                isOf(old, of) && at(old.inputs, path) === value && at(fresh.inputs, path) !== value,
        )
        .map(([, , , what]) => `${what}.`);
}

/** The permissions boundary of a role. */
function boundOf(resource: PreviewedResource): string | undefined {
    const boundary = isOf(resource, "role") ? textAt(resource.inputs, "permissionsBoundary") : "";
    return boundary === "" ? undefined : boundary;
}

/** What Pulumi would no longer refuse to delete, of each bucket together: one setting decides it. */
function unprotected(before: State, after: State): readonly MeaningFinding[] {
    const of = before.resources.filter((old) => old.protect && counterpart(old, after)?.protect === false);
    return grouped(of, (old) => JSON.stringify([old.stack, bucketNameOf(old, before)])).flatMap((group) =>
        group.slice(0, 1).map((old) =>
            meaning("protection-lost", {
                stack: old.stack,
                where: `bucket ${bucketNameOf(old, before)}`,
                message: `Pulumi would no longer refuse to delete ${listed(group.map(({ name }) => name))}.`,
            }),
        ),
    );
}

/** Noncurrent versions that Amazon S3 would delete, or sooner than now, of buckets that are there. */
function expired(before: State, after: State): readonly MeaningFinding[] {
    return after.resources
        .filter((each) => isOf(each, "lifecycle"))
        .flatMap((fresh) => {
            const bucket = bucketNameOf(fresh, after);
            const old = ofBucket(before, "lifecycle", bucket);
            const [had, has] = [old, fresh].map(expirationOf);
            const isSooner =
                has !== undefined && (had === undefined || has.days < had.days || has.kept < had.kept);
            return isSooner && ofBucket(before, "bucket", bucket)
                ? [
                      meaning("protection-lost", {
                          stack: fresh.stack,
                          where: `bucket ${bucket}`,
                          message: `Noncurrent versions would be deleted after ${has.days} days${has.kept > 0 ? `, all but the newest ${has.kept}` : ""}.`,
                      }),
                  ]
                : [];
        });
}

interface Expiration {
    readonly days: number;
    /** How many noncurrent versions stay in any case. */
    readonly kept: number;
}

function expirationOf(lifecycle: PreviewedResource | undefined): Expiration | undefined {
    const rules: unknown = lifecycle?.inputs.rules;
    const found = (Array.isArray(rules) ? rules : []).flatMap((rule: unknown): readonly Expiration[] => {
        const days = at(rule, "noncurrentVersionExpiration.noncurrentDays");
        const kept = at(rule, "noncurrentVersionExpiration.newerNoncurrentVersions");
        return typeof days === "number" ? [{ days, kept: typeof kept === "number" ? kept : 0 }] : [];
    });
    return found.toSorted((one, other) => one.days - other.days)[0];
}

/** Rules that replicate on, and of whose failures nobody would be told any more. */
function unseen(before: State, after: State): readonly MeaningFinding[] {
    return after.resources
        .filter((each) => isOf(each, "configuration"))
        .flatMap((fresh) => {
            const bucket = bucketNameOf(fresh, after);
            const { stack } = fresh;
            const old = ofBucket(before, "configuration", bucket);
            const enabled = (resource: PreviewedResource, state: State) =>
                (valueOf(configurationOf(resource, state))?.Rules ?? []).filter(
                    ({ Status }) => Status === "Enabled",
                );
            const had = old ? enabled(old, before) : [];
            const has = enabled(fresh, after);
            const kept = has.flatMap(({ ID }) => (had.some((rule) => rule.ID === ID) ? (ID ?? []) : []));
            const published = (rules: typeof has) =>
                rules.filter(({ Destination }) => Destination?.Metrics?.Status === "Enabled");
            const silent = kept.filter(
                (id) =>
                    published(had).some(({ ID }) => ID === id) && !published(has).some(({ ID }) => ID === id),
            );
            // Alarms of a rule that goes, or has another name, go with it.
            const alarms = before.resources.filter(
                (each) =>
                    each.type.endsWith(":MetricAlarm") &&
                    each.stack === stack &&
                    counterpart(each, after) === undefined &&
                    kept.some((id) => id === at(each.inputs, "dimensions.RuleId")),
            );
            return [
                ...(silent.length === 0
                    ? []
                    : [
                          meaning("alarms-lost", {
                              stack,
                              where: `replication configuration of the bucket ${bucket}`,
                              message: `Rules would publish no metrics any more: ${listed(silent)}. Of what fails nobody is told by them.`,
                          }),
                      ]),
                ...(alarms.length === 0
                    ? []
                    : [
                          meaning("alarms-lost", {
                              stack,
                              where: "CloudWatch",
                              message: `Alarms would go: ${listed(alarms.map(({ name }) => name))}.`,
                          }),
                      ]),
            ];
        });
}

/** Tags that would go, together where the same go of several resources: they are settings of the stack. */
function tagsLost(before: State, after: State): readonly MeaningFinding[] {
    const names = (resource: PreviewedResource | undefined) => {
        const tags = at(resource?.inputs, "tags");
        return Object.keys(typeof tags === "object" && tags !== null ? tags : {}).filter(
            (name) => name !== "__defaults",
        );
    };
    const lost = before.resources.flatMap((old) => {
        const fresh = counterpart(old, after);
        const kept = names(fresh);
        const gone = fresh ? names(old).filter((name) => !kept.includes(name)) : [];
        return gone.length === 0 ? [] : [{ old, gone }];
    });
    return grouped(lost, ({ old, gone }) => JSON.stringify([old.stack, gone])).flatMap((group) =>
        group.slice(0, 1).map(({ old: { stack }, gone }) =>
            meaning("tags-lost", {
                stack,
                where: `stack ${stack}`,
                message: `${listed(group.map(({ old }) => old.name))} would lose the tags ${listed(gone)}.`,
            }),
        ),
    );
}
