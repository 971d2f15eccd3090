/*
 * The replication configuration, corrected. AWS takes it as a whole, so that what was read is put back with what is to change.
 */
import type { ReplicationConfiguration, ReplicationRule } from "@aws-sdk/client-s3";
import { visibleJson } from "../../visible";
import { aws, json } from "../commands";
import { valueOf, type DestinationFacts, type Facts } from "../facts";
import { acrossAccounts, encryptsWithKms } from "./deployed";

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

/** What corrects the rules of a configuration; none where there is no correction. */
export type Correction = (rules: readonly ReplicationRule[]) => readonly ReplicationRule[] | undefined;

/** Corrects some rules, each at its place. */
export function correcting(
    { source }: Facts,
    wrong: readonly ReplicationRule[],
    correct: (rule: ReplicationRule) => ReplicationRule | undefined,
): Correction {
    const isWrong = (valueOf(source.configuration)?.Rules ?? []).map((rule) => wrong.includes(rule));
    return (rules) => {
        const corrected = rules.map((rule, place) => (isWrong[place] ? correct(rule) : rule));
        const found = corrected.filter((rule) => rule !== undefined);
        return found.length < corrected.length ? undefined : found;
    };
}

/** Adds a rule to a destination, after all others. */
export function addingRuleTo(facts: Facts, destination: DestinationFacts): Correction {
    return (rules) => {
        const priority = Math.max(0, ...rules.map(({ Priority = 0 }) => Priority)) + 1;
        const { Filter, Priority, DeleteMarkerReplication, ...old } = ruleTo(facts, destination, priority);
        // AWS does not take rules of both forms together.
        const rule = rules.some((each) => each.Filter === undefined)
            ? { ...old, Prefix: "" }
            : { ...old, Filter, Priority, DeleteMarkerReplication };
        return [...rules, rule];
    };
}

/** Puts the configuration with a correction, and with others that are to be made with it. */
export function putCorrected(facts: Facts, own: Correction, all: readonly Correction[]): string {
    const configuration = valueOf(facts.source.configuration);
    const rules = configuration?.Rules ?? [];
    const Rules = all.reduce<readonly ReplicationRule[]>(
        (before, correct) => correct(before) ?? before,
        rules,
    );
    return configuration === undefined || own(rules) === undefined
        ? ""
        : putConfiguration(facts, { ...configuration, Rules: [...Rules] });
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
