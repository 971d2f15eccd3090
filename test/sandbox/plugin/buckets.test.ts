import assert from "node:assert/strict";
import { incompleteResource, NO_DIFFERENCE, refusal } from "./answers";
import { ACCOUNT, OTHER_ACCOUNT, REGION, inSurroundings } from "./surroundings";
import { BUCKET, VERSIONING } from "./types";

describe("the stand-in AWS plug-in: buckets", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("makes nothing in a preview", async () => {
        await here.plugin.create(BUCKET, { bucket: "only-previewed" }, true);
        assert.deepEqual(await here.bucketNames(), []);
    });

    for (const region of [REGION, "us-east-1"]) {
        it(`does not adopt a bucket that exists, in ${region}`, async () => {
            const there = await here.surroundings.configured({ region });
            await there.create(BUCKET, { bucket: "taken" });
            assert.match(
                await refusal(there.create(BUCKET, { bucket: "taken" })),
                /^creating aws:s3\/bucket:Bucket \(thing\): BucketAlreadyOwnedByYou: /,
            );
            const other = await here.surroundings.configured({ region }, OTHER_ACCOUNT);
            assert.match(
                await refusal(other.create(BUCKET, { bucket: "taken" })),
                /^creating aws:s3\/bucket:Bucket \(thing\): BucketAlreadyExists: /,
            );
        });
    }

    it("is known to the engine where its creation fails half-way", async () => {
        const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key-${index}`, "value"]));
        const inputs = await here.plugin.accepted(BUCKET, { bucket: "half", tags });
        const failure = await incompleteResource(here.plugin.create(BUCKET, inputs));
        const reason =
            "aws:s3/bucket:Bucket (thing) was created as half, but is not complete: " +
            "BadRequest: Object tags cannot be greater than 50";
        assert.deepEqual([failure.id, failure.reasons, failure.inputs], ["half", [reason], inputs]);
        assert.deepEqual(await here.bucketNames(), ["half"]);
        const fewer = await here.plugin.accepted(BUCKET, { bucket: "half", tags: { key: "value" } });
        assert.deepEqual((await here.plugin.diff(BUCKET, failure.state, fewer)).paths, {
            tags: "add",
            tagsAll: "add",
        });
    });

    it("is in its own region where it names one", async () => {
        const inputs = await here.plugin.accepted(BUCKET, { bucket: "elsewhere", region: "eu-west-1" });
        const { state } = await here.plugin.create(BUCKET, inputs);
        assert.equal(state.region, "eu-west-1");
        const there = here.surroundings.byHand(ACCOUNT, "eu-west-1");
        assert.equal((await there.s3.headBucket({ Bucket: "elsewhere" })).BucketRegion, "eu-west-1");
        assert.equal(
            await refusal(here.plugin.read(BUCKET, "elsewhere")),
            "reading aws:s3/bucket:Bucket (elsewhere): PermanentRedirect: it is in another region",
        );
        const imported = await here.plugin.read(BUCKET, "elsewhere@eu-west-1");
        assert.deepEqual([imported.id, imported.state.region], ["elsewhere", "eu-west-1"]);
    });

    it("is not read from another account", async () => {
        await here.surroundings.byHand(OTHER_ACCOUNT).s3.createBucket({
            Bucket: "theirs",
            CreateBucketConfiguration: { LocationConstraint: REGION },
        });
        assert.equal(
            await refusal(here.plugin.read(BUCKET, "theirs")),
            "reading aws:s3/bucket:Bucket (theirs): AccessDenied: it belongs to another account, or these " +
                "credentials do not let you see it",
        );
    });

    it("is not deleted while it holds objects", async () => {
        const { state } = await here.plugin.create(
            BUCKET,
            await here.plugin.accepted(BUCKET, { bucket: "full" }),
        );
        await here.aws.s3.putObject({ Bucket: "full", Key: "kept", Body: "kept" });
        assert.match(
            await refusal(here.plugin.delete(BUCKET, "full", state)),
            /^deleting aws:s3\/bucket:Bucket \(full\): BucketNotEmpty: /,
        );
        assert.equal((await here.aws.s3.headObject({ Bucket: "full", Key: "kept" })).ContentLength, 4);
    });

    it("is emptied of every version and deleted where forceDestroy says so", async () => {
        const inputs = await here.plugin.accepted(BUCKET, { bucket: "full", forceDestroy: true });
        const { state } = await here.plugin.create(BUCKET, inputs);
        await here.aws.s3.putBucketVersioning({
            Bucket: "full",
            VersioningConfiguration: { Status: "Enabled" },
        });
        for (const Body of ["first", "second"]) {
            await here.aws.s3.putObject({ Bucket: "full", Key: "k", Body });
        }
        await here.aws.s3.deleteObject({ Bucket: "full", Key: "k" });
        await here.plugin.delete(BUCKET, "full", state);
        assert.deepEqual(await here.bucketNames(), []);
    });

    it("has Object Lock from its creation, and its locked versions go with it where forceDestroy says so", async () => {
        const given = { bucket: "locked", objectLockEnabled: true, forceDestroy: true };
        const inputs = await here.plugin.accepted(BUCKET, given);
        const { state } = await here.plugin.create(BUCKET, inputs);
        assert.equal(state.objectLockEnabled, true);
        assert.deepEqual(await here.plugin.diff(BUCKET, state, inputs), NO_DIFFERENCE);
        const { ObjectLockConfiguration } = await here.aws.s3.getObjectLockConfiguration({
            Bucket: "locked",
        });
        assert.equal(ObjectLockConfiguration?.ObjectLockEnabled, "Enabled");
        const { Status } = await here.aws.s3.getBucketVersioning({ Bucket: "locked" });
        assert.equal(Status, "Enabled");
        const versioned = { bucket: "locked", versioningConfiguration: { status: "Enabled" } };
        const versioning = await here.plugin.accepted(VERSIONING, versioned);
        const made = await here.plugin.create(VERSIONING, versioning);
        assert.deepEqual(await here.plugin.diff(VERSIONING, made.state, versioning), NO_DIFFERENCE);
        await here.aws.s3.putObject({
            Bucket: "locked",
            Key: "k",
            Body: "kept",
            ObjectLockMode: "GOVERNANCE",
            ObjectLockRetainUntilDate: new Date(Date.now() + 3_600_000),
        });
        const imported = await here.plugin.read(BUCKET, "locked");
        assert.equal(imported.inputs.objectLockEnabled, true);
        await here.plugin.delete(BUCKET, "locked", state);
        assert.deepEqual(await here.bucketNames(), []);
    });

    it("cannot go back to unversioned", async () => {
        await here.plugin.create(BUCKET, { bucket: "versioned" });
        const enabled = { bucket: "versioned", versioningConfiguration: { status: "Enabled" } };
        const { state } = await here.plugin.create(VERSIONING, enabled);
        const disabled = { bucket: "versioned", versioningConfiguration: { status: "Disabled" } };
        assert.equal(
            await refusal(here.plugin.update(VERSIONING, "versioned", state, disabled)),
            `updating ${VERSIONING} (versioned): "versioningConfiguration.status" cannot become Disabled: ` +
                "a bucket that was versioned can only be Suspended",
        );
    });
});
