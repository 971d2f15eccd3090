import type { ReplicationRule } from "@aws-sdk/client-s3";
import { partOfArn, roleOfArn } from "../../../components/policies/arn";
import {
    originalsUse,
    replicasUse,
    type BucketKeyUse,
    type UsedKey,
} from "../../../components/policies/keyUse";
import type { RolePermissionsInput } from "../../../components/policies/sourcePolicies";
import { prefixOf, replicatesDeleteMarkers } from "../../replicationRules";
import {
    roleArnOf,
    valueOf,
    type DestinationFacts,
    type Facts,
    type KeyFacts,
    type Read,
    type SideFacts,
} from "../facts";
import { acrossAccounts, countingRules } from "./deployed";

/** What the rules to a destination use of it. */
export interface UsedDestination {
    readonly facts: DestinationFacts;
    /** The rules that count: those that are enabled, and all where none is. */
    readonly rules: readonly ReplicationRule[];
    /** The keys that the rules name for replicas of objects under SSE-KMS. */
    readonly keys: readonly UsedKey[];
}

/** What is used of a pair. */
export interface Use {
    readonly roleArn: string;
    /** The source's key, where a rule selects objects under SSE-KMS. */
    readonly sourceKey?: UsedKey;
    readonly destinations: readonly UsedDestination[];
    /** Whether it is known how keys are used: by whether the buckets have S3 Bucket Keys. */
    readonly keyUseKnown: boolean;
}

/** What replication uses, by what is deployed. Undefined where nobody says which role it is. */
export function useOf(facts: Facts): Use | undefined {
    const { source, destinations, partition } = facts;
    const roleArn = roleArnOf(facts);
    if (roleArn === undefined || roleOfArn(roleArn).name === undefined) {
        return undefined;
    }
    const used = destinations.flatMap((destination) => {
        const rules = countingRules(facts, destination);
        // Of a source that may not be read the destination is judged all the same.
        return rules.length > 0 || valueOf(source.configuration) === undefined
            ? [{ facts: destination, rules, keys: replicaKeys(rules, destination, facts) }]
            : [];
    });
    return {
        roleArn,
        ...(used.some(({ rules: own }) => own.some(selectsKmsObjects)) && {
            sourceKey: originalsKey(source, partition),
        }),
        destinations: used,
        keyUseKnown: [source, ...destinations].every(({ bucket }) => !("unread" in bucket.encryption)),
    };
}

/** Whether a rule selects objects under SSE-KMS. */
export function selectsKmsObjects({ SourceSelectionCriteria }: ReplicationRule): boolean {
    return SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status === "Enabled";
}

function originalsKey(source: SideFacts, partition: string): UsedKey | undefined {
    const encryption = valueOf(source.bucket.encryption);
    return encryption?.keyArn === undefined
        ? undefined
        : usedKey(encryption.keyArn, source, partition, originalsUse(encryption.bucketKey));
}

function replicaKeys(
    rules: readonly ReplicationRule[],
    destination: DestinationFacts,
    facts: Facts,
): readonly UsedKey[] {
    const { source, partition } = facts;
    const named = rules
        .filter(selectsKmsObjects)
        .flatMap(({ Destination }) => Destination?.EncryptionConfiguration?.ReplicaKmsKeyID ?? [])
        .filter((name) => name.startsWith("arn:") || !acrossAccounts(facts, destination))
        .map((name) => arnOfKey(destination, name))
        // What is behind an alias that nobody may read is not known.
        .filter((arn) => arn.includes(":key/"));
    const bucketKey = ({ bucket: { encryption } }: SideFacts) =>
        "unread" in encryption ? undefined : (valueOf(encryption)?.bucketKey ?? false);
    const [before, after] = [bucketKey(source), bucketKey(destination)];
    const use =
        before === undefined || after === undefined
            ? "either"
            : replicasUse({ source: before, destination: after });
    return [...new Set(named)].map((arn) => usedKey(arn, destination, partition, use));
}

function usedKey(
    keyArn: string,
    { region, bucket }: SideFacts,
    partition: string,
    bucketKey: BucketKeyUse,
): UsedKey {
    return {
        keyArn,
        region: region ?? partOfArn(keyArn, "region"),
        bucketArn: bucket.arn,
        bucketKey,
        dnsSuffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    };
}

/** The prefixes of rules. */
export function prefixesIn(rules: readonly ReplicationRule[]): readonly string[] {
    const prefixes = [...new Set(rules.map(prefixOf))];
    return prefixes.length === 0 ? [""] : prefixes;
}

/** A key by its ARN, whatever it was read by; undefined where it was not asked for. */
export function keyAt({ keys }: SideFacts, arn: string): Read<KeyFacts> | undefined {
    return keys[arn] ?? Object.values(keys).find((read) => valueOf(read)?.arn === arn);
}

/** The ARN of a key that may be named by its id or an alias; the name where the key was not read. */
export function arnOfKey({ keys }: SideFacts, name: string): string {
    const read = keys[name];
    return (read && valueOf(read)?.arn) ?? name;
}

/** Whether any of the rules hands its replicas to the destination's account. Of rules that nobody may read one may. */
export function ownerOverrideIn(rules: readonly ReplicationRule[]): boolean {
    return rules.length === 0 || rules.some(overridesOwner);
}

/** Whether a rule hands its replicas to the destination's account. */
export function overridesOwner({ Destination }: ReplicationRule): boolean {
    return Destination?.AccessControlTranslation?.Owner === "Destination";
}

/** Whether any of the rules replicates delete markers. */
export function deleteMarkersIn(rules: readonly ReplicationRule[]): boolean {
    return rules.some(replicatesDeleteMarkers);
}

/** What the role has to be allowed for all of it. */
export function permissionsFor(use: Use, { source, objectAnnotations }: Facts): RolePermissionsInput {
    const destinations = use.destinations.flatMap(({ facts, rules, keys }) => {
        const named = {
            bucketArn: facts.bucket.arn,
            deleteMarkerReplication: deleteMarkersIn(rules),
            ownerOverride: ownerOverrideIn(rules),
        };
        return keys.length === 0 ? [named] : keys.map((key) => ({ ...named, key }));
    });
    return {
        sourceBucketArn: source.bucket.arn,
        objectLock: valueOf(source.bucket.objectLock) === true,
        objectAnnotations,
        sourceKey: use.sourceKey,
        destinations: destinations.map((destination, index) => ({
            ...destination,
            // No two statements of the role may have one Sid.
            name: destinations.length === 1 ? "" : `${index + 1}`,
        })),
    };
}
