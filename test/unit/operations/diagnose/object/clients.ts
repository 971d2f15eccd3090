import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { SQSClient } from "@aws-sdk/client-sqs";

/** Answers to calls by their operation; a call that is not known fails. */
export type Answers = Readonly<
    Record<string, (input: Readonly<Record<string, unknown>>) => object | Error | Promise<object>>
>;

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
    return async (operation: string, input: object): Promise<{ readonly $metadata: object }> => {
        asked.push({ operation, input });
        const answer = await answers[operation]?.({ ...input });
        if (answer === undefined || answer instanceof Error) {
            throw answer ?? new Error(`There is no answer to ${operation}.`);
        }
        return { $metadata: {}, ...answer };
    };
}

/** A middleware in the place of all that would send a request. */
function inPlaceOfSending(answers: Answers, asked: Asked[]) {
    const answer = answering(answers, asked);
    return (_: unknown, { commandName = "" }: { readonly commandName?: string }) =>
        async ({ input }: { readonly input: object }) => ({
            output: await answer(commandName.replace(/Command$/, ""), input),
            response: {},
        });
}

/** A client of S3 that sends nothing. */
export function s3Answering(answers: Answers) {
    const asked: Asked[] = [];
    const s3 = new S3Client(config);
    s3.middlewareStack.add(inPlaceOfSending(answers, asked), { step: "initialize" });
    return { s3, asked };
}

/** A client of SQS that sends nothing. */
export function sqsAnswering(answers: Answers) {
    const asked: Asked[] = [];
    const sqs = new SQSClient(config);
    sqs.middlewareStack.add(inPlaceOfSending(answers, asked), { step: "initialize" });
    return { sqs, asked };
}

/** A client of S3 Control that sends nothing. */
export function s3controlAnswering(answers: Answers) {
    const asked: Asked[] = [];
    const s3control = new S3ControlClient(config);
    s3control.middlewareStack.add(inPlaceOfSending(answers, asked), { step: "initialize" });
    return { s3control, asked };
}
