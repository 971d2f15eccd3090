import * as assert from "node:assert/strict";
import program from "../../../index";
import { run, runToFailure, type World } from "../../support/recorder";
import { handShake } from "../../support/settings";
import { worldOf } from "../../support/sourceWorld";
import { sids } from "../support/documents";

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
        stacks: stacks ?? { [tokyo]: { replicationDestination: { ...handShake, ...members } } },
    });
}

describe("the source stack with several destinations", () => {
    it("replicates to each, and puts them out", async () => {
        const deployed = await run(world(), program);
        assert.deepEqual(deployed.outputs.destinations, { tokyo: handShake, osaka });
        assert.ok(!("destination" in deployed.outputs));
        assert.deepEqual(sids(deployed, "replication-role-policy").slice(2), [
            "WriteReplicasToOsaka",
            "WriteReplicasToTokyo",
        ]);
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
                "If the destination is another stack, name it: pulumi config set --stack source --path " +
                "destinations.tokyo.stack <stack>",
        );
    });

    it("is refused where a rule names no destination, or one that there is not", async () => {
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
