import { isDeepStrictEqual } from "node:util";
import type { ReplicationRule } from "@aws-sdk/client-s3";
import { valueOf } from "../../diagnose/facts";
import { at } from "../../diagnose/judge/drift/told";
import { grouped } from "../grouped";
import type { MeaningId } from "./catalogue";
import { configurationOf } from "./configuration";
import { listed, meaning, type MeaningFinding } from "./finding";
import type { PreviewedResource } from "./resources";
import { bucketNameOf, isOf, ofBucket, textAt, type State } from "./state";

/** What would be charged that is not now. */
export function judgeCosts(before: State, after: State): readonly MeaningFinding[] {
    return [...ofRules(before, after), ...ofResources(before, after)];
}

const paid = [
    [
        "costs-replication-time-control",
        "have Replication Time Control",
        ({ Destination }: ReplicationRule) => Destination?.ReplicationTime?.Status === "Enabled",
    ],
    [
        "costs-metrics",
        "publish metrics",
        ({ Destination }: ReplicationRule) => Destination?.Metrics?.Status === "Enabled",
    ],
] as const;

function ofRules(before: State, after: State): readonly MeaningFinding[] {
    return after.resources
        .filter((each) => isOf(each, "configuration"))
        .flatMap((fresh) => {
            const bucket = bucketNameOf(fresh, after);
            // A bucket that takes the place of another has the same rules to pay for.
            const old =
                ofBucket(before, "configuration", bucket) ??
                before.resources.find(({ urn }) => urn === fresh.urn);
            const had = (old && valueOf(configurationOf(old, before))?.Rules) ?? [];
            const has = valueOf(configurationOf(fresh, after))?.Rules ?? [];
            const place = { stack: fresh.stack, where: `replication configuration of the bucket ${bucket}` };
            const earlier = (rule: ReplicationRule) =>
                had.find(({ ID }) => ID === rule.ID) ??
                // The same under another id.
                had.find((old) => has.every(({ ID }) => ID !== old.ID) && isAlike(old, rule));
            const names = (rules: readonly ReplicationRule[]) =>
                listed(rules.map(({ ID }) => ID ?? "without an id"));
            const classes = has.filter((rule) => classOf(rule) !== classOf(earlier(rule)));
            const [earlierOnes, destinations] = [destinationsOf(had), destinationsOf(has)];
            const more = destinations.filter((arn) => !earlierOnes.includes(arn));
            return [
                ...paid.flatMap(([id, what, isOn]) => {
                    const now = has.filter((rule) => isOn(rule) && !earlierIs(earlier(rule), isOn));
                    return now.length === 0
                        ? []
                        : [meaning(id, { ...place, message: `Rules would ${what}: ${names(now)}.` })];
                }),
                ...(classes.length === 0
                    ? []
                    : [
                          meaning("costs-storage-class", {
                              ...place,
                              message: `New replicas would be in another storage class: ${listed(classes.map((rule) => `${classOf(rule)} by the rule ${rule.ID ?? "without an id"}`))}.`,
                          }),
                      ]),
                ...(had.length === 0 || destinations.length <= earlierOnes.length
                    ? []
                    : [
                          meaning("costs-destination", {
                              ...place,
                              message: `Objects would be stored once more: in ${listed(more)}.`,
                          }),
                      ]),
            ];
        });
}

function isAlike(one: ReplicationRule, other: ReplicationRule): boolean {
    return (
        one.Destination?.Bucket === other.Destination?.Bucket && isDeepStrictEqual(one.Filter, other.Filter)
    );
}

function destinationsOf(rules: readonly ReplicationRule[]): readonly string[] {
    return [...new Set(rules.flatMap(({ Destination }) => Destination?.Bucket ?? []))];
}

const earlierIs = (rule: ReplicationRule | undefined, isOn: (rule: ReplicationRule) => boolean) =>
    rule !== undefined && isOn(rule);

const original = "the original's";

function classOf(rule: ReplicationRule | undefined): string {
    return rule?.Destination?.StorageClass ?? original;
}

function ofResources(before: State, after: State): readonly MeaningFinding[] {
    const made = (of: RegExp) => {
        const some = newIn(after, before, of);
        return some.length > newIn(before, after, of).length ? some : [];
    };
    const told = (id: MeaningId, where: string, what: string, some: readonly PreviewedResource[]) =>
        grouped(some, ({ stack }) => stack).flatMap((group) =>
            group.slice(0, 1).map(({ stack }) =>
                meaning(id, {
                    stack,
                    where,
                    message: `New ${what}: ${listed(group.map(({ name }) => name))}.`,
                }),
            ),
        );
    const withoutBucketKey = after.resources.filter((each) => {
        const old = before.resources.find(({ urn }) => urn === each.urn);
        const on = (inputs: unknown) => at(inputs, "rules.0.bucketKeyEnabled") === true;
        return (
            isOf(each, "encryption") &&
            encrypts(each) &&
            old !== undefined &&
            on(old.inputs) &&
            !on(each.inputs)
        );
    });
    return [
        ...told("costs-alarms", "CloudWatch", "alarms or dashboards", [
            ...made(/:MetricAlarm$/),
            ...made(/:Dashboard$/),
        ]),
        ...told("costs-key", "KMS", "keys", made(/^aws:kms\/key:Key$/)),
        ...withoutBucketKey.map((each) =>
            meaning("costs-key", {
                stack: each.stack,
                where: `bucket ${bucketNameOf(each, after)}`,
                message: `The bucket ${bucketNameOf(each, after)} would have no S3 Bucket Key, so that KMS is called for each object.`,
            }),
        ),
    ];
}

/** What one state has and the other has not. */
function newIn(state: State, other: State, of: RegExp): readonly PreviewedResource[] {
    const known = new Set(other.resources.map(({ urn }) => urn));
    return state.resources.filter(({ urn, type }) => of.test(type) && !known.has(urn));
}

function encrypts({ inputs }: PreviewedResource): boolean {
    const algorithm = textAt(inputs, "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm");
    return algorithm?.startsWith("aws:kms") ?? false;
}
