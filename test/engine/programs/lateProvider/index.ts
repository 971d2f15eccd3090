import * as aws from "@pulumi/aws";
import { ReplicationSource } from "../../../../components/index";

const account = { region: "ap-northeast-2", profile: "source", s3UsePathStyle: true } as const;
const first = new aws.Provider("first", account);
const deployer = new aws.iam.Role(
    "deployer",
    {
        name: "late-deployer",
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }],
        }),
    },
    { provider: first },
);
const late = new aws.Provider("late", { ...account, assumeRoles: [{ roleArn: deployer.arn }] });

new ReplicationSource(
    "late",
    {
        bucketName: "late-source",
        destination: { bucketArn: "arn:aws:s3:::late-destination", accountId: "222222222222" },
        replicationRoleName: "late-replication",
        permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
    },
    { providers: [late] },
);
