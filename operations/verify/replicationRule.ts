import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import { OperationError } from "../operationError";
import { prefixOf, replicatesDeleteMarkers, tagsOf } from "../replicationRules";

/** What an object has to be so that a rule replicates it, and what the rule does with a deletion. */
export interface ProbeRule {
    readonly id: string;
    readonly prefix: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly deleteMarkers: boolean;
    /** Whether objects under SSE-KMS are replicated too; the others always are. */
    readonly kmsEncryptedObjects: boolean;
    /** What replicas are stored as, where it is not the original's class. */
    readonly storageClass?: string;
}

/** What a bucket's replication configuration is to be, by the stacks' outputs. */
export interface Intention {
    readonly roleArn: string;
    readonly destinationBucketArn: string;
    readonly destinationAccountId: string;
    /** The other destinations of the source, which are not looked at. */
    readonly otherDestinations: readonly { readonly bucketArn: string; readonly accountId: string }[];
}

/** A source bucket, and the stack that deployed it. */
export interface RuleHolder {
    readonly bucketName: string;
    readonly stack: string;
}

const deployAgain = ({ stack }: RuleHolder) => `Deploy it again: pulumi up --refresh --stack ${stack}`;

/** The configuration that a bucket must have. */
export function requireReplication(
    configuration: ReplicationConfiguration | undefined,
    where: RuleHolder,
): ReplicationConfiguration {
    if (configuration === undefined) {
        throw new OperationError(
            `The bucket ${where.bucketName} has no replication configuration. ${deployAgain(where)}`,
        );
    }
    return configuration;
}

/** The bytes of a key that a probe needs after its prefix; a key has 1,024. */
const roomForProbes = 200;
const maximumKeyBytes = 1024;

/**
 * The enabled rule to the destination with the highest priority: no other decides for the objects that it matches.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationRule.html
 */
export function chooseRule(
    configuration: ReplicationConfiguration,
    destinationBucketArn: string,
    where: RuleHolder,
): ProbeRule {
    const bucket = `The bucket ${where.bucketName}`;
    const rules = (configuration.Rules ?? []).filter(
        // A rule without a filter, of the old form, is none of the stacks'.
        ({ Destination, Filter }) => Filter !== undefined && Destination?.Bucket === destinationBucketArn,
    );
    if (rules.length === 0) {
        throw new OperationError(
            `${bucket} has no replication rule to ${destinationBucketArn}. ${deployAgain(where)}`,
        );
    }
    const enabled = rules.filter(({ Status }) => Status === "Enabled");
    const [rule] = enabled
        .filter((candidate) => Buffer.byteLength(prefixOf(candidate)) <= maximumKeyBytes - roomForProbes)
        .sort((one, other) => (other.Priority ?? 0) - (one.Priority ?? 0));
    if (rule === undefined) {
        throw new OperationError(
            enabled.length === 0
                ? `${bucket} has no enabled replication rule: all ${rules.length} are paused, so nothing is replicated. ` +
                      `Enable one in the setting rules, then: pulumi up --stack ${where.stack}`
                : `${bucket} has no enabled replication rule whose prefix leaves the ${roomForProbes} bytes of a key ` +
                      "that the probes need.",
        );
    }
    return {
        id: rule.ID ?? "",
        prefix: prefixOf(rule),
        tags: Object.fromEntries(tagsOf(rule).map(({ Key = "", Value = "" }) => [Key, Value])),
        deleteMarkers: replicatesDeleteMarkers(rule),
        kmsEncryptedObjects: rule.SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status === "Enabled",
        storageClass: rule.Destination?.StorageClass,
    };
}

/** Where the probes of all runs are written, for a rule with this prefix. */
export function probesUnder(prefix: string): string {
    return `${prefix}replication-probe/`;
}

/** The other rules that replicate, which the probes say nothing of. */
export function notProbed(configuration: ReplicationConfiguration, probed: ProbeRule): readonly string[] {
    return (configuration.Rules ?? [])
        .filter(({ ID, Status }) => Status === "Enabled" && ID !== probed.id)
        .map(({ ID = "" }) => ID);
}

/** In what a replication configuration differs from what the stacks made of it; empty where it does not. */
export function deviations(configuration: ReplicationConfiguration, intended: Intention): readonly string[] {
    const expect = (what: string, got: string | undefined, expected: string) =>
        got === expected ? [] : [`${what} is ${got ?? "not set"}, expected ${expected}`];
    return [
        ...expect("the role", configuration.Role, intended.roleArn),
        ...(configuration.Rules ?? []).flatMap(({ ID, Destination, Filter }) => {
            const of = (member: string) => `${member} of rule ${ID}`;
            const { bucketArn, accountId } = intended.otherDestinations.find(
                (other) => other.bucketArn === Destination?.Bucket,
            ) ?? { bucketArn: intended.destinationBucketArn, accountId: intended.destinationAccountId };
            return [
                ...expect(of("the bucket"), Destination?.Bucket, bucketArn),
                ...expect(of("the account"), Destination?.Account, accountId),
                ...expect(of("the owner"), Destination?.AccessControlTranslation?.Owner, "Destination"),
                ...(Filter === undefined ? [`rule ${ID} has no filter`] : []),
            ];
        }),
    ];
}
