import * as assert from "node:assert/strict";
import { KMS } from "@aws-sdk/client-kms";
import * as v from "valibot";
import { meaningOf } from "../../operations/preview/meaning/meaningOf";
import type { StackPreview } from "../../operations/preview/meaning/resources";
import type { Deployment, Settings } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { makeBucket } from "./existingBuckets";
import { bases, type BaseName } from "./meaning/bases";
import { named, type SettingsOf } from "./meaning/change";
import { changes } from "./meaning/changes";
import { inTurns, previewWith } from "./meaning/previews";

const sides = ["source", "destination"] as const;
const regions = { source: "ap-northeast-2", destination: "ap-northeast-1" } as const;
const baseNames: readonly BaseName[] = ["plain", "full", "existing", "fanOut", "twoWay"];

const settingsSchema = v.record(v.string(), v.unknown());
const keyArn = /arn:aws:kms:[\w-]+:(\d{12}):key\/[\w-]+/;

const letsIn = (principal: object) =>
    JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" },
    });
const allowsAll = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

describe("what a change of settings means, on the engine", function () {
    this.timeout(900_000);
    const world = inSandbox();
    const stacks = new Map<string, Deployment>();
    /** By the stack and its settings. */
    const previews = new Map<string, StackPreview>();
    const ofSandbox = new Map<string, string>();

    /** Settings as the sandbox has them. */
    function filledIn(settings: Settings): Settings {
        const text = [...ofSandbox].reduce(
            (all, [name, value]) => all.replaceAll(name, value),
            JSON.stringify(settings),
        );
        return v.parse(settingsSchema, JSON.parse(text));
    }

    const keyOf = (stack: string, settings: Settings) => `${stack} ${JSON.stringify(settings)}`;

    /** The stacks that belong together, with their settings for a change. */
    function changed(base: BaseName, settings: SettingsOf) {
        return Object.entries<Settings>(bases[base]).map(
            ([stack, deployed]) => [stack, { ...deployed, ...settings[stack] }] as const,
        );
    }

    /** What is there before any stack is deployed. */
    async function make(): Promise<void> {
        for (const side of sides) {
            const { s3, iam } = world().as(side);
            await makeBucket(world().as(side), side);
            await s3.createBucket({
                Bucket: `logs-${side}`,
                CreateBucketConfiguration: { LocationConstraint: regions[side] },
            });
            const { KeyMetadata: { Arn = "" } = {} } = await new KMS(world().client(side)).createKey({});
            const { accountId } = world().sandbox.accounts[side];
            ofSandbox.set(named.givenKey(accountId), Arn);
            const root = letsIn({ AWS: `arn:aws:iam::${accountId}:root` });
            await iam.createRole({ RoleName: "deploy", AssumeRolePolicyDocument: root });
        }
        ofSandbox.set(named.endpoint, world().sandbox.endpoint);
        const { iam } = world().as("source");
        await iam.createPolicy({ PolicyName: "boundary", PolicyDocument: JSON.stringify(allowsAll) });
        for (const name of ["existing", "several"]) {
            await iam.createRole({
                RoleName: `${name}-replication`,
                AssumeRolePolicyDocument: letsIn({ Service: "s3.amazonaws.com" }),
            });
        }
    }

    before(async () => {
        await make();
        const all = Object.values(bases).flatMap((of: SettingsOf) => Object.entries(of));
        for (const side of ["destination", "source"]) {
            const some = all.filter(([stack]) => stack.endsWith(side));
            await inTurns(
                some.map(([stack, settings]) => async () => {
                    const deployment = await world().stack(stack, settings);
                    await deployment.up();
                    stacks.set(stack, deployment);
                }),
            );
        }
        const wanted = baseNames.flatMap((base) =>
            changes[base].flatMap(({ settings }) => changed(base, settings)),
        );
        const distinct = new Map(wanted.map((each) => [keyOf(...each), each]));
        await inTurns(
            [...distinct].map(([key, [stack, settings]]) => async () => {
                const deployment = stacks.get(stack);
                assert.ok(deployment, stack);
                previews.set(key, await previewWith(deployment, filledIn(settings)));
            }),
        );
    });

    for (const base of baseNames) {
        describe(`of the stacks ${Object.keys(bases[base]).join(", ")}`, () => {
            for (const { title, settings, findings, order } of changes[base]) {
                it(title, () => {
                    const previewed = changed(base, settings).flatMap(
                        (each) => previews.get(keyOf(...each)) ?? [],
                    );
                    const meant = meaningOf(previewed);
                    assert.deepEqual(
                        meant.findings.map(
                            ({ id, stack = "both", where }) =>
                                `${id} ${stack}: ${where.replace(keyArn, (_, account: string) => named.keyOf(account))}`,
                        ),
                        findings,
                    );
                    assert.deepEqual(
                        [
                            meant.order.decision,
                            ...meant.order.steps.map((step) => step.replace(/^pulumi up --stack /, "")),
                        ],
                        order,
                    );
                });
            }
        });
    }
});
