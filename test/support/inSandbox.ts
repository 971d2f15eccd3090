import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { IAM } from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import { runPaths } from "../../sandbox/paths";
import { sides, type Side } from "../../sandbox/profiles";
import { startSandbox, type Sandbox } from "../../sandbox/sandbox";
import { stateOfBucket, type BucketState } from "./bucketState";
import { Deployment, type Settings } from "./deployment";
import type { StackOptions } from "../../sandbox/pulumi";

/** The accounts by hand: the SDK's clients, with the rights of an account's root. */
export interface ByHand {
    readonly s3: S3;
    readonly iam: IAM;
}

/** A running sandbox, and the accounts by hand to look at, and to disturb, what the engine made. */
class World {
    readonly #agent: Agent;

    constructor(readonly sandbox: Sandbox) {
        this.#agent = new Agent({ ca: readFileSync(runPaths(sandbox.directory).ca), keepAlive: true });
    }

    /** A stack of the program, with its own stack file or these settings in its place. */
    stack(name: string, settings?: Settings, options?: StackOptions): Promise<Deployment> {
        return Deployment.of(this.sandbox, name, settings, options);
    }

    as(side: Side, region?: string): ByHand {
        const settings = this.client(side, region);
        return { s3: new S3({ ...settings, forcePathStyle: true }), iam: new IAM(settings) };
    }

    /** What any client of the SDK needs to act as the root of an account; in the side's own region unless another is named. */
    client(side: Side, region = this.sandbox.accounts[side].region) {
        return {
            region,
            endpoint: this.sandbox.endpoint,
            credentials: { accessKeyId: this.sandbox.accounts[side].accountId, secretAccessKey: "sandbox" },
            requestHandler: { httpsAgent: this.#agent },
        };
    }

    bucket(side: Side, name: string): Promise<BucketState> {
        return stateOfBucket(this.as(side).s3, name);
    }

    /** All that the three accounts hold: `source: bucket logs`, `source: role replicator`. */
    async everything(): Promise<string[]> {
        const lists = await Promise.all(
            sides.map(async (side) => {
                const { s3, iam } = this.as(side);
                const [{ Buckets = [] }, { Roles = [] }] = await Promise.all([
                    s3.listBuckets(),
                    iam.listRoles(),
                ]);
                return [
                    ...Buckets.map(({ Name }) => `${side}: bucket ${Name}`),
                    ...Roles.map(({ RoleName }) => `${side}: role ${RoleName}`),
                ];
            }),
        );
        return lists.flat().sort();
    }

    async end(): Promise<void> {
        this.#agent.destroy();
        await this.sandbox.stop();
    }
}

/** Starts a sandbox for the tests of one file, and takes it down after them, whatever they left. */
export function inSandbox(): () => World {
    let world: World | undefined;
    before(async () => {
        world = new World(await startSandbox());
    });
    after(() => world?.end());
    return () => {
        if (world === undefined) {
            throw new Error("the sandbox is there within tests and hooks alone");
        }
        return world;
    };
}
