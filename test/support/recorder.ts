import * as pulumi from "@pulumi/pulumi";
import {
    ResourceInvokeResponse,
    type RegisterResourceRequest,
    type ResourceInvokeRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { mock } from "node:test";
import { setImmediate } from "node:timers/promises";
import * as v from "valibot";
import { nameOf, providerOf, typeOf } from "./urns";
import { mocksOf, type World } from "./world";

export { type World } from "./world";

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
    /** Whether it stays in AWS when it is no longer in the program. */
    readonly retainOnDelete: boolean;
    /** The name of the resource whose deletion is its own too. */
    readonly deletedWith: string | undefined;
    /** The names of the resources that must exist first. */
    readonly dependencies: readonly string[];
}

/** A call of one of the provider's functions. */
interface Called {
    readonly token: string;
    readonly inputs: Record<string, unknown>;
}

/** Notes each registration with what the mocks' own arguments leave out, and each call of a function. */
class Recorder extends MockMonitor {
    readonly registered: Registered[] = [];
    readonly called: Called[] = [];

    override async invoke(
        request: ResourceInvokeRequest,
        callback: Parameters<MockMonitor["invoke"]>[1],
    ): Promise<void> {
        const inputs = propertiesOf(request.getArgs());
        this.called.push({ token: request.getTok(), inputs });
        if (request.getTok() === "pulumi:pulumi:readStackOutputs") {
            try {
                const response = new ResourceInvokeResponse();
                response.setReturn(structOf(this.mocks.call({ token: request.getTok(), inputs })));
                callback(null, response);
            } catch (error) {
                callback(error, undefined);
            }
            return;
        }
        await super.invoke(request, callback);
    }

    override async registerResource(
        request: RegisterResourceRequest,
        callback: Parameters<MockMonitor["registerResource"]>[1],
    ): Promise<void> {
        const type = request.getType();
        if (type !== "pulumi:pulumi:Stack") {
            this.registered.push({
                type,
                name: request.getName(),
                inputs: propertiesOf(request.getObject()),
                parentType: typeOf(request.getParent()),
                provider: providerOf(request.getProvider()),
                protect: request.getProtect() ?? false,
                retainOnDelete: request.getRetainondelete() ?? false,
                deletedWith: request.getDeletedwith() === "" ? undefined : nameOf(request.getDeletedwith()),
                dependencies: request.getDependenciesList().map(nameOf).sort(),
            });
        }
        await super.registerResource(request, callback);
    }
}

const jsonSchema = v.record(
    v.string(),
    v.custom<JavaScriptValue>(() => true),
);

/** The outputs of a stack, as the engine has them: JSON. The mocks take a member `__pulumiOutput` for one of Pulumi's own. */
function structOf(outputs: unknown): Struct {
    return Struct.fromJavaScript(v.parse(jsonSchema, JSON.parse(JSON.stringify(outputs))));
}

function propertiesOf(struct: ReturnType<RegisterResourceRequest["getObject"]>): Record<string, unknown> {
    return struct === undefined ? {} : pulumi.runtime.deserializeProperties(struct);
}

/** What came of a program that ran under mocks. */
export interface Run {
    readonly outputs: Record<string, unknown>;
    /** What was registered, in the order of types and names. */
    readonly resources: readonly Registered[];
    /** The one resource of a name, or an error. */
    readonly resource: (name: string) => Registered;
    /** The inputs of each call of a function. */
    readonly calls: (token: string) => readonly Record<string, unknown>[];
    /** What the program told the user, as `info: …` and `warn: …`. */
    readonly told: readonly string[];
}

/** Runs a program as the engine would, against mocks, and waits for everything that it registers. */
export async function run(world: World, program: () => unknown): Promise<Run> {
    const { recorder, outputs, failures, told } = await attempt(world, program);
    if (failures.length > 0) {
        throw new Error(failures.join("\n"));
    }
    const { registered, called } = recorder;
    return {
        outputs,
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
        calls: (token) => called.filter((call) => call.token === token).map(({ inputs }) => inputs),
        told,
    };
}

/** What came of a program that failed. */
export interface Failure {
    /** What was wrong; several things one a line. */
    readonly message: string;
    /** Type and name of what was registered until then. */
    readonly registered: readonly string[];
}

/** Runs a program that must fail. */
export async function runToFailure(world: World, program: () => unknown): Promise<Failure> {
    const { recorder, failures } = await attempt(world, program);
    if (failures.length === 0) {
        throw new Error("the program did not fail");
    }
    return {
        message: failures.join("\n"),
        registered: recorder.registered.map(({ type, name }) => `${type} ${name}`),
    };
}

/** Runs a program, and gathers what it throws and what its outputs bring to light, each once. */
async function attempt(world: World, program: () => unknown) {
    const recorder = await prepare(world);
    const failures = new Set<string>();
    const note = (reason: unknown) => failures.add(failureOf(reason));
    // An error in an output fails whatever waits for it, and nobody else is told; the engine's host listens here too.
    process.on("unhandledRejection", note);
    const listening = listen();
    // Pulumi takes a stack trace for each promise, and mapping them to the sources is most of what a run takes. No more than
    // the message of a failure is used here.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    // A program that throws is over; what it leaves unfinished says nothing.
    const thrown: string[] = [];
    let outputs: Record<string, unknown> | undefined;
    try {
        outputs = await pulumi.runtime.runInPulumiStack(() => Promise.try(program));
        await pulumi.runtime.disconnect();
    } catch (error) {
        thrown.push(failureOf(error));
    } finally {
        // Node tells of rejections when it comes to rest.
        await setImmediate();
        process.off("unhandledRejection", note);
        Error.stackTraceLimit = stackTraceLimit;
        listening.end();
    }
    return {
        recorder,
        outputs: outputs ?? {},
        failures: thrown.length > 0 ? thrown : [...failures],
        told: listening.told,
    };
}

/** Without Pulumi's own words on which input it was that it could not send. */
function failureOf(reason: unknown): string {
    const message = reason instanceof Error ? reason.message : String(reason);
    return message.replace(/^(?:error serializing property "[^"]*": )+/, "");
}

/** Without an engine what a program tells the user would go to the console, between the tests' own words. */
function listen() {
    const told: string[] = [];
    const noted = (["info", "warn"] as const).map((level) =>
        mock.method(pulumi.log, level, (message: string) => {
            told.push(`${level}: ${message}`);
            return Promise.resolve();
        }),
    );
    return {
        told,
        end: () => {
            noted.forEach((method) => {
                method.mock.restore();
            });
        },
    };
}

async function prepare(world: World): Promise<Recorder> {
    const {
        project = "s3-cross-account-replication",
        stack = "test",
        preview = false,
        organization = "acme",
    } = world;
    const behaviour = mocksOf(world);
    const recorder = new Recorder(behaviour);
    // The first call turns the runtime's features on, the second puts the recorder in the plain monitor's place.
    await pulumi.runtime.setMocks(behaviour, project, stack, preview, organization);
    pulumi.runtime.setMockOptions(recorder, project, stack, preview, organization);
    const settings: Record<string, string> = {};
    for (const [key, value] of Object.entries(world.settings ?? {})) {
        settings[key.includes(":") ? key : `${project}:${key}`] = value;
    }
    pulumi.runtime.setAllConfig(settings);
    return recorder;
}
