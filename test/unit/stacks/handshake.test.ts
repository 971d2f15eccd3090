import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { handshake } from "../../support/settings";
import { deployed, worldOf } from "../../support/sourceWorld";

describe("the source's hand-shake with the destination", () => {
    const deployIt =
        `Deploy the destination first: pulumi up --stack ${deployed}\n` +
        "If the destination is another stack, one of pulumi stack ls --all, type its name when asked: " +
        "pulumi config set destinationStack --stack acme/source";
    const changeIt = `After a change there: pulumi up --stack ${deployed}`;

    /** The program fails with that message, and has made nothing but, maybe, the provider that tries its credentials. */
    async function refused(world: World, problem: string, advice: string): Promise<void> {
        const { message, registered } = await runToFailure(world, program);
        assert.equal(
            message,
            `The output replicationDestination of stack ${deployed}: ${problem}.\n${advice}`,
        );
        assert.deepEqual(
            registered.filter((resource) => resource !== "pulumi:providers:aws source"),
            [],
        );
    }
    const told = (members: Readonly<Record<string, unknown>>): World => ({
        stacks: { [deployed]: { replicationDestination: { ...handshake, ...members } } },
    });

    it("says what to deploy where the stack is not there", () =>
        refused(
            worldOf({}, { stacks: {} }),
            'unknown stack "acme/s3-cross-account-replication/destination"',
            deployIt,
        ));

    it("says what to deploy where the output is not there", () =>
        refused(
            worldOf({}, { stacks: { [deployed]: { bucketArn: "arn:aws:s3:::x" } } }),
            "there is no such output: it is not a destination, or was not deployed to the end",
            deployIt,
        ));

    it("takes an output that the other stack keeps secret", async () => {
        const stacks = { [deployed]: { replicationDestination: handshake } };
        const secretOutputs = { [deployed]: ["replicationDestination"] };
        const { outputs } = await run(worldOf({}, { stacks, secretOutputs }), program);
        assert.deepEqual(outputs.destination, handshake);
    });

    for (const [members, problem] of [
        [
            { bucketArn: "sre-bucket-destination" },
            'it has bucketArn "sre-bucket-destination"; allowed: the ARN of a bucket, arn:<partition>:s3:::<bucket name>, ' +
                "without a path",
        ],
        [
            { accountId: 222222222222 },
            "it has accountId 222222222222; allowed: the 12 digits of an AWS account id, in quotes so that a leading zero stays",
        ],
        [
            { accountId: undefined },
            "it has accountId missing; allowed: the 12 digits of an AWS account id, in quotes so that a leading zero stays",
        ],
        [
            { deleteMarkerReplication: undefined },
            "it has deleteMarkerReplication missing; allowed: true or false",
        ],
        [{ objectLock: "yes" }, 'it has objectLock "yes"; allowed: true or false'],
        [{ deleteMarkerReplication: null }, "it has deleteMarkerReplication null; allowed: true or false"],
    ] as const) {
        it(`refuses an output with ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, deployIt));
    }

    it("refuses an output of another shape", () =>
        refused(
            worldOf({}, { stacks: { [deployed]: { replicationDestination: "arn:aws:s3:::x" } } }),
            'it has "arn:aws:s3:::x"; allowed: an object',
            deployIt,
        ));

    for (const [members, problem, advice] of [
        [
            { sourceAccountId: "333333333333" },
            'it has sourceAccountId "333333333333"; allowed: the source\'s account, 111111111111',
            "The destination's bucket policy lets in another account: correct its sourceAccountId.",
        ],
        [
            { replicationRoleName: "another-role" },
            'it has replicationRoleName "another-role"; allowed: the source\'s role, sre-bucket-replication',
            "The destination's bucket policy lets in another role: give both sides the same name.",
        ],
        [
            { accountId: "111111111111" },
            'it has accountId "111111111111"; allowed: another account than the source\'s',
            "Within one account there is no owner to override. Deploy the two sides with credentials of two accounts.",
        ],
    ] as const) {
        it(`refuses a destination made for another source: ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, `${advice} ${changeIt}`));
    }

    for (const [settings, problem, advice] of [
        [
            { objectLock: "true" },
            "it has objectLock false; allowed: true, since the source has Object Lock",
            "Objects with a retention fail to replicate to a bucket without Object Lock, which a bucket gets when it is made: " +
                "replicate to a bucket that has it.",
        ],
        [
            { rules: '[{"replicaModificationSync":true}]' },
            "it has replicaModificationSync false; allowed: true, since a rule syncs modifications of replicas",
            "It takes rules on both buckets: say so at the destination too, which replicates back to this source, or turn it " +
                "off here.",
        ],
    ] as const) {
        it(`refuses a destination that does not do what the source asks for: ${JSON.stringify(settings)}`, () =>
            refused(worldOf(settings), problem, `${advice} ${changeIt}`));
    }

    it("takes the hand-shake of a version that said less, and one that says more", async () => {
        const { bucketArn, bucketName, accountId, region, sourceAccountId, replicationRoleName } = handshake;
        const old = {
            ...{ bucketArn, bucketName, accountId, region, sourceAccountId, replicationRoleName },
            deleteMarkerReplication: false,
        };
        for (const replicationDestination of [old, { ...old, invented: "later" }]) {
            const stacks = { [deployed]: { replicationDestination } };
            const { outputs } = await run(worldOf({}, { stacks }), program);
            assert.deepEqual(outputs.destination, handshake);
        }
    });

    it("takes key and Bucket Key where the destination has them", async () => {
        const kmsKeyArn = "arn:aws:kms:ap-northeast-1:222222222222:key/1234abcd";
        const { outputs } = await run(worldOf({}, told({ kmsKeyArn, bucketKey: false })), program);
        assert.deepEqual(outputs.destination, { ...handshake, kmsKeyArn, bucketKey: false });
    });

    it("refuses delete markers that the destination does not let in", () =>
        refused(
            worldOf({ deleteMarkerReplication: "true" }, told({ deleteMarkerReplication: false })),
            "it has deleteMarkerReplication false; allowed: true, since a rule replicates delete markers",
            `The destination's bucket policy refuses them: turn it on there, or off here. ${changeIt}`,
        ));
});
