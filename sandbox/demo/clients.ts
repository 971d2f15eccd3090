import { S3Client } from "@aws-sdk/client-s3";
import { fromIni } from "@aws-sdk/credential-providers";
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { runPaths } from "../paths";
import type { Side } from "../profiles";
import type { Sandbox } from "../sandbox";

/** S3 as one of the sandbox's accounts sees it. Trusts the sandbox's certificate, and no other. */
export function s3Client(sandbox: Sandbox, side: Side): S3Client {
    const { ca, awsConfig, awsCredentials } = runPaths(sandbox.directory);
    return new S3Client({
        endpoint: sandbox.endpoint,
        forcePathStyle: true,
        region: sandbox.accounts[side].region,
        credentials: fromIni({ profile: side, configFilepath: awsConfig, filepath: awsCredentials }),
        requestHandler: { httpsAgent: new Agent({ ca: readFileSync(ca) }) },
    });
}
