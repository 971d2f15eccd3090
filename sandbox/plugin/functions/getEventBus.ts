import type { DescribeEventBusCommandOutput } from "@aws-sdk/client-eventbridge";
import { describe } from "../aws/errors";
import { optional, required, string } from "../schema";
import { defineFunction } from "./awsFunction";

export const getEventBus = defineFunction({
    token: "aws:cloudwatch/getEventBus:getEventBus",
    args: { name: required(string()), region: optional(string()) },
    async call(connection, { name, region }) {
        const account = await connection.account(region);
        const eventbridge = await account.eventbridge();
        let found: DescribeEventBusCommandOutput;
        try {
            found = await eventbridge.describeEventBus({ Name: name });
        } catch (error) {
            throw new Error(`reading the EventBridge event bus ${name}: ${describe(error)}`);
        }
        return {
            id: found.Name,
            name: found.Name,
            region: account.region,
            arn: found.Arn,
            description: found.Description ?? "",
            kmsKeyIdentifier: found.KmsKeyIdentifier ?? "",
            deadLetterConfigs: found.DeadLetterConfig?.Arn ? [{ arn: found.DeadLetterConfig.Arn }] : [],
            logConfigs: found.LogConfig
                ? [{ includeDetail: found.LogConfig.IncludeDetail, level: found.LogConfig.Level }]
                : [],
        };
    },
});
