import * as aws from "@pulumi/aws";
import {
    ReplicationDestination,
    ReplicationSource,
    type ReplicationSourceArgs,
} from "../../../../components/index";

const provider = (name: string, region: aws.Region, account: string) =>
    new aws.Provider(name, { region, profile: name, allowedAccountIds: [account], s3UsePathStyle: true });
const here = { providers: [provider("source", "ap-northeast-2", "111111111111")] };
const there = { providers: [provider("destination", "ap-northeast-1", "222222222222")] };

/** A source with that role, and a destination that lets in the role of that path and name. */
function pair(
    name: string,
    role: Partial<ReplicationSourceArgs>,
    expected: { readonly replicationRoleName: string; readonly replicationRolePath?: string },
): ReplicationSource {
    const destination = new ReplicationDestination(
        `${name}-replicas`,
        { bucketName: `${name}-destination`, sourceAccountId: "111111111111", ...expected },
        there,
    );
    return new ReplicationSource(name, { bucketName: `${name}-source`, destination, ...role }, here);
}

const existing = (name: string) => `arn:aws:iam::111111111111:role/teams/storage/${name}`;
const ofTheTeam = (replicationRoleName: string) => ({
    replicationRoleName,
    replicationRolePath: "/teams/storage/",
});

pair(
    "bounded",
    {
        replicationRoleName: "bounded-replication",
        replicationRolePath: "/replication/eu/",
        permissionsBoundary: "arn:aws:iam::111111111111:policy/boundary",
    },
    { replicationRoleName: "bounded-replication", replicationRolePath: "/replication/eu/" },
);
pair(
    "attached",
    { existingRoleArn: existing("attached-replication"), attachRolePolicy: true },
    ofTheTeam("attached-replication"),
);
// The same role, for another bucket.
pair(
    "second",
    { existingRoleArn: existing("attached-replication"), attachRolePolicy: true },
    ofTheTeam("attached-replication"),
);
const left = pair("left", { existingRoleArn: existing("left-replication") }, ofTheTeam("left-replication"));

/** What somebody else has to put into the role that is left alone. */
export const rolePolicy = left.rolePolicy.apply((policy) => JSON.parse(policy) as unknown);
