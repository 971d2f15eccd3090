import * as pulumi from "@pulumi/pulumi";
import * as assert from "node:assert/strict";
import type { ReplicationTarget } from "../../../../components/target/args";
import { incompatibility } from "../../../../components/target/compatibility";
import { givenTargets } from "../../../../components/target/given";
import { checkTargets, type CheckedTarget, type TargetSource } from "../../../../components/target/target";
import { checkedRule } from "../../support/rules";

const place = { component: 'ReplicationSource "copy"', argument: "destination" };
const rule = { ...checkedRule, deleteMarkerReplication: true, replicaModificationSync: true };
const source: TargetSource = {
    where: pulumi.output({
        partition: "aws",
        dnsSuffix: "amazonaws.com",
        accountId: "111111111111",
        region: "eu-central-1",
    }),
    role: { name: pulumi.output("replicator"), path: pulumi.output("/replication/") },
    bucket: { objectLock: true },
    rules: pulumi.output([rule]),
    objectAnnotations: false,
};
const fitting: ReplicationTarget = {
    bucketArn: "arn:aws:s3:::replicas",
    accountId: "222222222222",
    sourceAccountId: "111111111111",
    replicationRoleName: "replicator",
    replicationRolePath: "/replication/",
    deleteMarkerReplication: true,
    objectLock: true,
    replicaModificationSync: true,
};
/** A destination that says no more of itself than it has to, and a source that asks no more of it. */
const modest = {
    ...source,
    bucket: { objectLock: false },
    rules: [{ ...rule, replicaModificationSync: false }],
};

/** A destination as the component's argument, checked. */
function check(destination: pulumi.Input<ReplicationTarget>, of: TargetSource = source): CheckedTarget {
    const { component } = place;
    const checked = checkTargets(component, givenTargets(component, { destination }), of).get("");
    assert.ok(checked);
    return checked;
}

/** What an output becomes, or the error that it becomes instead. */
function settled<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve, reject) => {
        // The promise of an output is internal to Pulumi; that of an object with one is what `all` waits for.
        pulumi.runtime
            .serializeProperty("test", output)
            .then(() => output.apply(resolve))
            .catch(reject);
    });
}

describe("a replication target", () => {
    it("is taken where it fits its source, plain or as an output, which may have a key until it is known", async () => {
        for (const [target, hasKey] of [
            [fitting, undefined],
            [pulumi.output(fitting), false],
            [Promise.resolve(fitting), false],
        ] as const) {
            const checked = check(target);
            assert.equal(await settled(checked.bucketArn), "arn:aws:s3:::replicas");
            assert.equal(await settled(checked.accountId), "222222222222");
            assert.equal(checked.hasKey && (await settled(checked.hasKey())), hasKey);
        }
    });

    it("need not say what it was made for", async () => {
        const { bucketArn, accountId } = fitting;
        const checked = check({ bucketArn, accountId }, modest);
        assert.equal(await settled(checked.bucketArn), "arn:aws:s3:::replicas");
    });

    for (const [members, message] of [
        [
            { accountId: "111111111111" },
            'destination.accountId is "111111111111"; allowed: another account than the source\'s. Within one account ' +
                "there is no owner to override. Deploy the two sides with credentials of two accounts.",
        ],
        [
            { sourceAccountId: "333333333333" },
            'destination.sourceAccountId is "333333333333"; allowed: the source\'s account, 111111111111. ' +
                "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        ],
        [
            { replicationRoleName: "other" },
            'destination.replicationRoleName is "other"; allowed: the source\'s role, replicator. ' +
                "The destination's bucket policy lets in another role: give both sides the same name.",
        ],
        [
            { replicationRolePath: "/" },
            'destination.replicationRolePath is "/"; allowed: the path of the source\'s role, /replication/. ' +
                "The destination's bucket policy lets in a role under another path: give both sides the same one.",
        ],
        ...[false, undefined].map(
            (objectLock) =>
                [
                    { objectLock },
                    `destination.objectLock is ${objectLock ?? "missing"}; allowed: true, since the source has Object Lock. ` +
                        "Objects with a retention fail to replicate to a bucket without Object Lock. Turn it on at the " +
                        "destination, which has to be versioned: aws s3api put-object-lock-configuration --bucket replicas " +
                        "--object-lock-configuration ObjectLockEnabled=Enabled; then say objectLock: true there.",
                ] as const,
        ),
        ...[false, undefined].map(
            (replicaModificationSync) =>
                [
                    { replicaModificationSync },
                    `destination.replicaModificationSync is ${replicaModificationSync ?? "missing"}; allowed: true, since a ` +
                        "rule syncs modifications of replicas. It takes rules on both buckets: say so at the destination " +
                        "too, which replicates back to this source, or turn it off here.",
                ] as const,
        ),
        [
            { deleteMarkerReplication: false },
            "destination.deleteMarkerReplication is false; allowed: true, since a rule replicates delete markers. " +
                "The destination's bucket policy refuses them: turn it on there, or off here.",
        ],
    ] as const) {
        it(`is refused with ${JSON.stringify(members)}, in whatever form it comes`, async () => {
            // A command cannot name a bucket that is not known yet.
            const nameless = message.replace("--bucket replicas", "--bucket <destination>");
            for (const [target, expected] of [
                [{ ...fitting, ...members }, message],
                [pulumi.output({ ...fitting, ...members }), nameless],
            ] as const) {
                const checked = check(target);
                for (const output of [checked.bucketArn, checked.accountId]) {
                    await assert.rejects(settled<unknown>(output), {
                        message: `${place.component}: ${expected}`,
                    });
                }
            }
        });
    }

    it("is refused by name where a member that comes as an output is not what it must be", async () => {
        const target = { ...fitting, bucketArn: pulumi.output("replicas") };
        await assert.rejects(settled(check(target).bucketArn), {
            message:
                'ReplicationSource "copy": destination.bucketArn is "replicas"; allowed: the ARN of a bucket, ' +
                "arn:<partition>:s3:::<bucket name>, without a path.",
        });
    });

    it("may refuse delete markers that no rule replicates", () => {
        const facts = {
            accountId: "111111111111",
            roleName: "replicator",
            rolePath: "/",
            objectLock: false,
            features: {
                deleteMarkerReplication: false,
                replicaModificationSync: false,
                kmsEncryptedObjects: false,
            },
        };
        assert.equal(
            incompatibility({ accountId: "222222222222", deleteMarkerReplication: false }, facts),
            undefined,
        );
    });
});
