import type { IAM } from "@aws-sdk/client-iam";
import type { GetCallerIdentityCommandOutput, STS, STSClientConfig } from "@aws-sdk/client-sts";
import type { ProviderArguments, Service } from "../providerArguments";
import type { Account, RegionalClients } from "../resourceType";
import { describe } from "./errors";
import { factsOf } from "./regions";

type Credentials = NonNullable<STSClientConfig["credentials"]>;
type Plugin = Parameters<STS["middlewareStack"]["use"]>[0];

/** One provider's way into AWS. A service's client is loaded when the first call needs it: a preview calls STS alone. */
export class Connection {
    readonly #args: ProviderArguments;
    readonly #credentials: Credentials;
    readonly #iam: () => Promise<IAM>;
    readonly #regional: { [S in keyof RegionalClients]: (region: string) => Promise<RegionalClients[S]> };
    readonly #stopping: AbortSignal;
    readonly #stsPlugins: readonly Plugin[];
    readonly region: string;
    #identity: Promise<GetCallerIdentityCommandOutput> | undefined;

    constructor(
        args: ProviderArguments,
        region: string,
        credentials: Credentials,
        stopping: AbortSignal,
        stsPlugins: readonly Plugin[],
    ) {
        this.#stsPlugins = stsPlugins;
        this.#args = args;
        this.#credentials = credentials;
        this.#stopping = stopping;
        this.region = region;
        this.#iam = once(async () => {
            const { IAM } = await import("@aws-sdk/client-iam");
            return new IAM(this.#settings("iam", region));
        });
        this.#regional = {
            s3: oncePerRegion(async (region) => {
                const { S3 } = await import("@aws-sdk/client-s3");
                return new S3({ ...this.#settings("s3", region), forcePathStyle: this.#pathStyle() });
            }),
            kms: oncePerRegion(async (region) => {
                const { KMS } = await import("@aws-sdk/client-kms");
                return new KMS(this.#settings("kms", region));
            }),
            cloudwatch: oncePerRegion(async (region) => {
                const { CloudWatch } = await import("@aws-sdk/client-cloudwatch");
                return new CloudWatch(this.#settings("cloudwatch", region));
            }),
            sns: oncePerRegion(async (region) => {
                const { SNS } = await import("@aws-sdk/client-sns");
                return new SNS(this.#settings("sns", region));
            }),
        };
    }

    identity(): Promise<GetCallerIdentityCommandOutput> {
        this.#identity ??= this.#sts().then((sts) => sts.getCallerIdentity({}));
        return this.#identity;
    }

    async account(region = this.region): Promise<Account> {
        const facts = await factsOf(region);
        return {
            region,
            partition: facts.partition,
            dnsSuffix: facts.dnsSuffix,
            stopping: this.#stopping,
            iam: this.#iam,
            s3: () => this.#regional.s3(region),
            kms: () => this.#regional.kms(region),
            cloudwatch: () => this.#regional.cloudwatch(region),
            sns: () => this.#regional.sns(region),
        };
    }

    async #sts(): Promise<STS> {
        const { STS } = await import("@aws-sdk/client-sts");
        const sts = new STS(this.#settings("sts", this.region));
        for (const plugin of this.#stsPlugins) {
            sts.middlewareStack.use(plugin);
        }
        return sts;
    }

    #settings(service: Service, region: string) {
        return {
            region,
            credentials: this.#credentials,
            profile: this.#args.profile,
            // Left out, the SDK looks at AWS_ENDPOINT_URL and the profile's `endpoint_url`.
            ...endpointOf(this.#args, service),
        };
    }

    /** An address that is not AWS's own has no name for each bucket. */
    #pathStyle(): boolean {
        const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;
        const custom = this.#args.endpoints?.[0]?.s3 ?? AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
        return this.#args.s3UsePathStyle ?? Boolean(custom);
    }
}

export async function connect(
    args: ProviderArguments,
    stopping: AbortSignal,
    stsPlugins: Plugin[] = [],
): Promise<Connection> {
    const region = await regionOf(args);
    const credentials = await credentialsOf(args, region, stsPlugins);
    return new Connection(args, region, credentials, stopping, stsPlugins);
}

function endpointOf(args: ProviderArguments, service: Service): { endpoint?: string } {
    const endpoint = args.endpoints?.[0]?.[service];
    return endpoint === undefined ? {} : { endpoint };
}

async function regionOf(args: ProviderArguments): Promise<string> {
    const { STSClient } = await import("@aws-sdk/client-sts");
    try {
        return await new STSClient({ region: args.region, profile: args.profile }).config.region();
    } catch (error) {
        throw new Error(
            `provider argument "region" is not set, nor are AWS_REGION and the profile's region: ${describe(error)}`,
        );
    }
}

async function credentialsOf(
    args: ProviderArguments,
    region: string,
    clientPlugins: Plugin[],
): Promise<Credentials> {
    if (args.skipMetadataApiCheck === true) {
        // The SDK's default chain has no other switch for the metadata service of EC2.
        process.env.AWS_EC2_METADATA_DISABLED = "true";
    }
    const providers = await import("@aws-sdk/credential-providers");
    let credentials: Credentials =
        staticKey(args) ??
        (args.profile === undefined
            ? providers.fromNodeProviderChain({ clientPlugins })
            : providers.fromIni({ profile: args.profile, clientPlugins }));
    for (const { roleArn, externalId, sessionName } of args.assumeRoles ?? []) {
        if (roleArn === undefined) {
            throw new Error('provider argument "assumeRoles" has an entry without "roleArn"');
        }
        credentials = providers.fromTemporaryCredentials({
            masterCredentials: credentials,
            params: { RoleArn: roleArn, ExternalId: externalId, RoleSessionName: sessionName ?? "pulumi" },
            clientConfig: { region, ...endpointOf(args, "sts") },
            clientPlugins,
        });
    }
    return credentials;
}

function staticKey({ accessKey, secretKey, token }: ProviderArguments): Credentials | undefined {
    if (accessKey === undefined && secretKey === undefined) {
        return undefined;
    }
    if (accessKey === undefined || secretKey === undefined) {
        const missing = accessKey === undefined ? "accessKey" : "secretKey";
        throw new Error(`provider argument "${missing}" is missing: accessKey and secretKey go together`);
    }
    return { accessKeyId: accessKey, secretAccessKey: secretKey, sessionToken: token };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
    let made: Promise<T> | undefined;
    return () => (made ??= make());
}

function oncePerRegion<T>(make: (region: string) => Promise<T>): (region: string) => Promise<T> {
    const made = new Map<string, Promise<T>>();
    return (region) => {
        const client = made.get(region) ?? make(region);
        made.set(region, client);
        return client;
    };
}
