import assert from "node:assert/strict";
import { refusal, text } from "../answers";
import { ACCOUNT, inSurroundings } from "../surroundings";

const GET_POLICY = "aws:iam/getPolicy:getPolicy";

describe("the stand-in AWS plug-in: getPolicy", function () {
    this.timeout(60_000);
    const here = inSurroundings();

    it("describes a managed policy, with the document of its default version", async () => {
        const { iam } = here.aws;
        const document = (action: string) => ({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
        });
        const { Policy } = await iam.createPolicy({
            PolicyName: "bounds",
            Path: "/teams/",
            PolicyDocument: JSON.stringify(document("s3:Get*")),
        });
        const arn = `arn:aws:iam::${ACCOUNT}:policy/teams/bounds`;
        await iam.createPolicyVersion({
            PolicyArn: arn,
            PolicyDocument: JSON.stringify(document("s3:*")),
            SetAsDefault: true,
        });
        const { policy, ...rest } = await here.plugin.invoke(GET_POLICY, { arn });
        assert.deepEqual(JSON.parse(text(policy)), document("s3:*"));
        assert.deepEqual(rest, {
            id: arn,
            arn,
            attachmentCount: 0,
            description: "",
            name: "bounds",
            path: "/teams/",
            policyId: Policy?.PolicyId,
            tags: {},
        });
    });

    it("gives IAM's words for a policy that is not there", async () => {
        const arn = `arn:aws:iam::${ACCOUNT}:policy/none`;
        assert.match(
            await refusal(here.plugin.invoke(GET_POLICY, { arn })),
            new RegExp(`^reading the IAM policy ${arn}: NoSuchEntity(Exception)?: `),
        );
    });
});
