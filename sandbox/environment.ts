import * as path from "node:path";
import type { Toolchain } from "./engine/toolchain";
import { npmBin, runPaths } from "./paths";
import type { Accounts, Side } from "./profiles";

/** Variables of the user's shell that would lead away from the sandbox. Empty, they count as not set. */
const neutralised = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_STACK",
] as const;

/** Each wins over AWS_ENDPOINT_URL, so that one left in the user's shell would reach the real service. */
const services = [
    "S3",
    "S3_CONTROL",
    "IAM",
    "STS",
    "KMS",
    "SNS",
    "SQS",
    "CLOUDWATCH",
    "LAMBDA",
    "CLOUDCONTROL",
] as const;

export interface EnvironmentOptions {
    readonly directory: string;
    readonly endpoint: string;
    readonly toolchain: Toolchain;
    readonly accounts: Accounts;
    readonly side: Side;
    /** The PATH to put the sandbox's folders in front of; this process's by default. */
    readonly searchPath?: string;
}

/** All that a process needs to use the sandbox and nothing but the sandbox. */
export function sandboxEnvironment(options: EnvironmentOptions): Record<string, string> {
    const { endpoint, toolchain, side } = options;
    const files = runPaths(options.directory);
    const { region } = options.accounts[side];
    const searchPath = options.searchPath ?? process.env.PATH ?? "";
    return {
        ...Object.fromEntries(neutralised.map((name) => [name, ""])),
        ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint])),
        AWS_ENDPOINT_URL: endpoint,
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
        AWS_CONFIG_FILE: files.awsConfig,
        AWS_SHARED_CREDENTIALS_FILE: files.awsCredentials,
        AWS_PROFILE: side,
        // Wins over AWS_PROFILE in the AWS CLI, where even an empty one is a profile's name.
        AWS_DEFAULT_PROFILE: side,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_SDK_LOAD_CONFIG: "1",
        AWS_EC2_METADATA_DISABLED: "true",
        // The sandbox's authority alone: a client that did reach the real AWS would not trust it.
        AWS_CA_BUNDLE: files.ca,
        NODE_EXTRA_CA_CERTS: files.ca,
        SSL_CERT_FILE: files.trust,
        NO_PROXY: "127.0.0.1,localhost",
        no_proxy: "127.0.0.1,localhost",
        PULUMI_BACKEND_URL: `file://${files.state}`,
        PULUMI_HOME: files.pulumiHome,
        PULUMI_CONFIG_PASSPHRASE: "sandbox",
        PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_IGNORE_AMBIENT_PLUGINS: "false",
        PATH: [
            ...new Set([
                ...sandboxFolders(options.directory, toolchain),
                ...searchPath.split(path.delimiter),
            ]),
        ].join(path.delimiter),
    };
}

/** What stands first on PATH: the right Node, the engine, the language host, the AWS CLI. */
export function sandboxFolders(directory: string, { engine, language }: Toolchain): string[] {
    const executables = [engine.path, language.path, runPaths(directory).awsCli];
    return [...new Set([npmBin, ...executables.map((file) => path.dirname(file))])];
}
