import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import * as v from "valibot";

/** A resource as the program registered it. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    /** The type of the parent, none for a child of the stack. */
    readonly parentType: string | undefined;
    /** The name of the provider that makes it, none for a component. */
    readonly provider: string | undefined;
    readonly protect: boolean;
    /** The names of the resources that must exist first. */
    readonly dependencies: readonly string[];
}

/** What the outside world answers a program that runs under mocks. */
export interface World {
    readonly project?: string;
    readonly stack?: string;
    readonly organization?: string;
    readonly preview?: boolean;
    /** The stack's configuration, keys without the project's name. */
    readonly settings?: Readonly<Record<string, string>>;
    readonly partition?: string;
    /** The account of each provider, by the provider's name. */
    readonly accounts?: Readonly<Record<string, string>>;
    /** The outputs of the stacks that exist, by their full names. */
    readonly stacks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** Which of these are secrets, by the stacks' names. */
    readonly secretOutputs?: Readonly<Record<string, readonly string[]>>;
}

const passedThrough = [
    "pulumi:pulumi:Stack",
    "s3-cross-account-replication:index:ReplicationBucket",
    "s3-cross-account-replication:index:ReplicationDestination",
    "s3-cross-account-replication:index:ReplicationSource",
    "pulumi:providers:aws",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
];

const nameOf = (urn: string): string => urn.split("::")[3] ?? "";
/** The URN has the types of all ancestors, `$` between them: the last but one is the parent's. */
const parentTypeOf = (urn: string): string | undefined => urn.split("::")[2]?.split("$").at(-1);
/** A provider reference is the URN and the id of the provider. */
const providerOf = (reference: string): string | undefined =>
    reference === "" ? undefined : nameOf(reference);

/** Answers as AWS and the engine would, and throws on whatever it was not told of. */
function mocks(world: World): pulumi.runtime.Mocks {
    return {
        newResource({ type, name, id, inputs: untyped }) {
            const inputs = v.parse(propertiesSchema, untyped);
            if (type === "aws:s3/bucket:Bucket") {
                const bucket = inputs.bucket ?? `${name}-1234567`;
                return { id: bucket, state: { region: "eu-central-1", ...inputs, bucket } };
            }
            if (type === "aws:iam/role:Role") {
                const account = world.accounts?.source ?? "111111111111";
                const arn = `arn:${world.partition ?? "aws"}:iam::${account}:role/${inputs.name}`;
                return { id: inputs.name, state: { ...inputs, arn } };
            }
            if (type === "pulumi:pulumi:StackReference") {
                const outputs = stackOutputs(world, inputs.name);
                const secretOutputNames = world.secretOutputs?.[inputs.name] ?? [];
                return { id, state: { name: inputs.name, outputs, secretOutputNames } };
            }
            if (passedThrough.includes(type)) {
                return { id: `${name}-id`, state: inputs };
            }
            throw new Error(`the mocks do not know the resource type ${type}`);
        },
        call({ token, provider, inputs: untyped }) {
            const inputs = v.parse(propertiesSchema, untyped);
            switch (token) {
                case "aws:index/getPartition:getPartition":
                    return { partition: world.partition ?? "aws" };
                case "aws:index/getCallerIdentity:getCallerIdentity":
                    return { accountId: accountOf(world, providerOf(provider ?? "")) };
                case "pulumi:pulumi:readStackOutputs":
                    return { name: inputs.name, outputs: stackOutputs(world, inputs.name) };
                default:
                    throw new Error(`the mocks do not know the function ${token}`);
            }
        },
    };
}

/** The properties that the mocks themselves look at, among others. */
const propertiesSchema = v.looseObject({ bucket: v.optional(v.string()), name: v.optional(v.string(), "") });

function accountOf(world: World, provider: string | undefined): string {
    const account = world.accounts?.[provider ?? ""];
    if (account === undefined) {
        throw refusal(`the mocks know no account of the provider ${provider}`);
    }
    return account;
}

/** As gRPC hands on what the engine says. */
function refusal(details: string): Error {
    return Object.assign(new Error(), { details });
}

function stackOutputs(world: World, stack: string): Readonly<Record<string, unknown>> {
    const outputs = world.stacks?.[stack];
    if (outputs === undefined) {
        throw refusal(
            `invocation of pulumi:pulumi:readStackOutputs returned an error: unknown stack "${stack}"`,
        );
    }
    return outputs;
}

/** Notes each registration with what the mocks' own arguments leave out: parent, protection and dependencies. */
class Recorder extends MockMonitor {
    readonly registered: Registered[] = [];

    override async registerResource(
        request: RegisterResourceRequest,
        callback: Parameters<MockMonitor["registerResource"]>[1],
    ): Promise<void> {
        const type = request.getType();
        if (type !== "pulumi:pulumi:Stack") {
            this.registered.push({
                type,
                name: request.getName(),
                inputs: inputsOf(request),
                parentType: parentTypeOf(request.getParent()),
                provider: providerOf(request.getProvider()),
                protect: request.getProtect() ?? false,
                dependencies: request.getDependenciesList().map(nameOf).sort(),
            });
        }
        await super.registerResource(request, callback);
    }
}

function inputsOf(request: RegisterResourceRequest): Record<string, unknown> {
    const inputs = request.getObject();
    return inputs === undefined ? {} : pulumi.runtime.deserializeProperties(inputs);
}

/** What came of a program that ran under mocks. */
export interface Run {
    readonly outputs: Record<string, unknown>;
    /** What was registered, in the order of types and names. */
    readonly resources: readonly Registered[];
    /** The one resource of a name, or an error. */
    readonly resource: (name: string) => Registered;
}

/** Runs a program as the engine would, against mocks, and waits for everything that it registers. */
export async function run(world: World, program: () => unknown): Promise<Run> {
    const recorder = await prepare(world);
    const outputs = await pulumi.runtime.runInPulumiStack(() => Promise.try(program));
    await pulumi.runtime.disconnect();
    const { registered } = recorder;
    return {
        outputs: outputs ?? {},
        resources: registered.toSorted((one, other) =>
            `${one.type} ${one.name}`.localeCompare(`${other.type} ${other.name}`),
        ),
        resource: (name) => {
            const found = registered.filter(
                (resource) => resource.name === name && resource.provider !== undefined,
            );
            const [only] = found;
            if (only === undefined || found.length > 1) {
                throw new Error(`${found.length} resources are called ${name}`);
            }
            return only;
        },
    };
}

/** Runs a program that must fail, and returns its message and what it registered until then. */
export async function runToFailure(
    world: World,
    program: () => unknown,
): Promise<{ readonly message: string; readonly registered: readonly string[] }> {
    const recorder = await prepare(world);
    let message: string | undefined;
    try {
        await pulumi.runtime.runInPulumiStack(() => Promise.try(program));
    } catch (error) {
        message = error instanceof Error ? error.message : String(error);
    }
    if (message === undefined) {
        throw new Error("the program did not fail");
    }
    return { message, registered: recorder.registered.map(({ type, name }) => `${type} ${name}`) };
}

async function prepare(world: World): Promise<Recorder> {
    const {
        project = "s3-cross-account-replication",
        stack = "test",
        preview = false,
        organization = "acme",
    } = world;
    const behaviour = mocks(world);
    const recorder = new Recorder(behaviour);
    // The first call turns the runtime's features on, the second puts the recorder in the plain monitor's place.
    await pulumi.runtime.setMocks(behaviour, project, stack, preview, organization);
    pulumi.runtime.setMockOptions(recorder, project, stack, preview, organization);
    const settings: Record<string, string> = {};
    for (const [key, value] of Object.entries(world.settings ?? {})) {
        settings[`${project}:${key}`] = value;
    }
    pulumi.runtime.setAllConfig(settings);
    return recorder;
}
