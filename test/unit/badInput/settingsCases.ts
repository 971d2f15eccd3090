import { accountIds, bucketNames, resourceTags, roleNames, ruleMembers } from "./phrases";
import { featureSettingsCases } from "./featureSettingsCases";
import type { SettingsCase } from "./settingsCase";

const stacks = "stack, org/stack or org/project/stack";
const assumable = "an object with roleArn and, optionally, externalId and sessionName";
const commonKeys =
    "accountId, region, bucketName, existingBucket, manageVersioning, bucketPolicy, encryption, objectLock, lifecycle, " +
    "accessLogging, replicationRoleName, replicationRolePath, deleteMarkerReplication, objectAnnotations, protectBucket, forceDestroy, tags, " +
    "profile, assumeRole, endpoint";

function bucketName(name: string): SettingsCase {
    return {
        side: "source",
        set: { bucketName: name },
        problems: [`bucketName is "${name}"; allowed: ${bucketNames}.`],
    };
}

export const settingsCases: readonly SettingsCase[] = [
    ...featureSettingsCases,
    ...[
        "ab",
        "a".repeat(64),
        "Sre-Bucket",
        "sre_bucket",
        "-sre-bucket",
        "sre-bucket-",
        "sre..bucket",
        "192.168.0.1",
        "xn--bucket",
        "sthree-bucket",
        "amzn-s3-demo-bucket",
        "bucket-s3alias",
        "bucket--ol-s3",
        "bucket.mrap",
        "bucket--usw2-az1--x-s3",
        "bucket--table-s3",
    ].map(bucketName),
    {
        side: "destination",
        set: { accountId: "12345678901" },
        problems: [`accountId is "12345678901"; allowed: ${accountIds}.`],
    },
    {
        side: "destination",
        set: { accountId: "1234-5678-9012" },
        problems: [`accountId is "1234-5678-9012"; allowed: ${accountIds}.`],
    },
    {
        side: "destination",
        set: { accountId: "", region: "", bucketName: "", replicationRoleName: "", sourceAccountId: "" },
        problems: [
            `accountId is not set; allowed: ${accountIds}.`,
            "region is not set; allowed: the code of an AWS region, such as ap-northeast-2.",
            `bucketName is not set; allowed: ${bucketNames}.`,
            `replicationRoleName is not set; allowed: ${roleNames}.`,
            `sourceAccountId is not set; allowed: ${accountIds}.`,
        ],
    },
    {
        side: "destination",
        set: { sourceAccountId: "222222222222" },
        problems: [
            'sourceAccountId is "222222222222"; allowed: another account than accountId, since within one account ' +
                "there is no owner to override.",
        ],
    },
    {
        side: "source",
        set: { region: "Seoul" },
        problems: ['region is "Seoul"; allowed: the code of an AWS region, such as ap-northeast-2.'],
    },
    {
        side: "source",
        set: { replicationRoleName: "arn:aws:iam::111111111111:role/replicator" },
        problems: [
            `replicationRoleName is "arn:aws:iam::111111111111:role/replicator"; allowed: ${roleNames}.`,
        ],
    },
    {
        side: "source",
        set: { replicationRoleName: "r".repeat(65) },
        problems: [`replicationRoleName is "${"r".repeat(65)}"; allowed: ${roleNames}.`],
    },
    {
        side: "source",
        set: { deleteMarkerReplication: "yes" },
        problems: ['deleteMarkerReplication is "yes"; allowed: true or false.'],
    },
    {
        side: "source",
        set: { protectBucket: "1" },
        problems: ['protectBucket is "1"; allowed: true or false.'],
    },
    {
        side: "destination",
        set: { forceDestroy: "TRUE" },
        problems: ['forceDestroy is "TRUE"; allowed: true or false.'],
    },
    {
        side: "source",
        set: { tags: '{"team": 1, "owner": "sre?"}' },
        problems: [
            `tags.team is 1; allowed: ${resourceTags}.`,
            `tags.owner is "sre?"; allowed: ${resourceTags}.`,
        ],
    },
    {
        side: "destination",
        set: { tags: '{"aws:team": "sre"}' },
        problems: [`tags.aws:team is not a setting; allowed: ${resourceTags}.`],
    },
    {
        side: "source",
        set: { tags: '["team"]' },
        problems: [`tags is ["team"]; allowed: ${resourceTags}.`],
    },
    {
        side: "source",
        set: { tags: "team=sre" },
        problems: [`tags is "team=sre"; allowed: ${resourceTags}.`],
    },
    ...["localhost:4566", "s3+http://localhost:4566"].map((endpoint): SettingsCase => ({
        side: "source",
        set: { endpoint },
        problems: [`endpoint is "${endpoint}"; allowed: an address that starts with http:// or https://.`],
    })),
    {
        side: "source",
        set: { assumeRole: '{"arn": "arn:aws:iam::111111111111:role/deploy"}' },
        problems: [
            "assumeRole.roleArn is not set; allowed: the ARN of an IAM role, arn:<partition>:iam::<12 digits>:role/<name>.",
            `assumeRole.arn is not a setting; allowed: ${assumable}.`,
        ],
    },
    {
        side: "source",
        set: { assumeRole: '{"roleArn": "deploy"}' },
        problems: [
            'assumeRole.roleArn is "deploy"; allowed: the ARN of an IAM role, arn:<partition>:iam::<12 digits>:role/<name>.',
        ],
    },
    {
        side: "source",
        set: { assumeRole: '{"roleArn": "arn:aws:iam::222222222222:role/deploy"}' },
        problems: [
            'assumeRole.roleArn is "arn:aws:iam::222222222222:role/deploy"; allowed: a role of the account that ' +
                "accountId names, 111111111111.",
        ],
    },
    ...["a bc", "ab c"].map((sessionName): SettingsCase => ({
        side: "source",
        set: {
            assumeRole: `{"roleArn": "arn:aws:iam::111111111111:role/deploy", "sessionName": "${sessionName}"}`,
        },
        problems: [
            `assumeRole.sessionName is "${sessionName}"; allowed: 2 to 64 letters, digits and _+=,.@-.`,
        ],
    })),
    {
        side: "source",
        set: { assumeRole: '{"roleArn": "arn:aws:iam::111111111111:role/deploy", "externalId": 7}' },
        problems: ["assumeRole.externalId is 7; allowed: a text."],
    },
    {
        side: "source",
        set: { side: "" },
        problems: ["side is not set; allowed: source or destination; the stack is called test."],
    },
    {
        side: "source",
        set: { side: "both" },
        problems: ['side is "both"; allowed: source or destination; the stack is called test.'],
    },
    {
        side: "destination",
        set: { grant: "everyone" },
        problems: ['grant is "everyone"; allowed: pinnedRole, role, account, article.'],
    },
    {
        side: "source",
        set: { policies: "wide" },
        problems: ['policies is "wide"; allowed: minimal, article.'],
    },
    {
        side: "source",
        set: { sourceAccountId: "111111111111" },
        problems: [
            `sourceAccountId is not a setting; allowed: the settings of the source, side, ${commonKeys}, ` +
                "destinationStack, destinationAccountId, destinations, existingRoleArn, attachRolePolicy, confineTrust, " +
                "permissionsBoundary, rules, policies, monitoring, backfill.",
        ],
    },
    ...["bucketname", "rules"].map((key): SettingsCase => ({
        side: "destination",
        set: { [key]: '[{"id":"all"}]' },
        problems: [
            `${key} is not a setting; allowed: the settings of the destination, side, ${commonKeys}, ` +
                "sourceAccountId, grant, replicaModificationSync.",
        ],
    })),
    {
        side: "source",
        set: { destinationStack: "" },
        problems: [`destinationStack is not set; allowed: ${stacks}; or destinations in its place.`],
    },
    ...["12345678901", "sre"].map((destinationAccountId): SettingsCase => ({
        side: "source",
        set: { destinationAccountId },
        problems: [`destinationAccountId is "${destinationAccountId}"; allowed: ${accountIds}.`],
    })),
    ...(["objectAnnotations", "confineTrust"] as const).map((key): SettingsCase => ({
        side: "source",
        set: { [key]: "yes" },
        problems: [`${key} is "yes"; allowed: true or false.`],
    })),
    {
        side: "source",
        set: { rules: "[]" },
        problems: ["rules is []; allowed: a list of 1 to 1000 rules; left out, every object is replicated."],
    },
    {
        side: "source",
        set: { destinationStack: "acme/replication/prod/destination" },
        problems: [`destinationStack is "acme/replication/prod/destination"; allowed: ${stacks}.`],
    },
    {
        side: "source",
        set: { rules: '[{"id": "all"' },
        problems: [`rules is "[{\\"id\\": \\"all\\""; allowed: a list of rules.`],
    },
    {
        side: "source",
        set: { rules: '{"id": "all"}' },
        problems: [
            'rules is {"id":"all"}; allowed: a list of 1 to 1000 rules; left out, every object is replicated.',
        ],
    },
    {
        side: "source",
        set: { rules: '[{"id": 7, "priority": "high", "prefix": 1, "enabled": "no"}]' },
        problems: [
            "rules[0].id is 7; allowed: 1 to 255 characters, needed where there are several rules.",
            'rules[0].priority is "high"; allowed: a whole number from 0 to 2147483647, needed where there are several rules.',
            "rules[0].prefix is 1; allowed: a text of up to 1024 bytes.",
            'rules[0].enabled is "no"; allowed: true or false.',
        ],
    },
    {
        side: "source",
        set: { rules: '[{"id": "all", "deleteMarkers": true}]' },
        problems: [`rules[0].deleteMarkers is not a setting; allowed: ${ruleMembers}.`],
    },
    {
        side: "source",
        set: { rules: '[{"id": "a", "priority": 1}, {"id": "a", "priority": 1}, {"id": "b"}]' },
        problems: [
            'rules[1].id is "a"; allowed: a value that no other rule has; rules[0] has it.',
            "rules[1].priority is 1; allowed: a value that no other rule has; rules[0] has it.",
            "rules[2].priority is not set; allowed: a whole number from 0 to 2147483647, needed where there are several rules.",
        ],
    },
    {
        side: "source",
        set: { rules: '["reports/"]' },
        problems: [`rules[0] is "reports/"; allowed: ${ruleMembers}.`],
    },
];
