import { ofSource, type ComponentCase } from "./componentCase";
import { backfillPrefixes, backfills, bucketNames, days, keyArns, roleNames } from "./phrases";

const backfill = (given: unknown, message: string, besides: object = {}): ComponentCase => ({
    source: { backfill: given, ...besides },
    message: ofSource(message),
});

const [longName, longRole] = [`${"b".repeat(53)}.b`, "r".repeat(56)];
const shorter = (member: string, name: string) =>
    "Left out, it is the source's with -backfill after it: choose a shorter one. As a setting: " +
    `pulumi config set --path backfill.${member} ${name}-backfill`;

export const backfillCases: readonly ComponentCase[] = [
    ...[null, true, []].map((given) =>
        backfill(given, `backfill is ${JSON.stringify(given)}; allowed: ${backfills}.`),
    ),
    backfill({ bucket: "reports" }, `backfill.bucket is "reports"; allowed: ${backfills}.`),
    backfill({ bucketName: "Reports" }, `backfill.bucketName is "Reports"; allowed: ${bucketNames}.`),
    backfill(
        { bucketName: "reports-an" },
        'backfill.bucketName is "reports-an"; allowed: a name that does not end in -an, where the bucket is made here. AWS has ' +
            "such names in an account's regional namespace alone: make the bucket elsewhere, and set existingBucket.",
    ),
    backfill(
        { bucketName: "originals" },
        'backfill.bucketName is "originals"; allowed: another bucket than the source\'s, which would replicate what is put there.',
    ),
    backfill(
        {},
        `backfill.bucketName is "${longName}-backfill"; allowed: a name of up to 63 characters. ${shorter("bucketName", "b".repeat(53))}`,
        { bucketName: longName },
    ),
    backfill({ existingBucket: "yes" }, 'backfill.existingBucket is "yes"; allowed: true or false.'),
    backfill(
        { existingBucket: true },
        "backfill.bucketName is missing; allowed: the name of the bucket, where existingBucket is true.",
    ),
    backfill(
        { existingBucket: true, bucketName: "reports", expirationDays: 7 },
        "backfill.expirationDays is 7; leave it out where existingBucket is true: the bucket's lifecycle is set where it is managed.",
    ),
    ...["reports", "/reports/", "reports//x/", "$x/", "*/", `${"x".repeat(500)}/`].map((given) =>
        backfill(
            { prefix: given },
            `backfill.prefix is ${given.length > 300 ? "a text of 503 characters" : `"${given}"`}; allowed: ${backfillPrefixes}.`,
        ),
    ),
    backfill({ kmsKeyArn: "alias/reports" }, `backfill.kmsKeyArn is "alias/reports"; allowed: ${keyArns}.`),
    backfill({ roleName: "a/b" }, `backfill.roleName is "a/b"; allowed: ${roleNames}.`),
    backfill(
        { roleName: "replicator" },
        'backfill.roleName is "replicator"; allowed: another role than the one that replicates.',
    ),
    backfill(
        {},
        `backfill.roleName is "${longRole}-backfill"; allowed: a name of up to 64 characters. ${shorter("roleName", "r".repeat(55))}`,
        { replicationRoleName: longRole },
    ),
    ...[0, 1.5, "30"].map((given) =>
        backfill(
            { expirationDays: given },
            `backfill.expirationDays is ${JSON.stringify(given)}; allowed: ${days}.`,
        ),
    ),
];
