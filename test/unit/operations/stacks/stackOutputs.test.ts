import * as assert from "node:assert/strict";
import { readOutputs } from "../../../../operations/stacks/stackOutputs";

const destination = {
    bucketArn: "arn:aws:s3:::there",
    bucketName: "there",
    accountId: "222222222222",
    region: "ap-northeast-1",
};
const source = {
    bucketArn: "arn:aws:s3:::here",
    bucketName: "here",
    accountId: "111111111111",
    region: "ap-northeast-2",
    endpoint: "https://localhost:4566",
    roleArn: "arn:aws:iam::111111111111:role/path/replication",
    destination: { bucketArn: "arn:aws:s3:::there", accountId: "222222222222" },
};
const names = { source: "org/project/prod-source", destination: "prod-destination" };

const read = (outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
    readOutputs(
        { outputs: (stack) => Promise.resolve(outputs[stack] ?? {}), settings: () => Promise.resolve({}) },
        names,
    );

describe("the outputs that verify reads", () => {
    it("are those of both stacks, without what it does not need", async () => {
        const outputs = {
            "org/project/prod-source": { ...source, inspect: { objects: "aws …" } },
            "prod-destination": { ...destination, replicationDestination: {} },
        };
        const { destination: told, ...rest } = source;
        assert.deepEqual(await read(outputs), { source: { ...rest, destinations: [told] }, destination });
    });

    it("are those of one destination of several", async () => {
        const { destination: there, ...rest } = source;
        const elsewhere = { bucketArn: "arn:aws:s3:::elsewhere", accountId: "333333333333" };
        const outputs = {
            "org/project/prod-source": { ...rest, destinations: { elsewhere, there } },
            "prod-destination": destination,
        };
        assert.deepEqual((await read(outputs)).source.destinations, [elsewhere, there]);
    });

    it("are refused where the source replicates to nothing", async () => {
        const rest = { ...source, destination: undefined };
        const outputs = { "org/project/prod-source": rest, "prod-destination": destination };
        await assert.rejects(read(outputs), {
            message:
                "Stack org/project/prod-source replicates to nothing, and stack prod-destination is arn:aws:s3:::there. " +
                "Name the destination's stack: --destination <stack>, or deploy the source again: " +
                "pulumi up --stack org/project/prod-source",
        });
    });

    for (const [changes, complaint] of [
        [{ roleArn: undefined }, "roleArn of stack org/project/prod-source is missing."],
        [
            { roleArn: "replication" },
            'roleArn of stack org/project/prod-source is "replication"; allowed: the ARN of a role.',
        ],
        [
            { accountId: 111111111111 },
            "accountId of stack org/project/prod-source is 111111111111; allowed: the 12 digits of an AWS account id.",
        ],
        [{ region: "" }, 'region of stack org/project/prod-source is ""; allowed: a text.'],
        [
            { destination: { bucketArn: "there", accountId: "222222222222" } },
            'destination.bucketArn of stack org/project/prod-source is "there"; allowed: the ARN of a bucket.',
        ],
    ] as const) {
        it(`are refused: ${complaint}`, async () => {
            const outputs = {
                "org/project/prod-source": { ...source, ...changes },
                "prod-destination": destination,
            };
            await assert.rejects(read(outputs), {
                name: "OperationError",
                message:
                    `The output ${complaint}\n` +
                    "Deploy it: pulumi up --stack org/project/prod-source\n" +
                    "If the source is another stack, name it: --source <stack>",
            });
        });
    }

    it("are refused where the destination has none", async () => {
        await assert.rejects(read({ "org/project/prod-source": source }), {
            message:
                "The output bucketArn of stack prod-destination is missing.\n" +
                "Deploy it: pulumi up --stack prod-destination\n" +
                "If the destination is another stack, name it: --destination <stack>",
        });
    });

    it("are refused where the source replicates to another bucket", async () => {
        const outputs = {
            "org/project/prod-source": source,
            "prod-destination": { ...destination, bucketArn: "arn:aws:s3:::elsewhere" },
        };
        await assert.rejects(read(outputs), {
            message:
                "Stack org/project/prod-source replicates to arn:aws:s3:::there, and stack prod-destination is " +
                "arn:aws:s3:::elsewhere. Name the destination's stack: --destination <stack>, or deploy the source again: " +
                "pulumi up --stack org/project/prod-source",
        });
    });
});
