import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { handshake } from "../../support/settings";
import { worldOf } from "../../support/sourceWorld";
import { sids, statement } from "../support/documents";

const tokyo = "acme/s3-cross-account-replication/tokyo";
const osaka = { bucketArn: "arn:aws:s3:::osaka-replicas", accountId: "333333333333" };
const rules = [
    { id: "reports", priority: 2, destination: "tokyo" },
    { id: "logs", priority: 1, destination: "osaka", deleteMarkerReplication: true },
];

/** A source with a destination that another stack made, and one that is given by value. */
function world(
    settings: Readonly<Record<string, unknown>> = {},
    members: object = {},
    stacks?: World["stacks"],
): World {
    const texts = Object.entries({
        destinations: { tokyo: { stack: "tokyo" }, osaka },
        rules,
        ...settings,
    }).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const);
    return worldOf(Object.fromEntries<string>(texts), {
        stacks: stacks ?? { [tokyo]: { replicationDestination: { ...handshake, ...members } } },
    });
}

describe("the source stack with several destinations", () => {
    it("replicates to each, and puts them out", async () => {
        const deployed = await run(world(), program);
        assert.deepEqual(deployed.outputs.destinations, { tokyo: handshake, osaka });
        assert.ok(!("destination" in deployed.outputs));
        assert.deepEqual(sids(deployed, "replication-role-policy").slice(2), [
            "WriteReplicasToOsaka",
            "WriteReplicasToTokyo",
        ]);
    });

    it("takes each from the stack that made it, with the key of its own", async () => {
        const byName = {
            tokyo: {
                ...handshake,
                bucketKey: true,
                kmsKeyArn: "arn:aws:kms:ap-northeast-1:222222222222:key/tokyo",
            },
            osaka: {
                ...handshake,
                ...osaka,
                bucketKey: true,
                bucketName: "osaka-replicas",
                region: "ap-northeast-3",
                kmsKeyArn: "arn:aws:kms:ap-northeast-3:333333333333:key/osaka",
            },
        };
        const settings = {
            destinations: { tokyo: { stack: "tokyo" }, osaka: { stack: "osaka" } },
            encryption: { createKmsKey: true },
            rules: rules.map(({ id, priority, destination }) => ({ id, priority, destination })),
        };
        const stacks = Object.fromEntries(
            Object.entries(byName).map(([name, replicationDestination]) => [
                `acme/s3-cross-account-replication/${name}`,
                { replicationDestination },
            ]),
        );
        const deployed = await run(world(settings, {}, stacks), program);
        assert.deepEqual(deployed.outputs.destinations, byName);
        for (const [sid, { kmsKeyArn, bucketArn, region }] of [
            ["EncryptReplicasToTokyo", byName.tokyo],
            ["EncryptReplicasToOsaka", byName.osaka],
        ] as const) {
            assert.deepEqual(statement(deployed, "replication-role-policy", sid), {
                Sid: sid,
                Effect: "Allow",
                Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
                Resource: kmsKeyArn,
                Condition: {
                    StringEquals: {
                        "kms:ViaService": `s3.${region}.amazonaws.com`,
                        "kms:EncryptionContext:aws:s3:arn": bucketArn,
                    },
                },
            });
        }
        const common = {
            accessControlTranslation: { owner: "Destination" },
            metrics: { status: "Enabled" },
        };
        const { rules: rendered } = deployed.resource("replication-replication").inputs;
        assert.ok(Array.isArray(rendered));
        assert.deepEqual(
            rendered.map((rule: { readonly destination: unknown }) => rule.destination),
            [byName.tokyo, byName.osaka].map(({ bucketArn, accountId, kmsKeyArn }) => ({
                ...common,
                bucket: bucketArn,
                account: accountId,
                encryptionConfiguration: { replicaKmsKeyId: kmsKeyArn },
            })),
        );
    });

    it("needs no rules where there is one destination only", async () => {
        const settings = { destinations: { osaka }, rules: "[{}]" };
        const deployed = await run(world(settings), program);
        assert.deepEqual(deployed.outputs.destinations, { osaka });
    });

    it("asks each stack for what the rules that go there use", async () => {
        await run(world({}, { deleteMarkerReplication: false }), program);
        for (const settings of [
            { rules: [{ ...rules[0], deleteMarkerReplication: true }, rules[1]] },
            { destinations: { tokyo: { stack: "tokyo" } }, rules: [{ deleteMarkerReplication: true }] },
        ]) {
            const { message, registered } = await runToFailure(world(settings), program);
            assert.equal(
                message,
                `The output replicationDestination of stack ${tokyo}: it has deleteMarkerReplication false; allowed: true, ` +
                    "since a rule replicates delete markers.\nThe destination's bucket policy refuses them: turn it on " +
                    `there, or off here. After a change there: pulumi up --stack ${tokyo}`,
            );
            assert.ok(!registered.some((name) => name.startsWith("aws:")));
        }
    });

    it("says which setting names a stack that is not there", async () => {
        const { message } = await runToFailure(world({}, {}, {}), program);
        assert.equal(
            message,
            `The output replicationDestination of stack ${tokyo}: unknown stack "${tokyo}".\n` +
                `Deploy the destination first: pulumi up --stack ${tokyo}\n` +
                "If the destination is another stack, one of pulumi stack ls --all, type its name when asked: " +
                "pulumi config set --path destinations.tokyo.stack --stack acme/source",
        );
    });

    it("is refused where there are no rules, or one names no destination, or one that there is not", async () => {
        for (const [rule, got] of [
            [{ id: "logs", priority: 1 }, "missing"],
            [{ id: "logs", priority: 1, destination: "seoul" }, '"seoul"'],
        ] as const) {
            const { message } = await runToFailure(world({ rules: [rules[0], rule] }), program);
            assert.equal(
                message,
                `ReplicationSource "replication": rules[1].destination is ${got}; allowed: one of tokyo, osaka.`,
            );
        }
        const { message } = await runToFailure(world({ rules: "" }), program);
        assert.equal(
            message,
            'ReplicationSource "replication": rules is missing; allowed: a list of rules, each with its destination. With ' +
                "several destinations no rule can be left to a default.",
        );
    });

    it("is refused where the role of a destination is another by its path", async () => {
        const { message } = await runToFailure(world({ replicationRolePath: "/ops/" }), program);
        assert.equal(
            message,
            `The output replicationDestination of stack ${tokyo}: it has replicationRolePath "/"; allowed: the path of the ` +
                "source's role, /ops/.\nThe destination's bucket policy lets in a role under another path: give both sides " +
                `the same one. After a change there: pulumi up --stack ${tokyo}`,
        );
    });
});
