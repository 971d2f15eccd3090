import { factsOf } from "../aws/regions";
import { optional, string } from "../schema";
import { defineFunction, texts } from "./awsFunction";

export const getCallerIdentity = defineFunction({
    token: "aws:index/getCallerIdentity:getCallerIdentity",
    args: { id: optional(string()) },
    results: texts("accountId", "arn", "id", "userId"),
    async call(connection) {
        const { Account, Arn, UserId } = await connection.identity();
        return { accountId: Account, arn: Arn, userId: UserId, id: Account };
    },
});

export const getPartition = defineFunction({
    token: "aws:index/getPartition:getPartition",
    args: { id: optional(string()) },
    results: texts("dnsSuffix", "id", "partition", "reverseDnsPrefix"),
    async call(connection) {
        const { partition, dnsSuffix } = await factsOf(connection.region);
        const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
        return { partition, dnsSuffix, reverseDnsPrefix, id: partition };
    },
});

export const getRegion = defineFunction({
    token: "aws:index/getRegion:getRegion",
    args: { id: optional(string()), name: optional(string()), region: optional(string()) },
    results: texts("description", "endpoint", "id", "name", "region"),
    async call(connection, args) {
        const region = args.region ?? args.name ?? connection.region;
        const { description, dnsSuffix } = await factsOf(region);
        return { region, name: region, id: region, description, endpoint: `ec2.${region}.${dnsSuffix}` };
    },
});
