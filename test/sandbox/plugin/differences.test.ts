import assert from "node:assert/strict";
import { NO_DIFFERENCE, UNKNOWN, type Properties } from "./answers";
import { ACCOUNT, inSurroundings } from "./surroundings";
import {
    ALARM,
    BUCKET,
    DASHBOARD,
    ENCRYPTION,
    LIFECYCLE,
    NOTIFICATION,
    POLICY,
    REPLICATION,
    ROLE,
} from "./types";

describe("the stand-in AWS plug-in: differences", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
    const rule = { status: "Enabled", destination: { bucket: "arn:aws:s3:::d" } };
    const v2 = { ...rule, priority: 1, deleteMarkerReplication: { status: "Disabled" } };
    const replication = (...rules: Properties[]) => ({ bucket: "b", role: "r", rules });
    const encryption = (...algorithms: string[]) => ({
        bucket: "b",
        rules: algorithms.map((sseAlgorithm) => ({
            applyServerSideEncryptionByDefault: { sseAlgorithm },
        })),
    });
    const cases: { name: string; type: string; olds: Properties; news: Properties; paths: object }[] = [
        {
            name: "an unknown value is an update",
            type: POLICY,
            olds: { bucket: "b", policy: "{}" },
            news: { bucket: "b", policy: UNKNOWN },
            paths: { policy: "update" },
        },
        {
            name: "an unknown value of a replacing property may be a replacement",
            type: POLICY,
            olds: { bucket: "b", policy: "{}" },
            news: { bucket: UNKNOWN, policy: "{}" },
            paths: { bucket: "update-replace" },
        },
        {
            name: "an unknown value inside a rule is a change of that value alone",
            type: REPLICATION,
            olds: replication(v2),
            news: replication({ ...v2, destination: { bucket: UNKNOWN } }),
            paths: { "rules[0].destination.bucket": "update" },
        },
        {
            name: "an unknown value that was not there is an addition",
            type: BUCKET,
            olds: { bucket: "b", tags: { a: "1" } },
            news: { bucket: "b", tags: { a: "1", b: UNKNOWN } },
            paths: { "tags.b": "add" },
        },
        {
            name: "a rule's id that S3 chose is no change",
            type: REPLICATION,
            olds: replication({ ...v2, id: "chosen-by-s3", filter: { prefix: "" } }),
            news: replication({ ...v2, filter: {} }),
            paths: {},
        },
        {
            name: "a filter that selects everything is not the same as none: the form of the rule changes",
            type: REPLICATION,
            olds: replication({ ...rule, prefix: "" }),
            news: replication({ ...rule, filter: {} }),
            paths: { "rules[0].filter": "add" },
        },
        {
            name: "rules have an order",
            type: REPLICATION,
            olds: replication({ ...v2, id: "a" }, { ...v2, id: "b" }),
            news: replication({ ...v2, id: "b" }, { ...v2, id: "a" }),
            paths: { "rules[0].id": "update", "rules[1].id": "update" },
        },
        {
            name: "a rule that is gone",
            type: REPLICATION,
            olds: replication(v2, v2),
            news: replication(v2),
            paths: { "rules[1]": "delete" },
        },
        {
            name: "encryption rules have none",
            type: ENCRYPTION,
            olds: encryption("AES256", "aws:kms"),
            news: encryption("aws:kms", "AES256"),
            paths: {},
        },
        {
            name: "a policy in another form",
            type: POLICY,
            olds: {
                bucket: "b",
                policy: document([
                    {
                        Sid: "A",
                        Effect: "Allow",
                        Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] },
                        Action: ["s3:PutObject", "s3:GetObject"],
                        Resource: ["*"],
                        Condition: { Bool: { "aws:SecureTransport": "true" } },
                    },
                    { Sid: "B", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
                ]),
            },
            news: {
                bucket: "b",
                policy: document([
                    {
                        Sid: "B",
                        Action: ["s3:*"],
                        Principal: { AWS: "*" },
                        Effect: "Deny",
                        Resource: "*",
                    },
                    {
                        Sid: "A",
                        Action: ["s3:GetObject", "s3:PutObject"],
                        Condition: { Bool: { "aws:SecureTransport": [true] } },
                        Effect: "Allow",
                        Principal: { AWS: ACCOUNT },
                        Resource: "*",
                    },
                ]),
            },
            paths: {},
        },
        {
            name: "a policy with another statement",
            type: POLICY,
            olds: { bucket: "b", policy: document([{ Sid: "A", Effect: "Allow" }]) },
            news: { bucket: "b", policy: document([{ Sid: "A", Effect: "Deny" }]) },
            paths: { policy: "update" },
        },
        {
            name: "a description that the program no longer gives",
            type: ROLE,
            olds: { name: "r", assumeRolePolicy: "{}", description: "old", path: "/" },
            news: { name: "r", assumeRolePolicy: "{}" },
            paths: { description: "delete" },
        },
        {
            name: "a JSON document with its members in another order",
            type: DASHBOARD,
            olds: { dashboardName: "d", dashboardBody: '{"widgets":[{"y":1,"x":2}],"start":"-PT1H"}' },
            news: { dashboardName: "d", dashboardBody: '{"start": "-PT1H", "widgets": [{"x": 2, "y": 1}]}' },
            paths: {},
        },
        {
            name: "a JSON document with a list in another order",
            type: DASHBOARD,
            olds: { dashboardName: "d", dashboardBody: '{"widgets":[1,2]}' },
            news: { dashboardName: "d", dashboardBody: '{"widgets":[2,1]}' },
            paths: { dashboardBody: "update" },
        },
        {
            name: "an alarm's actions in another order",
            type: ALARM,
            olds: { name: "a", alarmActions: ["t", "u"] },
            news: { name: "a", alarmActions: ["u", "t"] },
            paths: {},
        },
        {
            name: "a notification's id that S3 chose, and its events in another order",
            type: NOTIFICATION,
            olds: { bucket: "b", topics: [{ id: "chosen", topicArn: "t", events: ["e", "f"] }] },
            news: { bucket: "b", topics: [{ topicArn: "t", events: ["f", "e"] }] },
            paths: {},
        },
        {
            name: "lifecycle rules without a filter and with one that selects everything",
            type: LIFECYCLE,
            olds: {
                bucket: "b",
                rules: ["x", "y"].map((id) => ({ id, status: "Enabled", filter: { prefix: "" } })),
            },
            news: {
                bucket: "b",
                rules: [
                    { id: "x", status: "Enabled" },
                    { id: "y", status: "Enabled", filter: {} },
                ],
            },
            paths: {},
        },
        {
            name: "a bucket that was made in another region than the provider's",
            type: BUCKET,
            olds: { bucket: "b", region: "us-east-1" },
            news: { bucket: "b" },
            paths: { region: "update-replace" },
        },
    ];
    for (const { name, type, olds, news, paths } of cases) {
        it(name, async () => {
            assert.deepEqual((await here.plugin.diff(type, olds, news)).paths, paths);
        });
    }

    it("leaves out what the program ignores", async () => {
        const olds = { bucket: "b", tags: { a: "1", ab: "1" } };
        const news = { bucket: "b", tags: { a: "2", ab: "2" } };
        assert.deepEqual((await here.plugin.diff(BUCKET, olds, news, ["tags.a"])).paths, {
            "tags.ab": "update",
        });
        assert.deepEqual(await here.plugin.diff(BUCKET, olds, news, ["tags"]), NO_DIFFERENCE);
    });

    it("takes a policy that is an object as its text, and as unknown while a part is", async () => {
        const policy = { Statement: [{ Resource: "r" }], Version: "2012-10-17" };
        const known = await here.plugin.accepted(POLICY, { bucket: "b", policy });
        assert.equal(known.policy, JSON.stringify(policy));
        const unknown = { Version: "2012-10-17", Statement: [{ Resource: UNKNOWN }] };
        const inputs = await here.plugin.accepted(POLICY, { bucket: "b", policy: unknown });
        assert.equal(inputs.policy, UNKNOWN);
    });
});
