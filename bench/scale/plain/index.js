// The yardstick of bench/scale/ours: the same pairs in plain JavaScript, with the same compiled modules kept.
"use strict";

const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

enableCompileCache(join(__dirname, "..", "..", "..", "node_modules", ".cache", "compiled"));

const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const { makeDestination, makeSource } = require("../../plain/resources");

const config = new pulumi.Config();
const sourceAccountId = "111111111111";

// What differs between accounts is asked once of each, not once a pair.
function sideOf(name, region, account) {
    const provider = new aws.Provider(name, {
        region,
        profile: name,
        allowedAccountIds: [account],
        s3UsePathStyle: true,
    });
    return {
        provider,
        partition: aws.getPartitionOutput({}, { provider }).partition,
        accountId: aws.getCallerIdentityOutput({}, { provider }).accountId,
    };
}
const source = sideOf("source", "ap-northeast-2", sourceAccountId);
const destination = sideOf("destination", "ap-northeast-1", "222222222222");

// In the order in which the components put them.
const rules = Array.from({ length: config.requireNumber("rules") }, (_, index) => ({
    id: `rule-${index + 1}`,
    priority: index + 1,
    prefix: `${index + 1}/`,
    deleteMarkers: false,
})).reverse();

for (let pair = 1; pair <= config.requireNumber("pairs"); pair++) {
    const name = `${pulumi.getStack()}-${pair}`;
    const roleName = `${name}-replication`;
    makeSource(`originals-${pair}`, source, {
        bucketName: `${name}-source`,
        roleName,
        rules,
        destination: makeDestination(`replicas-${pair}`, destination, {
            bucketName: `${name}-destination`,
            sourceAccountId,
            roleName,
            deleteMarkers: false,
        }),
    });
}
