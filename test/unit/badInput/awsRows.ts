import * as assert from "node:assert/strict";
import { bucketCases } from "./bucketCases";
import type { ComponentCase } from "./componentCase";
import { destinationCases } from "./destinationCases";
import { lateCases } from "./lateCases";
import { monitoringCases } from "./monitoringCases";
import { requiredCases } from "./requiredCases";
import { everyRule, everything, renderedRules } from "./rowProofs";
import { ruleCases } from "./ruleCases";
import { deploySource } from "../support/sides";

/** One thing that AWS does not take or do: the cases that are refused, and what cannot arise by construction. */
interface AwsRow {
    readonly row: number;
    readonly what: string;
    readonly refused: readonly ComponentCase[];
    readonly holds: Readonly<Record<string, () => Promise<void>>>;
}

/** The cases whose message says that, at least one. */
function saying(cases: readonly ComponentCase[], ...texts: readonly string[]): readonly ComponentCase[] {
    return texts.flatMap((text) => {
        const found = cases.filter(({ message }) => message.includes(text));
        if (found.length === 0) {
            throw new Error(`no case says: ${text}`);
        }
        return found;
    });
}

const everyRendered =
    (check: (rule: Awaited<ReturnType<typeof renderedRules>>[number]) => void) => async () => {
        (await renderedRules()).forEach(check);
    };

export const awsRows: readonly AwsRow[] = [
    {
        row: 1,
        what: "a bucket has one configuration of 1 to 1,000 rules",
        refused: saying(ruleCases, "rules is []", "of 3004 characters"),
        holds: {
            "a source makes one configuration": async () => {
                const { resources } = await deploySource(everyRule);
                assert.equal(
                    resources.filter(({ type }) => type.endsWith(":BucketReplicationConfig")).length,
                    1,
                );
            },
        },
    },
    {
        row: 2,
        what: "ids, prefixes, names and accounts have their lengths and letters",
        refused: [
            ...saying(ruleCases, "rules[0].id is", "rules[1].id is", "rules[0].prefix is"),
            ...saying(bucketCases, "bucketName is"),
            ...saying(requiredCases, "sourceAccountId is", "destination.accountId is"),
        ],
        holds: {},
    },
    {
        row: 3,
        what: "a filter has one member",
        refused: saying(ruleCases, "rules[0].tags is", "rules[0].tags.team is"),
        holds: {
            "prefix and tags together are one And": everyRendered(({ filter }) => {
                assert.equal(Object.keys(filter).length, 1);
            }),
        },
    },
    {
        row: 4,
        what: "a rule with a filter has priority, status and delete markers",
        refused: saying(
            ruleCases,
            "rules[1].priority is missing",
            "rules[0].priority is",
            "rules[0].enabled is",
        ),
        holds: {
            "each rule has the three": everyRendered((rule) => {
                assert.equal(typeof rule.priority, "number");
                assert.ok("status" in rule && "deleteMarkerReplication" in rule);
            }),
        },
    },
    {
        row: 5,
        what: "priorities differ",
        refused: saying(ruleCases, "rules[1].priority is 3"),
        holds: {},
    },
    {
        row: 6,
        what: "rules by tags replicate no delete markers",
        refused: saying(ruleCases, "AWS replicates no delete markers by such a rule"),
        holds: {},
    },
    {
        row: 7,
        what: "Replication Time Control has metrics and 15 minutes",
        refused: saying(
            ruleCases,
            "AWS measures the one by the other",
            'replicationTimeControl is {"minutes":30}',
        ),
        holds: {
            "with it there are metrics, and no other time": everyRendered(({ destination }) => {
                assert.ok(destination.replicationTime === undefined || destination.metrics !== undefined);
            }),
        },
    },
    {
        row: 8,
        what: "metrics alone have no threshold",
        refused: [],
        holds: {
            "the threshold comes with Replication Time Control, and goes with it": everyRendered(
                ({ destination: { metrics, replicationTime } }) => {
                    assert.equal(
                        metrics !== undefined && "eventThreshold" in metrics,
                        replicationTime !== undefined,
                    );
                },
            ),
        },
    },
    {
        row: 9,
        what: "the owner override names an account, and another one",
        refused: [
            ...saying(lateCases, "there is no owner to override"),
            ...saying(requiredCases, "destination.accountId is missing"),
        ],
        holds: {
            "each rule has override and account": everyRendered(({ destination }) => {
                assert.equal(destination.account, "222222222222");
                assert.equal(destination.accessControlTranslation.owner, "Destination");
            }),
        },
    },
    {
        row: 10,
        what: "objects under SSE-KMS need a symmetric key of the destination's region",
        refused: [
            ...saying(
                lateCases,
                "destination.kmsKeyArn is missing",
                "a key of the destination's region",
                "a key of the bucket's region",
                "RSA_2048",
                "This one is: AWS SYMMETRIC_DEFAULT",
            ),
            ...saying(ruleCases, "kmsEncryptedObjects is true"),
            ...saying(bucketCases, 'encryption.kmsKeyArn is "alias/aws/s3"'),
        ],
        holds: {},
    },
    {
        row: 11,
        what: "both buckets are versioned",
        refused: saying(bucketCases, "Replication needs versioning"),
        holds: {
            "each bucket that is made has its versioning on, never suspended": async () => {
                const made = await everything();
                const versionings = made.filter(({ type }) => type.endsWith(":BucketVersioning"));
                assert.deepEqual(
                    versionings.map(({ inputs }) => inputs),
                    ["originals", "replicas"].map((bucket) => ({
                        bucket,
                        versioningConfiguration: { status: "Enabled" },
                    })),
                );
            },
        },
    },
    {
        row: 12,
        what: "Object Lock is on both sides",
        refused: saying(destinationCases, "destination.objectLock is missing"),
        holds: {},
    },
    {
        row: 13,
        what: "existing objects are not replicated by a rule",
        refused: saying(ruleCases, "existingObjectReplication is true"),
        holds: {},
    },
    {
        row: 14,
        what: "no Requester Pays across accounts, no directory buckets",
        refused: [
            ...saying(requiredCases, "--x-s3"),
            ...saying(bucketCases, 'bucketName is "originals--usw2-az1--x-s3"'),
        ],
        holds: {
            "no bucket that is made here has its requesters pay": async () => {
                const made = await everything();
                assert.ok(!made.some(({ type }) => type.includes("RequestPayment")));
            },
        },
    },
    {
        row: 15,
        what: "the first form of rules replicates delete markers unasked",
        refused: [],
        holds: {
            "each rule has a filter, no prefix beside it, and says what is to become of delete markers":
                everyRendered((rule) => {
                    assert.ok("filter" in rule && !("prefix" in rule));
                    assert.ok("deleteMarkerReplication" in rule);
                }),
        },
    },
    {
        row: 16,
        what: "deletes of versions and lifecycles are not replicated, replicas not passed on",
        refused: saying(ruleCases, "rules[0].versionDeletion is true"),
        holds: {
            "each side has a lifecycle of its own": async () => {
                const made = await everything();
                assert.deepEqual(
                    made
                        .filter(({ type }) => type.endsWith(":BucketLifecycleConfiguration"))
                        .map(({ inputs }) => inputs.bucket),
                    ["originals", "replicas"],
                );
            },
        },
    },
    {
        row: 17,
        what: "replica modification sync has rules on both buckets",
        refused: saying(destinationCases, "destination.replicaModificationSync is missing"),
        holds: {},
    },
    {
        row: 18,
        what: "failure events have metrics, threshold events Replication Time Control",
        refused: saying(monitoringCases, "rules[1].metrics is false", "monitoring.events.thresholds is true"),
        holds: {},
    },
];
