import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { S3ControlClient } from "@aws-sdk/client-s3-control";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { clientConfig, type ClientPlace } from "../../aws/clientConfig";
import { askedOnce } from "./askedOnce";

/** The services of AWS, as a side has them. */
export interface Connection {
    readonly s3: S3Client;
    /** The settings of a whole account. */
    readonly s3control: S3ControlClient;
    readonly sts: STSClient;
    readonly iam: IAMClient;
    readonly cloudwatch: CloudWatchClient;
    /** A key, a queue or a topic is asked for in the region that its ARN names. */
    kms(region: string): KMSClient;
    sns(region: string): SNSClient;
    sqs(region: string): SQSClient;
}

/** What all clients of a side are made with. The credentials are asked for once. */
export type SideConfig = ReturnType<typeof sideConfig>;

export function sideConfig(place: ClientPlace, timeoutSeconds: number) {
    const { credentials, ...rest } = clientConfig(place, timeoutSeconds);
    return { ...rest, credentials: askedOnce(credentials) };
}

/** Connects a side. Nothing is asked yet. */
export function connect(config: SideConfig): Connection {
    return {
        // A bucket may be in another region than the stack says, above all where it is another account's.
        s3: new S3Client({ ...config, followRegionRedirects: true }),
        s3control: controlClient(config),
        sts: new STSClient(config),
        iam: new IAMClient(config),
        cloudwatch: new CloudWatchClient(config),
        kms: (region) => new KMSClient({ ...config, region }),
        sns: (region) => new SNSClient({ ...config, region }),
        sqs: (region) => new SQSClient({ ...config, region }),
    };
}

/** An address that is not AWS's own has no account in its host name. */
function controlClient(config: SideConfig): S3ControlClient {
    const { endpoint } = config;
    return new S3ControlClient({
        ...config,
        ...(endpoint !== undefined && { endpointProvider: () => ({ url: new URL(endpoint) }) }),
    });
}
