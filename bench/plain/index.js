// The yardstick of the program's own two stacks: the same resources in plain JavaScript. What it deploys is what the
// program deploys with what ships.
"use strict";

const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const { makeDestination, makeSource } = require("./resources");

const config = new pulumi.Config();
const endpoint = process.env.AWS_ENDPOINT_URL;
const accountId = config.require("accountId");

const provider = new aws.Provider(pulumi.getStack(), {
    region: config.require("region"),
    allowedAccountIds: [accountId],
    endpoints: [{ iam: endpoint, s3: endpoint, s3control: endpoint, sts: endpoint }],
    s3UsePathStyle: true,
});
const side = {
    provider,
    partition: aws.getPartitionOutput({}, { provider }).partition,
    accountId: aws.getCallerIdentityOutput({}, { provider }).accountId,
};
const settings = {
    bucketName: config.require("bucketName"),
    roleName: config.require("replicationRoleName"),
    protect: true,
};

if (pulumi.getStack() === "source") {
    const destination = new pulumi.StackReference(
        `${pulumi.getOrganization()}/${pulumi.getProject()}/destination`,
    ).requireOutput("replicationDestination");
    const rules = [{ id: "replication", priority: 1, prefix: "", deleteMarkers: true }];
    Object.assign(exports, makeSource("replication", side, { ...settings, destination, rules }));
} else {
    const sourceAccountId = config.require("sourceAccountId");
    exports.replicationDestination = makeDestination("replication", side, {
        ...settings,
        sourceAccountId,
        deleteMarkers: true,
    });
}
