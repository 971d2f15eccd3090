import assert from "node:assert/strict";
import { refusal, type Properties } from "./plugin";
import { ACCOUNT, REGION, inSurroundings } from "./surroundings";

describe("the stand-in AWS plug-in: functions", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    const cases: { token: string; args: Properties; result: Properties }[] = [
        {
            token: "aws:index/getPartition:getPartition",
            args: {},
            result: {
                partition: "aws",
                dnsSuffix: "amazonaws.com",
                reverseDnsPrefix: "com.amazonaws",
                id: "aws",
            },
        },
        {
            token: "aws:index/getRegion:getRegion",
            args: {},
            result: {
                region: REGION,
                name: REGION,
                id: REGION,
                description: "Asia Pacific (Seoul)",
                endpoint: `ec2.${REGION}.amazonaws.com`,
            },
        },
        {
            token: "aws:index/getRegion:getRegion",
            args: { region: "cn-north-1" },
            result: {
                region: "cn-north-1",
                name: "cn-north-1",
                id: "cn-north-1",
                description: "China (Beijing)",
                endpoint: "ec2.cn-north-1.amazonaws.com.cn",
            },
        },
        {
            token: "aws:index/getCallerIdentity:getCallerIdentity",
            args: {},
            result: {
                accountId: ACCOUNT,
                arn: `arn:aws:iam::${ACCOUNT}:root`,
                userId: ACCOUNT,
                id: ACCOUNT,
            },
        },
    ];
    for (const { token, args, result } of cases) {
        it(`answers ${token} ${JSON.stringify(args)}`, async () => {
            assert.deepEqual(await here.plugin.invoke(token, args), result);
        });
    }

    it("refuses a function that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:s3/getBucket:getBucket", {})),
            "the stand-in AWS plug-in does not know the function aws:s3/getBucket:getBucket. It knows: " +
                "aws:index/getCallerIdentity:getCallerIdentity, aws:index/getPartition:getPartition, " +
                "aws:index/getRegion:getRegion. To use any other function, install the official plug-in: " +
                "pulumi plugin install resource aws",
        );
    });

    it("refuses an argument that it does not know", async () => {
        assert.equal(
            await refusal(here.plugin.invoke("aws:index/getRegion:getRegion", { endpoint: "x" })),
            'aws:index/getRegion:getRegion: the stand-in does not support the argument "endpoint"',
        );
    });
});
