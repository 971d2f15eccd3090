import assert from "node:assert/strict";
import { execa, type ResultPromise } from "execa";
import { credentials as grpcCredentials, type ServiceError } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { functions } from "../../../sandbox/plugin/functions/index";
import { object, problemsOf } from "../../../sandbox/plugin/schema";
import { checked, differenceOf, plain, type Checked, type Difference, type Properties } from "./answers";

/** The plug-in's process, called as the engine calls it. */
export class Plugin {
    constructor(
        readonly process: ResultPromise<{ reject: false }>,
        readonly client: ResourceProviderClient,
    ) {}

    static async start(launcher: string, environment: Record<string, string>): Promise<Plugin> {
        const process = execa(launcher, ["127.0.0.1:1"], {
            env: environment,
            extendEnv: false,
            reject: false,
            stdin: "pipe",
        });
        const first = await new Promise<string>((resolve, reject) => {
            process.stdout.once("data", (data: Buffer) => {
                resolve(data.toString());
            });
            void process.then(({ stderr }) => {
                reject(new Error(`the plug-in ended before it gave a port: ${stderr}`));
            });
        });
        const port = Number(first.trim());
        assert.ok(Number.isInteger(port) && port > 0, `the first line is no port: ${first}`);
        return new Plugin(
            process,
            new ResourceProviderClient(`127.0.0.1:${port}`, grpcCredentials.createInsecure()),
        );
    }

    async stop(): Promise<void> {
        this.client.close();
        this.process.stdin.end();
        await this.process;
    }

    checkConfig(args: Properties): Promise<Checked> {
        const request = new messages.CheckRequest();
        request.setUrn("urn:pulumi:test::plugin::pulumi:providers:aws::aws");
        request.setNews(Struct.fromJavaScript(args));
        return this.#call<messages.CheckResponse>((done) => this.client.checkConfig(request, done)).then(
            checked,
        );
    }

    async configure(args: Properties): Promise<void> {
        const request = new messages.ConfigureRequest();
        request.setArgs(Struct.fromJavaScript(args));
        request.setAcceptsecrets(true);
        const response = await this.#call<messages.ConfigureResponse>((done) =>
            this.client.configure(request, done),
        );
        assert.equal(response.getSupportspreview(), true);
        assert.equal(response.getAcceptsecrets(), false);
    }

    async invoke(token: string, args: Properties): Promise<Properties> {
        const request = new messages.InvokeRequest();
        request.setTok(token);
        request.setArgs(Struct.fromJavaScript(args));
        const response = await this.#call<messages.InvokeResponse>((done) =>
            this.client.invoke(request, done),
        );
        const answer = plain(response.getReturn());
        const results = functions.find((each) => each.token === token)?.results ?? {};
        assert.deepEqual(problemsOf(object(results), answer, "", false), [], "not what its definition says");
        return answer;
    }

    async check(type: string, news: Properties, olds: Properties = {}, seed = "seed"): Promise<Checked> {
        const request = new messages.CheckRequest();
        request.setUrn(urn(type));
        request.setNews(Struct.fromJavaScript(news));
        request.setOlds(Struct.fromJavaScript(olds));
        request.setRandomseed(Buffer.from(seed));
        return checked(await this.#call<messages.CheckResponse>((done) => this.client.check(request, done)));
    }

    /** The inputs as a check completes them; it must have nothing to object to. */
    async accepted(type: string, news: Properties, olds: Properties = {}): Promise<Properties> {
        const { inputs, failures } = await this.check(type, news, olds);
        assert.deepEqual(failures, []);
        return inputs;
    }

    async diff(
        type: string,
        olds: Properties,
        news: Properties,
        ignoreChanges: string[] = [],
    ): Promise<Difference> {
        const request = new messages.DiffRequest();
        request.setId("id");
        request.setUrn(urn(type));
        request.setOlds(Struct.fromJavaScript(olds));
        request.setNews(Struct.fromJavaScript(news));
        request.setIgnorechangesList(ignoreChanges);
        return differenceOf(
            await this.#call<messages.DiffResponse>((done) => this.client.diff(request, done)),
        );
    }

    async create(
        type: string,
        inputs: Properties,
        preview = false,
    ): Promise<{ id: string; state: Properties }> {
        const request = new messages.CreateRequest();
        request.setUrn(urn(type));
        request.setProperties(Struct.fromJavaScript(inputs));
        request.setPreview(preview);
        const response = await this.#call<messages.CreateResponse>((done) =>
            this.client.create(request, done),
        );
        return { id: response.getId(), state: plain(response.getProperties()) };
    }

    async read(
        type: string,
        id: string,
        state: Properties = {},
        inputs: Properties = {},
    ): Promise<{ id: string; state: Properties; inputs: Properties }> {
        const request = new messages.ReadRequest();
        request.setId(id);
        request.setUrn(urn(type));
        request.setProperties(Struct.fromJavaScript(state));
        request.setInputs(Struct.fromJavaScript(inputs));
        const response = await this.#call<messages.ReadResponse>((done) => this.client.read(request, done));
        return {
            id: response.getId(),
            state: plain(response.getProperties()),
            inputs: plain(response.getInputs()),
        };
    }

    async update(
        type: string,
        id: string,
        olds: Properties,
        news: Properties,
        preview = false,
    ): Promise<Properties> {
        const request = new messages.UpdateRequest();
        request.setId(id);
        request.setUrn(urn(type));
        request.setOlds(Struct.fromJavaScript(olds));
        request.setNews(Struct.fromJavaScript(news));
        request.setPreview(preview);
        const response = await this.#call<messages.UpdateResponse>((done) =>
            this.client.update(request, done),
        );
        return plain(response.getProperties());
    }

    async delete(type: string, id: string, state: Properties): Promise<void> {
        const request = new messages.DeleteRequest();
        request.setId(id);
        request.setUrn(urn(type));
        request.setProperties(Struct.fromJavaScript(state));
        await this.#call<Empty>((done) => this.client.delete(request, done));
    }

    async version(): Promise<string> {
        return (
            await this.#call<{ getVersion(): string }>((done) => this.client.getPluginInfo(new Empty(), done))
        ).getVersion();
    }

    async cancel(): Promise<void> {
        await this.#call<Empty>((done) => this.client.cancel(new Empty(), done));
    }

    #call<T>(start: (done: (error: ServiceError | null, response: T) => void) => unknown): Promise<T> {
        return new Promise((resolve, reject) => {
            start((error, response) => {
                if (error === null) {
                    resolve(response);
                } else {
                    reject(error);
                }
            });
        });
    }
}

function urn(type: string): string {
    return `urn:pulumi:test::plugin::my:component:Parent$${type}::thing`;
}
