import * as assert from "node:assert/strict";
import type { Settings } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const project = "organization/s3-cross-account-replication";

describe("an update of some of a destination's resources alone", function () {
    this.timeout(120_000);
    const world = inSandbox();

    /** Deploys a destination, and then the changed one, but nothing of it except the versioning. */
    async function changedAlone(name: string, before: Settings, after: Settings) {
        const { destination } = pairSettings(name);
        const stack = await world().stack(`${name}-destination`, { ...destination, ...before });
        await stack.up();
        const { replicationDestination: deployed } = await stack.outputs();
        await stack.settings({ ...destination, ...before, ...after });
        await stack.up({ only: ["replication-versioning"] });
        const { replicationDestination: said } = await stack.outputs();
        return { stack, deployed, said };
    }

    it("does not have the output say what the bucket's policy does not let in, and the source is refused", async () => {
        const off = { deleteMarkerReplication: false };
        const on = { deleteMarkerReplication: true };
        const { stack, deployed, said } = await changedAlone("markers", off, on);
        assert.deepEqual(said, deployed);
        const source = await world().stack("markers-source", { ...pairSettings("markers").source, ...on });
        const { diagnostics } = await source.refused("up");
        assert.deepEqual(diagnostics, [
            `The output replicationDestination of stack ${project}/markers-destination: it has deleteMarkerReplication false; ` +
                "allowed: true, since a rule replicates delete markers.\n" +
                "The destination's bucket policy refuses them: turn it on there, or off here. After a change there: " +
                `pulumi up --stack ${project}/markers-destination`,
        ]);
        await stack.up();
        await source.up();
    });

    const keyed = { encryption: { createKmsKey: true } };
    for (const [name, before, after] of [
        [
            "grant",
            { protectBucket: false },
            {
                bucketName: "targets-another",
                sourceAccountId: "333333333333",
                replicationRoleName: "another",
                replicationRolePath: "/replication/",
                objectLock: true,
            },
        ],
        [
            "unlocked",
            { objectLock: true, protectBucket: false, grant: "account" },
            { objectLock: false, grant: "article" },
        ],
        [
            "bucket-key",
            keyed,
            { encryption: { createKmsKey: true, bucketKey: false }, replicationRoleName: "another" },
        ],
        ["source-key", keyed, { encryption: { createKmsKey: true, sourceBucketKey: false } }],
    ] as const) {
        it(`has the output say what is deployed: ${name}`, async () => {
            const { deployed, said } = await changedAlone(name, before, after);
            assert.deepEqual(said, deployed);
        });
    }

    const existing = { existingBucket: true };
    for (const [name, before, after] of [
        ["policy", existing, { ...existing, bucketPolicy: { Statement: [] } }],
        ["key", {}, keyed],
    ] as const) {
        it(`does not have the output say what would be let in by what is not there yet: a ${name}`, async () => {
            if ("existingBucket" in before) {
                await world()
                    .as("destination")
                    .s3.createBucket({ Bucket: `no-${name}-destination` });
            }
            await changedAlone(`no-${name}`, before, after);
            const source = await world().stack(`no-${name}-source`, pairSettings(`no-${name}`).source);
            const { diagnostics } = await source.refused("up");
            assert.deepEqual(diagnostics, [
                `The output replicationDestination of stack ${project}/no-${name}-destination: it has sourceAccountId missing; ` +
                    "allowed: the 12 digits of an AWS account id, in quotes so that a leading zero stays.\n" +
                    `Deploy the destination first: pulumi up --stack ${project}/no-${name}-destination\n` +
                    "If the destination is another stack, one of pulumi stack ls --all, type its name when asked: pulumi config set " +
                    `destinationStack --stack no-${name}-source`,
            ]);
        });
    }

    it("lets in nobody where the policies of bucket and key let in different roles", async () => {
        const { destination } = pairSettings("halves");
        const stack = await world().stack("halves-destination", { ...destination, ...keyed });
        await stack.up();
        await stack.settings({ ...destination, ...keyed, replicationRoleName: "another" });
        await stack.up({ only: ["replication-policy"] });
        const { replicationDestination } = await stack.outputs();
        assert.match(JSON.stringify(replicationDestination), /"replicationRoleName":""/);
    });
});
