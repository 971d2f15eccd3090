import * as assert from "node:assert/strict";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const project = "organization/s3-cross-account-replication";

/** Whatever the reason: what is wrong with the other stack, and what to do about it. */
function handshakeError(destination: string, problem: string, ...advice: readonly string[]): string {
    const output = `The output replicationDestination of stack ${project}/${destination}`;
    return [`${output}: ${problem}.`, ...advice].join("\n");
}

const deployIt = (source: string, destination: string) => [
    `Deploy the destination first: pulumi up --stack ${project}/${destination}`,
    "If the destination is another stack, one of pulumi stack ls --all, type its name when asked: " +
        `pulumi config set destinationStack --stack ${source}`,
];

describe("the source's way to the destination", function () {
    this.timeout(120_000);
    const world = inSandbox();

    /** The update fails with that message, and the source has made nothing. */
    async function refused(source: Deployment, name: string, message: string): Promise<void> {
        const { diagnostics } = await source.refused("up");
        assert.deepEqual(diagnostics, [message]);
        assert.deepEqual(
            (await world().everything()).filter((line) => line.startsWith("source:") && line.includes(name)),
            [],
        );
        assert.deepEqual(
            (await source.resources()).filter(
                (resource) => !/^(Stack|StackReference|pulumi|aws) /.test(resource),
            ),
            [],
        );
    }

    it("says which stack to deploy first where the destination is not there", async () => {
        const source = await world().stack("lone-source", pairSettings("lone").source);
        await refused(
            source,
            "lone",
            handshakeError(
                "lone-destination",
                `unknown stack "${project}/lone-destination"`,
                ...deployIt("lone-source", "lone-destination"),
            ),
        );
    });

    it("says which stack to deploy first where the destination is there, but was never deployed", async () => {
        const { source, destination } = pairSettings("bare");
        await world().stack("bare-destination", destination);
        await refused(
            await world().stack("bare-source", source),
            "bare",
            handshakeError(
                "bare-destination",
                "there is no such output: it is not a destination, or was not deployed to the end",
                ...deployIt("bare-source", "bare-destination"),
            ),
        );
    });

    it("refuses a destination that was told another account, or another role", async () => {
        const pair = pairSettings("told");
        const destination = await world().stack("told-destination", {
            ...pair.destination,
            sourceAccountId: "333333333333",
        });
        const source = await world().stack("told-source", pair.source);
        await destination.up();
        await refused(
            source,
            "told",
            handshakeError(
                "told-destination",
                'it has sourceAccountId "333333333333"; allowed: the source\'s account, 111111111111',
                "The destination's bucket policy lets in another account: correct its sourceAccountId. " +
                    `After a change there: pulumi up --stack ${project}/told-destination`,
            ),
        );
        await destination.settings({ ...pair.destination, replicationRoleName: "another-role" });
        await destination.up();
        await refused(
            source,
            "told",
            handshakeError(
                "told-destination",
                `it has replicationRoleName "another-role"; allowed: the source's role, told-replication`,
                "The destination's bucket policy lets in another role: give both sides the same name. " +
                    `After a change there: pulumi up --stack ${project}/told-destination`,
            ),
        );
    });

    it("is found by the stacks' names, and by any other name that a setting gives in full", async () => {
        const pair = pairSettings("prod");
        const destination = await world().stack("prod-destination", pair.destination);
        await destination.up();
        // The very deployment, by its neighbour's name and by its own.
        const byName = await world().stack("prod-source", pair.source);
        assert.equal((await byName.up()).inputs("replication-bucket").bucket, "prod-source");

        const second = { ...pairSettings("second").source, replicationRoleName: "prod-replication" };
        const byFullName = await world().stack("seoul", {
            ...second,
            side: "source",
            destinationStack: `${project}/prod-destination`,
        });
        const { inputs } = await byFullName.preview();
        assert.match(
            JSON.stringify(inputs("replication-replication").rules),
            /"arn:aws:s3:::prod-destination"/,
        );
        const { replicationDestination } = await destination.outputs();
        assert.deepEqual((await byName.outputs()).destination, replicationDestination);
    });
});
