import type { Policy, PolicyVersion } from "@aws-sdk/client-iam";
import { describe } from "../aws/errors";
import { fromTagList } from "../aws/tags";
import { number, optional, required, string, stringMap } from "../schema";
import { defineFunction, texts } from "./awsFunction";

/** A managed policy by its ARN, with the document of its default version. */
export const getPolicy = defineFunction({
    token: "aws:iam/getPolicy:getPolicy",
    args: { arn: optional(string()) },
    results: {
        ...texts("arn", "description", "id", "name", "path", "policy", "policyId"),
        attachmentCount: required(number()),
        tags: required(stringMap()),
    },
    async call(connection, { arn }) {
        if (arn === undefined) {
            throw new Error("reading an IAM policy: the stand-in finds it by its arn alone");
        }
        const account = await connection.account();
        const iam = await account.iam();
        let found: Policy | undefined;
        let version: PolicyVersion | undefined;
        try {
            found = (await iam.getPolicy({ PolicyArn: arn })).Policy;
            const VersionId = found?.DefaultVersionId;
            version = (await iam.getPolicyVersion({ PolicyArn: arn, VersionId })).PolicyVersion;
        } catch (error) {
            throw new Error(`reading the IAM policy ${arn}: ${describe(error)}`);
        }
        return {
            id: arn,
            arn: found?.Arn,
            attachmentCount: found?.AttachmentCount ?? 0,
            description: found?.Description ?? "",
            name: found?.PolicyName,
            path: found?.Path,
            // IAM tells it in the encoding of a URL.
            policy: decodeURIComponent(version?.Document ?? ""),
            policyId: found?.PolicyId,
            tags: fromTagList(found?.Tags),
        };
    },
});
