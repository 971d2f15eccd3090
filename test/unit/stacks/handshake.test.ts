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
        // Pulumi knows its outputs by such a member.
        [
            { accountId: { __pulumiOutput: true } },
            'it has accountId {"__pulumiOutput":true}; allowed: the 12 digits of an AWS account id, in quotes so that a leading ' +
                "zero stays",
        ],
        // A direction-changing character would show the text after it from right to left.
        [
            { bucketName: "sre-\u202etekcub\n\u200b" },
            'it has bucketName "sre-\\u202etekcub\\n\\u200b"; allowed: 3 to 63 lower-case letters, digits, dots and hyphens, a ' +
                "letter or digit at both ends, no two dots together, not shaped like an IP address, and none of the prefixes " +
                "and suffixes that AWS reserves (xn--, sthree-, amzn-s3-demo-, -s3alias, --ol-s3, .mrap, --x-s3, --table-s3)",
        ],
        [{ objectLock: "yes" }, 'it has objectLock "yes"; allowed: true or false'],
        [{ deleteMarkerReplication: null }, "it has deleteMarkerReplication null; allowed: true or false"],
    ] as const) {
        it(`refuses an output with ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, deployIt));
    }

    it("refuses an output that passes itself off as one of Pulumi's", () =>
        refused(
            worldOf({}, told({ __pulumiOutput: true, region: undefined })),
            "it has region missing; allowed: the code of an AWS region, such as ap-northeast-2",
            deployIt,
        ));

    for (const [members, problem, advice] of [
        [
            { bucketArn: "arn:aws:s3:::somebody-elses" },
            'it has bucketArn "arn:aws:s3:::somebody-elses"; allowed: the ARN of its bucketName, sre-bucket-destination',
            "Find out who changed it, and deploy the destination again.",
        ],
        [
            { kmsKeyArn: "arn:aws:kms:ap-northeast-1:333333333333:key/1234abcd" },
            'it has kmsKeyArn "arn:aws:kms:ap-northeast-1:333333333333:key/1234abcd"; allowed: a key of the destination\'s ' +
                "account, 222222222222",
            "Replicas could be read only as long as that other account lets them be. If it is meant, say so here: describe " +
                "the destination in the setting destinations, by bucketArn, accountId, region, kmsKeyArn and bucketKey.",
        ],
        [
            { bucketArn: "arn:aws:s3:::sre-bucket-source", bucketName: "sre-bucket-source" },
            'it has bucketArn "arn:aws:s3:::sre-bucket-source"; allowed: another bucket than the source\'s own',
            `S3 does not replicate a bucket to itself. ${changeIt}`,
        ],
    ] as const) {
        it(`refuses an output that nothing here has put out: ${JSON.stringify(members)}`, () =>
            refused(worldOf({}, told(members)), problem, advice));
    }

    const elsewhere =
        "Replicas would go to another account, and belong to it: find out who changed the destination. If it is right, correct " +
        `what the source was told: destinationAccountId, or accountId beside stack. ${changeIt}`;
    it("refuses a destination of another account than the source was told, and takes one of that account", async () => {
        const world = worldOf({ destinationAccountId: "333333333333" });
        const problem =
            'it has accountId "222222222222"; allowed: the account that the source was told, 333333333333';
        await refused(world, problem, elsewhere);
        const { outputs } = await run(worldOf({ destinationAccountId: "222222222222" }), program);
        assert.deepEqual(outputs.destination, handshake);
    });

    it("does so of one among several", async () => {
        const toTokyo = (accountId: string) =>
            worldOf({
                destinations: JSON.stringify({ tokyo: { stack: "destination", accountId } }),
                rules: '[{"destination":"tokyo"}]',
            });
        await refused(
            toTokyo("333333333333"),
            'it has accountId "222222222222"; allowed: the account that the source was told, 333333333333',
            elsewhere,
        );
        const { outputs } = await run(toTokyo("222222222222"), program);
        assert.deepEqual(outputs.destinations, { tokyo: handshake });
    });

    it("refuses a destination that keeps annotations out where the source replicates them", () =>
        refused(
            worldOf({ objectAnnotations: "true" }),
            "it has objectAnnotations false; allowed: true, since the source replicates annotations",
            `The destination's bucket policy refuses them: turn it on there, or off here. ${changeIt}`,
        ));

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
            "Objects with a retention fail to replicate to a bucket without Object Lock. Turn it on at the destination, which has " +
                "to be versioned: aws s3api put-object-lock-configuration --bucket sre-bucket-destination --object-lock-configuration " +
                "ObjectLockEnabled=Enabled; then say objectLock: true there.",
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
            const { objectAnnotations, ...said } = handshake;
            assert.deepEqual(outputs.destination, said);
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
