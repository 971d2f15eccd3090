import assert from "node:assert/strict";
import { refusal } from "./answers";
import { inSurroundings } from "./surroundings";
import {
    ALARM,
    BUCKET,
    DASHBOARD,
    ENCRYPTION,
    KEY,
    LIFECYCLE,
    LOGGING,
    NOTIFICATION,
    POLICY,
    REPLICATION,
    ROLE,
    ROLE_POLICY,
    TOPIC,
    VERSIONING,
} from "./types";

const KNOWN_TYPES = [
    BUCKET,
    VERSIONING,
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ENCRYPTION,
    POLICY,
    REPLICATION,
    LIFECYCLE,
    LOGGING,
    NOTIFICATION,
    ROLE,
    ROLE_POLICY,
    KEY,
    ALARM,
    DASHBOARD,
    TOPIC,
].join(", ");

describe("the stand-in AWS plug-in: types that it does not know", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const other = "aws:s3/bucketAcl:BucketAcl";
    const refused =
        `the stand-in AWS plug-in does not know the resource type ${other}. It knows: ${KNOWN_TYPES}. ` +
        "To use any other type, install the official plug-in: pulumi plugin install resource aws";
    const calls: Record<string, () => Promise<unknown>> = {
        check: () => here.plugin.check(other, {}),
        diff: () => here.plugin.diff(other, {}, {}),
        "create in a preview": () => here.plugin.create(other, {}, true),
        create: () => here.plugin.create(other, {}),
        read: () => here.plugin.read(other, "id"),
        update: () => here.plugin.update(other, "id", {}, {}),
        delete: () => here.plugin.delete(other, "id", {}),
    };
    for (const [name, call] of Object.entries(calls)) {
        it(`refuses another type: ${name}`, async () => {
            assert.equal(await refusal(call()), refused);
        });
    }
});
