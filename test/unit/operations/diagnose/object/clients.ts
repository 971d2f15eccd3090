import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";

/** Answers to calls by their operation; a call that is not known fails. */
export type Answers = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => object | Error>>;

/** A call that was made. */
export interface Asked {
    readonly operation: string;
    readonly input: object;
}

/** A refusal of AWS's. */
export function refused(name: string, httpStatusCode: number): Error {
    return Object.assign(new Error("words of AWS"), { name, $metadata: { httpStatusCode } });
}

const config = { region: "eu-west-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };

function answering(answers: Answers, asked: Asked[]) {
    return (operation: string, input: object): Promise<{ readonly $metadata: object }> => {
        asked.push({ operation, input });
        const answer = answers[operation]?.({ ...input });
        return answer === undefined || answer instanceof Error
            ? Promise.reject(answer ?? new Error(`There is no answer to ${operation}.`))
            : Promise.resolve({ $metadata: {}, ...answer });
    };
}

/** A client of S3 that sends nothing. */
export function s3Answering(answers: Answers) {
    const asked: Asked[] = [];
    const answer = answering(answers, asked);
    const s3 = new S3Client(config);
    s3.middlewareStack.add(
        (_, { commandName = "" }) =>
            async ({ input }) => ({
                output: await answer(commandName.replace(/Command$/, ""), input),
                response: {},
            }),
        { step: "initialize" },
    );
    return { s3, asked };
}

/** A client of SQS that sends nothing. */
export function sqsAnswering(answers: Answers) {
    const asked: Asked[] = [];
    const answer = answering(answers, asked);
    const sqs = new SQSClient(config);
    sqs.middlewareStack.add(
        (_, { commandName = "" }) =>
            async ({ input }) => ({
                output: await answer(commandName.replace(/Command$/, ""), input),
                response: {},
            }),
        { step: "initialize" },
    );
    return { sqs, asked };
}
