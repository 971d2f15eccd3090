import type { ReplicationRule } from "@aws-sdk/client-s3";
import { partOfArn } from "../../../components/policies/arn";
import {
    originalsUse,
    replicasUse,
    type BucketKeyUse,
    type UsedKey,
} from "../../../components/policies/keyUse";
import type { RolePermissionsInput } from "../../../components/policies/sourcePolicies";
import { prefixOf, replicatesDeleteMarkers } from "../../replicationRules";
import type { DestinationFacts, Facts, Read, SideFacts } from "../facts";

/** What was read; undefined where there is none, and where it was not told. */
export function valueOf<T>(read: Read<T>): T | undefined {
    return "value" in read ? read.value : undefined;
}

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
export function useOf({ source, destinations, partition, intendedRoleArn }: Facts): Use | undefined {
    const configuration = valueOf(source.configuration);
    const roleArn = configuration?.Role ?? intendedRoleArn;
    if (roleArn === undefined || partOfArn(roleArn, "account") === "") {
        return undefined;
    }
    const rules = configuration?.Rules ?? [];
    const used = destinations.flatMap((facts) => {
        const own = rules.filter(({ Destination }) => Destination?.Bucket === facts.bucket.arn);
        const enabled = own.filter(({ Status }) => Status === "Enabled");
        const counting = enabled.length > 0 ? enabled : own;
        // Of a source that may not be read the destination is judged all the same.
        return counting.length > 0 || configuration === undefined
            ? [{ facts, rules: counting, keys: replicaKeys(counting, facts, source, partition) }]
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
    destination: SideFacts,
    source: SideFacts,
    partition: string,
): readonly UsedKey[] {
    const named = rules
        .filter(selectsKmsObjects)
        .flatMap(({ Destination }) => Destination?.EncryptionConfiguration?.ReplicaKmsKeyID ?? [])
        .filter((key) => key.includes(":key/"));
    const bucketKey = (side: SideFacts) => valueOf(side.bucket.encryption)?.bucketKey;
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
