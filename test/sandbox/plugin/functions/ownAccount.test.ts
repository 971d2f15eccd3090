import assert from "node:assert/strict";
import type { Properties } from "../answers";
import { ACCOUNT, REGION, inSurroundings } from "../surroundings";

describe("the stand-in AWS plug-in: functions about the account itself", function () {
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
});
