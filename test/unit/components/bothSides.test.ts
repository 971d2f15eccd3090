import * as aws from "@pulumi/aws";
import * as assert from "node:assert/strict";
import { ReplicationDestination, ReplicationSource } from "../../../components/index";
import { run, runToFailure } from "../../support/recorder";

/** Both sides in one program, as a user with two providers writes it. */
function program(whole: "the component" | "its target" = "the component") {
    const tokyo = new aws.Provider("tokyo", { region: "ap-northeast-1" });
    const seoul = new aws.Provider("seoul", { region: "ap-northeast-2" });
    const destination = new ReplicationDestination(
        "replicas",
        { bucketName: "replicas", sourceAccountId: "111111111111", replicationRoleName: "replicator" },
        { providers: [tokyo] },
    );
    const source = new ReplicationSource(
        "originals",
        {
            bucketName: "originals",
            destination: whole === "its target" ? destination.target : destination,
            replicationRoleName: "replicator",
        },
        { providers: [seoul] },
    );
    return { bucketName: source.bucketName };
}

const world = { accounts: { tokyo: "222222222222", seoul: "111111111111" } };

describe("both sides in one program", () => {
    it("makes each side with its own provider", async () => {
        const { resources } = await run(world, () => program());
        for (const { name, provider } of resources.filter((resource) => resource.provider !== undefined)) {
            assert.equal(provider, name.startsWith("replicas-") ? "tokyo" : "seoul", name);
        }
        assert.equal(resources.filter(({ provider }) => provider === "tokyo").length, 6);
        assert.equal(resources.filter(({ provider }) => provider === "seoul").length, 9);
    });

    it("puts the replication configuration after the destination's bucket, versioning and policy", async () => {
        const { resource } = await run(world, () => program());
        assert.deepEqual(resource("originals-replication").dependencies, [
            "originals-bucket",
            "originals-role",
            "originals-role-policy",
            "originals-versioning",
            "replicas-bucket",
            "replicas-policy",
            "replicas-versioning",
        ]);
    });

    it("makes the same of the destination's target, as every language has it, as of the destination itself", async () => {
        const inputsOf = async (whole: "the component" | "its target") =>
            (await run(world, () => program(whole))).resources.map(
                ({ name, inputs }) => [name, inputs] as const,
            );
        assert.deepEqual(new Map(await inputsOf("its target")), new Map(await inputsOf("the component")));
    });

    it("tells at preview what does not fit, though the destination's key is not made yet", async () => {
        const { message } = await runToFailure({ ...world, preview: true }, () => {
            const tokyo = new aws.Provider("tokyo", { region: "ap-northeast-1" });
            const { target } = new ReplicationDestination(
                "replicas",
                {
                    bucketName: "replicas",
                    sourceAccountId: "111111111111",
                    replicationRoleName: "other",
                    encryption: { createKmsKey: true },
                },
                { providers: [tokyo] },
            );
            const seoul = new aws.Provider("seoul", { region: "ap-northeast-2" });
            new ReplicationSource(
                "originals",
                { bucketName: "originals", destination: target, replicationRoleName: "replicator" },
                { providers: [seoul] },
            );
        });
        assert.equal(
            message,
            'ReplicationSource "originals": destination.replicationRoleName is "other"; allowed: the source\'s role, replicator. ' +
                "The destination's bucket policy lets in another role: give both sides the same name.",
        );
    });

    it("shows at preview what will be deployed, ARNs and policies included", async () => {
        const { resource } = await run({ ...world, preview: true }, () => program());
        assert.match(String(resource("replicas-policy").inputs.policy), /arn:aws:s3:::replicas/);
        assert.match(String(resource("originals-role-policy").inputs.policy), /arn:aws:s3:::replicas/);
        assert.match(JSON.stringify(resource("originals-replication").inputs.rules), /arn:aws:s3:::replicas/);
    });
});
