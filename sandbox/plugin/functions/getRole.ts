import type { Role } from "@aws-sdk/client-iam";
import { describe } from "../aws/errors";
import { fromTagList } from "../aws/tags";
import { number, required, string, stringMap } from "../schema";
import { defineFunction, texts } from "./awsFunction";

/** What the official function answers, but for when the role was last used. */
export const getRole = defineFunction({
    token: "aws:iam/getRole:getRole",
    args: { name: required(string()) },
    results: {
        ...texts("arn", "assumeRolePolicy", "createDate", "description", "id", "name", "path"),
        ...texts("permissionsBoundary", "uniqueId"),
        maxSessionDuration: required(number()),
        tags: required(stringMap()),
    },
    async call(connection, { name }) {
        const account = await connection.account();
        const iam = await account.iam();
        let found: Role | undefined;
        try {
            found = (await iam.getRole({ RoleName: name })).Role;
        } catch (error) {
            throw new Error(`reading the IAM role ${name}: ${describe(error)}`);
        }
        return {
            id: found?.RoleName,
            name: found?.RoleName,
            arn: found?.Arn,
            // IAM tells it in the encoding of a URL.
            assumeRolePolicy: decodeURIComponent(found?.AssumeRolePolicyDocument ?? ""),
            createDate: found?.CreateDate?.toISOString().replace(".000Z", "Z"),
            description: found?.Description ?? "",
            maxSessionDuration: found?.MaxSessionDuration,
            path: found?.Path,
            permissionsBoundary: found?.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
            tags: fromTagList(found?.Tags),
            uniqueId: found?.RoleId,
        };
    },
});
