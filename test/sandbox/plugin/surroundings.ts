import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:https";
import * as path from "node:path";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { S3 } from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { startEmulator, type Emulator } from "../../../sandbox/emulator/emulator";
import { bundleStandIn } from "../../../sandbox/engine/bundle";
import { sandboxHome } from "../../../sandbox/paths";
import { Plugin, type Properties } from "./plugin";

export const ACCOUNT = "111111111111";
export const OTHER_ACCOUNT = "222222222222";
export const REGION = "ap-northeast-2";

/** The accounts by hand: the SDK's clients, with the rights of an account's root. */
export interface ByHand {
    readonly s3: S3;
    readonly iam: IAM;
    readonly kms: KMS;
    readonly cloudwatch: CloudWatch;
    readonly sns: SNS;
    /** Makes a queue, and answers its ARN. */
    queue(name: string, policy: string): Promise<string>;
}

/** An emulated AWS, the bundled plug-in, and the SDK to look at, and to disturb, what the plug-in made. */
export class Surroundings {
    readonly #plugins: Plugin[] = [];

    constructor(
        readonly directory: string,
        readonly emulator: Emulator,
        readonly launcher: string,
        readonly agent: Agent,
    ) {}

    static async open(): Promise<Surroundings> {
        await mkdir(sandboxHome, { recursive: true });
        const directory = await mkdtemp(path.join(sandboxHome, "plugin-test-"));
        try {
            const launcher = await bundleStandIn("awsPlugin", path.join(sandboxHome, "test-bin"));
            const emulator = await startEmulator({ directory });
            const agent = new Agent({ ca: await readFile(emulator.caFile), keepAlive: true });
            return new Surroundings(directory, emulator, launcher, agent);
        } catch (error) {
            await rm(directory, { recursive: true, force: true });
            throw error;
        }
    }

    async close(): Promise<void> {
        await Promise.all(this.#plugins.map((plugin) => plugin.stop()));
        this.agent.destroy();
        await this.emulator.stop();
        await rm(this.directory, { recursive: true, force: true });
    }

    byHand(account = ACCOUNT, region = REGION): ByHand {
        const settings = {
            region,
            endpoint: this.emulator.endpoint,
            credentials: { accessKeyId: account, secretAccessKey: "any" },
            requestHandler: { httpsAgent: this.agent },
        };
        return {
            s3: new S3({ ...settings, forcePathStyle: true }),
            iam: new IAM(settings),
            kms: new KMS(settings),
            cloudwatch: new CloudWatch(settings),
            sns: new SNS(settings),
            queue: (name, policy) => this.#queue(account, region, name, policy),
        };
    }

    /** In SQS's query protocol, so that one call need no client of its own; the emulator knows a root by its key. */
    async #queue(account: string, region: string, name: string, policy: string): Promise<string> {
        const credential = `${account}/20260101/${region}/sqs/aws4_request`;
        const form = new URLSearchParams({
            Action: "CreateQueue",
            Version: "2012-11-05",
            QueueName: name,
            "Attribute.1.Name": "Policy",
            "Attribute.1.Value": policy,
        });
        const status = await this.#post("/", form.toString(), {
            "content-type": "application/x-www-form-urlencoded",
            authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=any`,
        });
        assert.equal(status, 200);
        return `arn:aws:sqs:${region}:${account}:${name}`;
    }

    #post(path: string, body = "", headers = {}): Promise<number | undefined> {
        return new Promise((resolve, reject) => {
            const options = { method: "POST", agent: this.agent, headers };
            const call = request(`${this.emulator.endpoint}${path}`, options, (response) => {
                response.resume().once("end", () => {
                    resolve(response.statusCode);
                });
            });
            call.once("error", reject).end(body);
        });
    }

    /** Empties all accounts. */
    async reset(): Promise<void> {
        assert.equal(await this.#post("/_ministack/reset"), 200);
    }

    /** A plug-in that no one has configured yet. */
    async plugin(account = ACCOUNT, environment: Record<string, string> = {}): Promise<Plugin> {
        const plugin = await Plugin.start(this.launcher, {
            PATH: process.env.PATH ?? "",
            HOME: this.directory,
            AWS_ACCESS_KEY_ID: account,
            AWS_SECRET_ACCESS_KEY: "any",
            AWS_ENDPOINT_URL: this.emulator.endpoint,
            NODE_EXTRA_CA_CERTS: this.emulator.caFile,
            ...environment,
        });
        this.#plugins.push(plugin);
        return plugin;
    }

    async configured(args: Properties = {}, account = ACCOUNT): Promise<Plugin> {
        const plugin = await this.plugin(account);
        await plugin.configure({ region: REGION, ...args });
        return plugin;
    }
}

/** Opens the surroundings for the tests of one file, and empties the accounts after each of them. */
export function inSurroundings() {
    let opened: { surroundings: Surroundings; plugin: Plugin; aws: ByHand } | undefined;
    const here = () => {
        assert.ok(opened, "the surroundings are open within tests alone");
        return opened;
    };
    before(async () => {
        const surroundings = await Surroundings.open();
        opened = { surroundings, plugin: await surroundings.configured(), aws: surroundings.byHand() };
    });
    afterEach(() => opened?.surroundings.reset());
    after(() => opened?.surroundings.close());
    return {
        get surroundings() {
            return here().surroundings;
        },
        /** Configured for `ACCOUNT` in `REGION`. */
        get plugin() {
            return here().plugin;
        },
        get aws() {
            return here().aws;
        },
        async bucketNames(): Promise<(string | undefined)[]> {
            return ((await here().aws.s3.listBuckets({})).Buckets ?? []).map(({ Name }) => Name);
        },
    };
}
