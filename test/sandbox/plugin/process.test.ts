import assert from "node:assert/strict";
import awsPackage from "@pulumi/aws/package.json";
import { refusal } from "./answers";
import { inSurroundings } from "./surroundings";
import { BUCKET } from "./types";

describe("the stand-in AWS plug-in: as a process", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("has the version of the @pulumi/aws that it stands in for", async () => {
        assert.equal(await here.plugin.version(), awsPackage.version);
    });

    it("ends when the engine's end of its input closes", async () => {
        const other = await here.surroundings.plugin();
        other.process.stdin.end();
        assert.equal((await other.process).exitCode, 0);
    });

    it("ends when it is told to", async () => {
        const other = await here.surroundings.plugin();
        other.process.kill("SIGTERM");
        assert.equal((await other.process).exitCode, 0);
    });

    it("starts nothing new once the engine has cancelled", async () => {
        const other = await here.surroundings.configured();
        await other.cancel();
        assert.equal(
            await refusal(other.create(BUCKET, { bucket: "too-late" })),
            "creating aws:s3/bucket:Bucket (thing): cancelled by the engine",
        );
        assert.deepEqual(await here.bucketNames(), []);
    });
});
