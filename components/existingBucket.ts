import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { argumentError, type ArgumentPlace } from "./arguments";
import { invokeFailure } from "./invokeFailure";

/**
 * What AWS replaces without a word when it is put onto an existing bucket: Pulumi calls it a creation, and its preview shows
 * nothing of what was there.
 */
export interface ExistingBucket {
    readonly bucketName: string;
    readonly parent: pulumi.Resource;
}

/** The region of the bucket; it is an error where there is none of that name, or the credentials may not look at it. */
export function regionOfExisting(
    place: ArgumentPlace,
    { bucketName, parent }: ExistingBucket,
): Promise<string> {
    return aws.s3.getBucket({ bucket: bucketName }, { parent }).then(
        ({ bucketRegion }) => bucketRegion,
        (error: unknown) => {
            throw argumentError(
                place,
                bucketName,
                "the name of a bucket that exists and is the account's own, where existingBucket is true",
                `AWS was asked for it: ${invokeFailure(error)}.`,
            );
        },
    );
}

/** Warns where the bucket replicates by another configuration, of which it has one only. */
export function warnOfOtherReplication(
    { bucketName, parent }: ExistingBucket,
    roleArn: pulumi.Output<string>,
): void {
    const found = aws.s3
        .getBucketReplicationConfiguration({ bucket: bucketName }, { parent })
        .catch(noneOf("replication configuration", bucketName, parent));
    pulumi.all([found, roleArn]).apply(([configuration, own]) => {
        if (configuration !== undefined && configuration.role !== own) {
            void pulumi.log.warn(
                `The bucket ${bucketName} replicates already, by ${configuration.rules.length} rules as ` +
                    `${configuration.role}. A bucket has one replication configuration: the one made here takes its place.`,
                parent,
            );
        }
    });
}

/** Warns of the statements of the bucket's policy that the new one does not have. */
export function warnOfLostStatements(
    { bucketName, parent }: ExistingBucket,
    policy: pulumi.Output<string>,
): void {
    const found = aws.s3
        .getBucketPolicy({ bucket: bucketName }, { parent })
        .catch(noneOf("policy", bucketName, parent));
    pulumi.all([found, policy]).apply(([present, next]) => {
        const kept = statementsOf(next);
        const lost = statementsOf(present?.policy ?? "{}").filter((statement) => !kept.includes(statement));
        if (lost.length > 0) {
            void pulumi.log.warn(
                `The policy of the bucket ${bucketName} has ${lost.length} statements that the one made here does not have. ` +
                    `They go, unless bucketPolicy has them: ${lost.join(", ")}`,
                parent,
            );
        }
    });
}

/** The calls fail where there is none; whoever may not look is told so. */
function noneOf(what: string, bucketName: string, parent: pulumi.Resource) {
    return (error: unknown): undefined => {
        if (String(error).includes("AccessDenied")) {
            void pulumi.log.warn(
                `Whether the bucket ${bucketName} has a ${what} that would be lost is not known: AWS refuses to say it.`,
                parent,
            );
        }
    };
}

const policySchema = v.object({
    Statement: v.optional(v.union([v.array(v.unknown()), v.looseObject({})]), []),
});

/** The statements in one spelling: AWS takes a list of one and its only member alike, in any order. */
function statementsOf(policy: string): readonly string[] {
    const { Statement } = v.parse(policySchema, JSON.parse(policy));
    return [Statement].flat().map((statement) => JSON.stringify(inOneSpelling(statement)));
}

function inOneSpelling(value: unknown): unknown {
    if (Array.isArray(value)) {
        const items = value.map(inOneSpelling);
        return items.length === 1
            ? items[0]
            : items.sort((one, other) => compare(JSON.stringify(one), JSON.stringify(other)));
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).sort(([one], [other]) => compare(one, other));
        return Object.fromEntries(entries.map(([key, item]) => [key, inOneSpelling(item)]));
    }
    return value;
}

function compare(one: string, other: string): number {
    return one < other ? -1 : 1;
}
