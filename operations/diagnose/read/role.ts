import { GetRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import { partOfArn, roleOfArn } from "../../../components/policies/arn";
import { credentialFlags } from "../../aws/side";
import { none, type Read, type RoleFacts } from "../facts";
import { decoded, readAttachedPolicies, readInlinePolicies, readManagedPolicy } from "./policies";
import type { Reader } from "./reader";

/** Reads the role that S3 replicates as: the trust, the boundary and all policies. */
export async function readRole(
    reader: Reader,
    iam: IAMClient,
    arn: string,
    /** The account of the credentials: IAM tells of no other's roles. */
    accountId: string,
): Promise<Read<RoleFacts>> {
    const { name: RoleName } = roleOfArn(arn);
    const account = partOfArn(arn, "account");
    if (RoleName === undefined) {
        return reader.cannot(`The replication configuration names ${arn}, which is not the ARN of a role.`);
    }
    if (account !== accountId) {
        return reader.cannot(
            `The role ${arn} is of account ${account}, and the credentials of the ${reader.side} are of ${accountId}. ` +
                `To read it too, name others: ${credentialFlags(reader.side)}`,
        );
    }
    const call = { service: "iam", operation: "GetRole", target: `role ${RoleName}` } as const;
    const [read, inline, attached] = await Promise.all([
        reader.ask(
            call,
            async (options) => {
                const { Role } = await iam.send(new GetRoleCommand({ RoleName }), options);
                const trust = reader.parsed(call, decoded(Role?.AssumeRolePolicyDocument));
                if (Role?.Arn === undefined || Role.RoleId === undefined) {
                    return reader.garbled(call, "a role");
                }
                return "value" in trust ? { value: { ...Role, trust: trust.value } } : trust;
            },
            ["NoSuchEntity", "NoSuchEntityException"],
        ),
        readInlinePolicies(reader, iam, RoleName),
        readAttachedPolicies(reader, iam, RoleName),
    ]);
    if (!("value" in read)) {
        return read;
    }
    const { Arn, RoleId = "", trust, PermissionsBoundary } = read.value;
    if (Arn !== arn) {
        // One of the name is there, under another path: not the one that S3 is told to assume.
        return none;
    }
    const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
    return {
        value: {
            arn,
            id: RoleId,
            trust,
            policies: [...inline, ...attached],
            ...(boundary !== undefined && {
                boundary: await readManagedPolicy(reader, iam, "boundary", boundary),
            }),
        },
    };
}
