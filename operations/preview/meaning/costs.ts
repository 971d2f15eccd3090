import type { ReplicationRule } from "@aws-sdk/client-s3";
import { valueOf } from "../../diagnose/facts";
import { at } from "../../diagnose/judge/drift/told";
import { configurationOf } from "./configuration";
import { listed, meaning, type MeaningFinding } from "./finding";
import { bucketNameOf, isOf, ofBucket, type State } from "./state";

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
            const old = ofBucket(before, "configuration", bucket);
            const had = (old && valueOf(configurationOf(old, before))?.Rules) ?? [];
            const has = valueOf(configurationOf(fresh, after))?.Rules ?? [];
            const place = { stack: fresh.stack, where: `replication configuration of the bucket ${bucket}` };
            const earlier = ({ ID }: ReplicationRule) => had.find((rule) => rule.ID === ID);
            const names = (rules: readonly ReplicationRule[]) =>
                listed(rules.map(({ ID }) => ID ?? "without an id"));
            const classes = has.filter((rule) => classOf(rule) !== classOf(earlier(rule)));
            const destinations = new Set(has.flatMap(({ Destination }) => Destination?.Bucket ?? []));
            const more = [...destinations].filter(
                (arn) => had.length > 0 && had.every(({ Destination }) => Destination?.Bucket !== arn),
            );
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
                ...(more.length === 0 || had.length === 0
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

const earlierIs = (rule: ReplicationRule | undefined, isOn: (rule: ReplicationRule) => boolean) =>
    rule !== undefined && isOn(rule);

const original = "the original's";

function classOf(rule: ReplicationRule | undefined): string {
    return rule?.Destination?.StorageClass ?? original;
}

function ofResources(before: State, after: State): readonly MeaningFinding[] {
    const had = new Set(before.resources.map(({ urn }) => urn));
    const made = after.resources.filter(({ urn }) => !had.has(urn));
    const alarms = made.filter(({ type }) => /:(MetricAlarm|Dashboard)$/.test(type));
    const keys = made.filter((each) => isOf(each, "key"));
    const told = (some: typeof made) => listed(some.map(({ name }) => name));
    const withoutBucketKey = after.resources.filter((each) => {
        const old = before.resources.find(({ urn }) => urn === each.urn);
        const on = (inputs: unknown) => at(inputs, "rules.0.bucketKeyEnabled") === true;
        return isOf(each, "encryption") && old !== undefined && on(old.inputs) && !on(each.inputs);
    });
    return [
        ...(alarms.length === 0
            ? []
            : [
                  meaning("costs-alarms", {
                      where: "CloudWatch",
                      message: `New alarms or dashboards: ${told(alarms)}.`,
                  }),
              ]),
        ...(keys.length === 0
            ? []
            : [meaning("costs-key", { where: "KMS", message: `New keys: ${told(keys)}.` })]),
        ...withoutBucketKey.map((each) =>
            meaning("costs-key", {
                stack: each.stack,
                where: `bucket ${bucketNameOf(each, after)}`,
                message: `The bucket ${bucketNameOf(each, after)} would have no S3 Bucket Key, so that KMS is called for each object.`,
            }),
        ),
    ];
}
