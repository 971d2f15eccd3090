import { ofDestination, ofSource, type ComponentCase } from "./componentCase";
import { accountIds, destinationNames, policyArns, roleArns, roleNames, rolePaths } from "./phrases";

const source = (args: object, message: string): ComponentCase => ({
    source: args,
    message: ofSource(message),
});
const existing = {
    existingRoleArn: "arn:aws:iam::111111111111:role/replicator",
    replicationRoleName: undefined,
};
const beside =
    "leave it out where existingRoleArn is given. It is of a role that is made here, and with existingRoleArn none is.";
const target = { bucketArn: "arn:aws:s3:::replicas", accountId: "222222222222" };
const several = {
    destination: undefined,
    destinations: { tokyo: target, osaka: { ...target, bucketArn: "arn:aws:s3:::osaka" } },
};
const eachDestination = "an object with a destination under each name";

/** Whom S3 replicates as, and where to. */
export const roleCases: readonly ComponentCase[] = [
    source(
        { existingBucket: true, encryption: { createKmsKey: true, bucketKey: true } },
        "encryption.createKmsKey is true; leave it out where existingBucket is true. Say by kmsKeyArn which key the " +
            "bucket's objects are under.",
    ),
    ...[true, false].map((sourceBucketKey) =>
        source(
            { encryption: { createKmsKey: true, sourceBucketKey } },
            `encryption.sourceBucketKey is ${sourceBucketKey}; leave it out on a source, whose own bucketKey it is.`,
        ),
    ),
    source({ replicationRoleName: undefined }, `replicationRoleName is missing; allowed: ${roleNames}.`),
    source(
        { replicationRoleName: "r".repeat(65) },
        `replicationRoleName is "${"r".repeat(65)}"; allowed: ${roleNames}.`,
    ),
    ...["replication", "/replication", "replication/", "//", "/re*/", `/${"p".repeat(511)}/`].flatMap(
        (path) => [
            source(
                { replicationRolePath: path },
                `replicationRolePath is ${shown(path)}; allowed: ${rolePaths}.`,
            ),
            {
                destination: { replicationRolePath: path },
                message: ofDestination(`replicationRolePath is ${shown(path)}; allowed: ${rolePaths}.`),
            },
        ],
    ),
    source({ permissionsBoundary: "boundary" }, `permissionsBoundary is "boundary"; allowed: ${policyArns}.`),
    source(
        { ...existing, replicationRoleName: "replicator" },
        `replicationRoleName is "replicator"; ${beside}`,
    ),
    source({ ...existing, replicationRolePath: "/" }, `replicationRolePath is "/"; ${beside}`),
    source({ ...existing, confineTrust: true }, `confineTrust is true; ${beside}`),
    source({ confineTrust: "yes" }, 'confineTrust is "yes"; allowed: true or false.'),
    source({ objectAnnotations: "yes" }, 'objectAnnotations is "yes"; allowed: true or false.'),
    {
        destination: { objectAnnotations: "yes" },
        message: ofDestination('objectAnnotations is "yes"; allowed: true or false.'),
    },
    source({ destinationAccountId: "sre" }, `destinationAccountId is "sre"; allowed: ${accountIds}.`),
    source(
        { ...several, destinationAccountId: "222222222222" },
        'destinationAccountId is "222222222222"; leave it out where destinations is given. Each of them has an accountId.',
    ),
    source(
        { destination: target, destinationAccountId: "333333333333" },
        'destination.accountId is "222222222222"; allowed: the account that the source was told, 333333333333. Replicas ' +
            "would go to another account, and belong to it: find out who changed the destination. If it is right, correct " +
            "what the source was told: destinationAccountId, or accountId beside stack.",
    ),
    source(
        { bucketName: "replicas", destination: target },
        'destination.bucketArn is "arn:aws:s3:::replicas"; allowed: another bucket than the source\'s own. S3 does not ' +
            "replicate a bucket to itself.",
    ),
    source(
        { destination: { ...target, objectAnnotations: false }, objectAnnotations: true },
        "destination.objectAnnotations is false; allowed: true, since the source replicates annotations. The destination's " +
            "bucket policy refuses them: turn it on there, or off here.",
    ),
    source(
        { ...existing, permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary" },
        `permissionsBoundary is "arn:aws:iam::111111111111:policy/boundary"; ${beside}`,
    ),
    source(
        { ...existing, existingRoleArn: "replicator" },
        `existingRoleArn is "replicator"; allowed: ${roleArns}.`,
    ),
    source({ ...existing, attachRolePolicy: "yes" }, 'attachRolePolicy is "yes"; allowed: true or false.'),
    source(
        { attachRolePolicy: true },
        "attachRolePolicy is true; leave it out where existingRoleArn is not given. The role that is made here has its policy in " +
            "any case.",
    ),

    source(
        { destinations: { tokyo: target } },
        'destinations is ["tokyo"]; leave it out where destination is given.',
    ),
    ...[null, "tokyo", [], [target], {}].map((given) =>
        source(
            { destination: undefined, destinations: given },
            `destinations is ${JSON.stringify(given)}; allowed: ${eachDestination}.`,
        ),
    ),
    source(
        { destination: undefined, destinations: { "tokyo-1": target } },
        `a name of destinations is "tokyo-1"; allowed: ${destinationNames}.`,
    ),
    source(
        { destination: undefined, destinations: { tokyo: target, Tokyo: target } },
        'a name of destinations is "Tokyo"; allowed: a name that differs from tokyo not by case alone.',
    ),
    source(
        { destination: undefined, destinations: { tokyo: "arn:aws:s3:::replicas" } },
        'destinations.tokyo is "arn:aws:s3:::replicas"; allowed: a ReplicationDestination, or an object with its bucketArn ' +
            "and accountId.",
    ),
    source(
        several,
        "rules is missing; allowed: a list of rules, each with its destination. With several destinations no rule can be " +
            "left to a default.",
    ),
    source(
        { ...several, rules: [{ id: "all" }] },
        "rules[0].destination is missing; allowed: one of tokyo, osaka.",
    ),
    source(
        { ...several, rules: [{ id: "all", destination: "seoul" }] },
        'rules[0].destination is "seoul"; allowed: one of tokyo, osaka.',
    ),
    source(
        { ...several, rules: [{ destination: "tokyo" }] },
        'rules is [{"destination":"tokyo"}]; allowed: rules of which one at least goes to each destination, osaka too. ' +
            "The role would be let into a bucket that nothing is replicated to.",
    ),
];

function shown(path: string): string {
    const text = JSON.stringify(path);
    return text.length > 300 ? `a text of ${text.length} characters` : text;
}
