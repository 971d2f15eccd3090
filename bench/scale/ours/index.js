// Both sides by the package, as it is when it is installed: compiled. With the same compiled modules kept as the plain program.
"use strict";

const { enableCompileCache } = require("node:module");
const { join } = require("node:path");

enableCompileCache(join(__dirname, "..", "..", "..", "node_modules", ".cache", "compiled"));

const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const { ReplicationDestination, ReplicationSource } = require("s3-cross-account-replication");

const config = new pulumi.Config();
const sourceAccountId = "111111111111";

// Where AWS is, is said by AWS_ENDPOINT_URL; an address has no bucket names in its host name.
const provider = (name, region, account) =>
    new aws.Provider(name, { region, profile: name, allowedAccountIds: [account], s3UsePathStyle: true });
const sourceProvider = provider("source", "ap-northeast-2", sourceAccountId);
const destinationProvider = provider("destination", "ap-northeast-1", "222222222222");

const rules = Array.from({ length: config.requireNumber("rules") }, (_, index) => ({
    id: `rule-${index + 1}`,
    priority: index + 1,
    prefix: `${index + 1}/`,
}));

for (let pair = 1; pair <= config.requireNumber("pairs"); pair++) {
    const name = `${pulumi.getStack()}-${pair}`;
    const destination = new ReplicationDestination(
        `replicas-${pair}`,
        {
            bucketName: `${name}-destination`,
            sourceAccountId,
            replicationRoleName: `${name}-replication`,
        },
        { providers: [destinationProvider] },
    );
    new ReplicationSource(
        `originals-${pair}`,
        {
            bucketName: `${name}-source`,
            replicationRoleName: destination.replicationRoleName,
            destination,
            rules,
        },
        { providers: [sourceProvider] },
    );
}
