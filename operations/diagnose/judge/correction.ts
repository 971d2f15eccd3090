/*
 * The replication configuration, corrected. AWS takes it as a whole, so that what was read is put back with what is to change.
 */
import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { visibleJson } from "../../visible";
import { aws, json } from "../commands";
import type { DestinationFacts, Facts } from "../facts";
import { acrossAccounts, encryptsWithKms } from "./deployed";
import { valueOf } from "./use";

/** Linux takes arguments of up to 128 KiB. */
const longestArgument = 100_000;

/** Puts a configuration. AWS no longer takes a choice of existing objects, which an old one may have. */
export function putConfiguration(facts: Facts, { Role, Rules = [] }: ReplicationConfiguration): string {
    const configuration = { Role, Rules: Rules.map(({ ExistingObjectReplication, ...rule }) => rule) };
    const call = (argument: string) =>
        aws(
            facts,
            "source",
            `s3api put-bucket-replication --bucket ${facts.source.bucket.name} --replication-configuration ${argument}`,
        );
    const argument = json(configuration);
    return argument.length <= longestArgument
        ? call(argument)
        : `${call("file:///dev/stdin")} <<'END'\n${visibleJson(JSON.stringify(configuration))}\nEND`;
}

/** Puts the configuration with some of its rules corrected. None where there is nothing to put, or a rule has no correction. */
export function putCorrected(
    facts: Facts,
    wrong: readonly ReplicationRule[],
    correct: (rule: ReplicationRule) => ReplicationRule | undefined,
): string {
    const configuration = valueOf(facts.source.configuration);
    const rules = (configuration?.Rules ?? []).map((rule) => (wrong.includes(rule) ? correct(rule) : rule));
    const Rules = rules.filter((rule) => rule !== undefined);
    return configuration === undefined || Rules.length < rules.length
        ? ""
        : putConfiguration(facts, { ...configuration, Rules });
}

/** Puts the configuration with a rule more. */
export function putWithRuleTo(facts: Facts, destination: DestinationFacts): string {
    const configuration = valueOf(facts.source.configuration);
    const rules = configuration?.Rules ?? [];
    const priority = Math.max(0, ...rules.map(({ Priority = 0 }) => Priority)) + 1;
    const { Filter, Priority, DeleteMarkerReplication, ...old } = ruleTo(facts, destination, priority);
    // AWS does not take rules of both forms together.
    const rule = rules.some((each) => each.Filter === undefined)
        ? { ...old, Prefix: "" }
        : { ...old, Filter, Priority, DeleteMarkerReplication };
    return configuration === undefined
        ? ""
        : putConfiguration(facts, { ...configuration, Rules: [...rules, rule] });
}

/** A rule for every object to a destination. Delete markers stay as AWS has it, off. */
export function ruleTo(facts: Facts, destination: DestinationFacts, Priority: number): ReplicationRule {
    const { bucket, accountId } = destination;
    const rule: ReplicationRule = {
        ID: `to-${bucket.name}`,
        Priority,
        Status: "Enabled",
        Filter: { Prefix: "" },
        DeleteMarkerReplication: { Status: "Disabled" },
        Destination: {
            Bucket: bucket.arn,
            ...(accountId !== undefined &&
                acrossAccounts(facts, destination) && {
                    Account: accountId,
                    AccessControlTranslation: { Owner: "Destination" },
                }),
        },
    };
    return (encryptsWithKms(facts.source) ? selectingKmsObjects(destination)(rule) : undefined) ?? rule;
}

/** Lets a rule select objects under SSE-KMS. Undefined where no key is known that the replicas could be under. */
export function selectingKmsObjects(
    destination: DestinationFacts,
): (rule: ReplicationRule) => ReplicationRule | undefined {
    const ReplicaKmsKeyID = replicaKeyOf(destination);
    return (rule) =>
        ReplicaKmsKeyID === undefined
            ? undefined
            : {
                  ...rule,
                  SourceSelectionCriteria: {
                      ...rule.SourceSelectionCriteria,
                      SseKmsEncryptedObjects: { Status: "Enabled" },
                  },
                  Destination: {
                      Bucket: destination.bucket.arn,
                      ...rule.Destination,
                      EncryptionConfiguration: { ReplicaKmsKeyID },
                  },
              };
}

/** The key of the destination bucket, if replicas can be under it. */
export function replicaKeyOf({ bucket, keys, region }: DestinationFacts): string | undefined {
    const keyArn = valueOf(bucket.encryption)?.keyArn;
    const read = keyArn === undefined ? undefined : keys[keyArn];
    const key = read && valueOf(read);
    const fits =
        key?.state === "Enabled" &&
        key.spec === "SYMMETRIC_DEFAULT" &&
        !key.ofAws &&
        (region === undefined || key.arn.split(":")[3] === region);
    return fits ? key.arn : undefined;
}
