import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, request } from "node:https";
import * as path from "node:path";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { S3 } from "@aws-sdk/client-s3";
import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";
import { startEmulator, type Emulator } from "../../../sandbox/emulator/emulator";
import { bundleStandIn } from "../../../sandbox/engine/bundle";
import { sandboxHome } from "../../../sandbox/paths";
import type { Properties } from "./answers";
import { Plugin } from "./plugin";

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
    readonly sqs: SQS;
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
            sqs: new SQS({ ...settings, useQueueUrlAsEndpoint: false }),
        };
    }

    /** Empties all accounts. */
    async reset(): Promise<void> {
        const status = await new Promise((resolve, reject) => {
            const options = { method: "POST", agent: this.agent };
            const call = request(`${this.emulator.endpoint}/_ministack/reset`, options, (response) => {
                response.resume().once("end", () => {
                    resolve(response.statusCode);
                });
            });
            call.once("error", reject).end();
        });
        assert.equal(status, 200);
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
