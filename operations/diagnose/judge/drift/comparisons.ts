import type { Side } from "../../../aws/side";
import { valueOf, type Facts, type ManagedResource, type SideFacts } from "../../facts";
import type { Subject } from "../../finding";
import { configurationOf, sidesOf } from "../deployed";
import { configurationDifferences } from "./configuration";
import { compared, document, managed, type Comparison } from "./comparison";
import { compareRole } from "./role";
import { at, differs, untold } from "./told";

/** Compares what the stacks deployed with what was read, as far as both are told. */
export function comparisons(facts: Facts): readonly Comparison[] {
    return [...sidesOf(facts).flatMap(([side, where]) => ofSide(facts, side, where)), ...compareRole(facts)];
}

function ofSide(facts: Facts, side: Side, where: SideFacts): readonly Comparison[] {
    const { bucket } = where;
    // Of a bucket that is gone all is gone, and that is another finding.
    if (!("value" in bucket.exists)) {
        return [];
    }
    const leg = `${side} bucket` as const;
    const of = (
        type: string,
        place: { readonly where: string; readonly subject: Subject; readonly leg: Comparison["leg"] },
        compare: (inputs: ManagedResource["inputs"]) => readonly string[] | undefined,
    ) =>
        managed(facts, side, type, ({ inputs }) => inputs.bucket === bucket.name).flatMap(({ inputs }) => {
            const differences = compare(inputs);
            return differences ? [{ ...place, side, inputs, differences, stops: false }] : [];
        });
    return [
        ...(side === "source"
            ? of(
                  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
                  { where: configurationOf(where), subject: "configuration", leg },
                  (inputs) =>
                      compared(facts.source.configuration, (got) =>
                          configurationDifferences(got, inputs).map(({ says }) => says),
                      ),
              ).map((comparison) => ({ ...comparison, stops: stopsReplication(facts, comparison) }))
            : []),
        ...of(
            "aws:s3/bucketPolicy:BucketPolicy",
            {
                where: `policy of the bucket ${bucket.name}`,
                subject: "policy",
                leg: side === "source" ? leg : "destination policy",
            },
            ({ policy }) => document(bucket.policy, policy),
        ),
        ...of(
            "aws:s3/bucketVersioning:BucketVersioning",
            { where: `versioning of the bucket ${bucket.name}`, subject: "versioning", leg },
            (inputs) => {
                const status = at(inputs, "versioningConfiguration.status");
                return compared(
                    bucket.versioning,
                    (got) => differs("it", got, status),
                    differs("it", "Off", status),
                );
            },
        ),
        ...of(
            "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            { where: `ownership of the bucket ${bucket.name}`, subject: "ownership", leg },
            (inputs) =>
                compared(bucket.ownership, (got) => differs("it", got, at(inputs, "rule.objectOwnership"))),
        ),
        ...of(
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            { where: `default encryption of the bucket ${bucket.name}`, subject: "encryption", leg },
            (inputs) => compared(bucket.encryption, (got) => encryptionDifferences(got, inputs)),
        ),
        ...of(
            "aws:s3/bucket:Bucket",
            { where: `Object Lock of the bucket ${bucket.name}`, subject: "object lock", leg },
            ({ objectLockEnabled }) =>
                objectLockEnabled === true ? compared(bucket.objectLock, () => []) : undefined,
        ),
        ...ofKeys(facts, side, where),
    ];
}

function stopsReplication({ source }: Facts, { inputs }: Comparison): boolean {
    const configuration = valueOf(source.configuration);
    return (
        configuration === undefined ||
        configurationDifferences(configuration, inputs).some(({ stops }) => stops)
    );
}

function encryptionDifferences(
    got: {
        readonly algorithm: string;
        readonly keyArn?: string;
        readonly keyName?: string;
        readonly bucketKey: boolean;
    },
    inputs: unknown,
): readonly string[] {
    const byDefault = "rules.0.applyServerSideEncryptionByDefault";
    const key = at(inputs, `${byDefault}.kmsMasterKeyId`);
    const bucketKey = at(inputs, "rules.0.bucketKeyEnabled");
    return [
        ...differs("the algorithm", got.algorithm, at(inputs, `${byDefault}.sseAlgorithm`)),
        ...(key === got.keyArn ? [] : differs("the key", got.keyName ?? got.keyArn, key)),
        ...differs("the Bucket Key", got.bucketKey, bucketKey === untold ? untold : (bucketKey ?? false)),
    ];
}

/** A key is a stack's by its id, which the ARN ends with. */
function ofKeys(facts: Facts, side: Side, { keys }: SideFacts): readonly Comparison[] {
    return Object.entries(keys).flatMap(([arn, read]) =>
        managed(
            facts,
            side,
            "aws:kms/key:Key",
            ({ id }) => id !== undefined && arn.endsWith(`:key/${id}`),
        ).flatMap(({ inputs }) => {
            const key = valueOf(read);
            const differences = key && document(key.policy, inputs.policy);
            return differences
                ? [
                      {
                          side,
                          where: `policy of the KMS key ${arn}`,
                          subject: "key policy",
                          leg: "key",
                          inputs,
                          differences,
                          stops: false,
                      } as const,
                  ]
                : [];
        }),
    );
}
