import { Metadata, status, type handleUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import awsPackage from "@pulumi/aws/package.json";
import { describe } from "./aws/errors";
import { checkResource, type CheckRequest } from "./check";
import { diffArguments, diffResource } from "./diffResponse";
import { IncompleteResource, type Provider } from "./provider";
import { packageSchema } from "./packageSchema";
import { resourceTypeOf } from "./resources/index";
import type { Problem } from "./schema";
import { nameOf, typeOf } from "./urn";
import { decodeStruct, encodeStruct, type PropertyMap } from "./wire";

/** The service's methods that the stand-in has; gRPC answers "unimplemented" to the others. */
export function serviceOf(provider: Provider): UntypedServiceImplementation {
    const implemented: Partial<IResourceProviderServer> = {
        handshake: unary(() => {
            const response = new messages.ProviderHandshakeResponse();
            response.setSupportsAutonamingConfiguration(true);
            return response;
        }),
        getPluginInfo: unary(() => {
            const info = new PluginInfo();
            info.setVersion(awsPackage.version);
            return info;
        }),
        getSchema: unary(() => {
            const response = new messages.GetSchemaResponse();
            response.setSchema(JSON.stringify(packageSchema()));
            return response;
        }),
        attach: unary<PluginAttach, Empty>(() => new Empty()),
        cancel: unary(() => {
            provider.cancel();
            return new Empty();
        }),
        checkConfig: unary(async (request: messages.CheckRequest) => {
            const args = decodeStruct(request.getNews());
            return checkResponse(args, await provider.checkArguments(args));
        }),
        diffConfig: unary((request: messages.DiffRequest) =>
            // The engine gives the old arguments as old inputs; the old outputs are the same.
            diffArguments(
                decodeStruct(request.getOldInputs() ?? request.getOlds()),
                decodeStruct(request.getNews()),
            ),
        ),
        configure: unary(async (request: messages.ConfigureRequest) => {
            await provider.configure(decodeStruct(request.getArgs()));
            const response = new messages.ConfigureResponse();
            response.setSupportspreview(true);
            response.setSupportsAutonamingConfiguration(true);
            return response;
        }),
        invoke: unary(async (request: messages.InvokeRequest) => {
            const result = await provider.invoke(request.getTok(), decodeStruct(request.getArgs()));
            const response = new messages.InvokeResponse();
            response.setReturn(encodeStruct(result));
            return response;
        }),
        check: unary((request: messages.CheckRequest) => {
            const { inputs, problems } = checkResource(resourceTypeOf(typeOf(request.getUrn())), {
                resourceName: nameOf(request.getUrn()),
                news: decodeStruct(request.getNews()),
                olds: decodeStruct(request.getOlds()),
                randomSeed: request.getRandomseed_asU8(),
                defaultTags: provider.defaultTags,
                autoNaming: autoNamingOf(request),
            });
            return checkResponse(inputs, problems);
        }),
        diff: unary((request: messages.DiffRequest) =>
            diffResource(resourceTypeOf(typeOf(request.getUrn())), {
                olds: decodeStruct(request.getOlds()),
                news: decodeStruct(request.getNews()),
                ignoreChanges: request.getIgnorechangesList(),
                providerRegion: provider.region,
            }),
        ),
        create: unary(async (request: messages.CreateRequest) => {
            const inputs = decodeStruct(request.getProperties());
            const response = new messages.CreateResponse();
            if (request.getPreview()) {
                response.setProperties(encodeStruct(provider.previewCreate(request.getUrn(), inputs)));
                return response;
            }
            const { id, state } = await provider.create(request.getUrn(), inputs);
            response.setId(id);
            response.setProperties(encodeStruct(state));
            return response;
        }),
        read: unary(async (request: messages.ReadRequest) => {
            const found = await provider.read({
                urn: request.getUrn(),
                id: request.getId(),
                state: decodeStruct(request.getProperties()),
                inputs: decodeStruct(request.getInputs()),
            });
            const response = new messages.ReadResponse();
            if (found !== undefined) {
                response.setId(found.id);
                response.setProperties(encodeStruct(found.state));
                response.setInputs(encodeStruct(found.inputs));
            }
            return response;
        }),
        update: unary(async (request: messages.UpdateRequest) => {
            const olds = decodeStruct(request.getOlds());
            const inputs = decodeStruct(request.getNews());
            const response = new messages.UpdateResponse();
            response.setProperties(
                encodeStruct(
                    request.getPreview()
                        ? provider.previewUpdate(request.getUrn(), olds, inputs)
                        : await provider.update(request.getUrn(), request.getId(), olds, inputs),
                ),
            );
            return response;
        }),
        delete: unary(async (request: messages.DeleteRequest) => {
            await provider.delete(request.getUrn(), request.getId(), decodeStruct(request.getProperties()));
            return new Empty();
        }),
    };
    return Object.fromEntries(
        Object.entries(implemented).flatMap(([name, run]) => (run ? [[name, run]] : [])),
    );
}

function unary<Request, Response>(
    run: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
    return (call, callback) => {
        // The promise takes in what is thrown at once, too.
        void Promise.resolve(call.request)
            .then(run)
            .then(
                (response) => {
                    callback(null, response);
                },
                (error: unknown) => {
                    callback(failureOf(error));
                },
            );
    };
}

function failureOf(error: unknown): { code: status; details: string; metadata?: Metadata } {
    const failure = { code: status.UNKNOWN, details: describe(error) };
    if (!(error instanceof IncompleteResource)) {
        return failure;
    }
    const detail = new messages.ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(encodeStruct(error.state));
    detail.setInputs(encodeStruct(error.inputs));
    detail.setReasonsList([error.message]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const whole = new Status();
    whole.setCode(failure.code);
    whole.setMessage(error.message);
    whole.addDetails(packed);
    // The name under which gRPC carries details beside an error.
    const metadata = new Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
    return { ...failure, metadata };
}

function checkResponse(inputs: PropertyMap, problems: readonly Problem[]): messages.CheckResponse {
    const response = new messages.CheckResponse();
    response.setInputs(encodeStruct(inputs));
    response.setFailuresList(
        problems.map(({ path, reason }) => {
            const failure = new messages.CheckFailure();
            failure.setProperty(path);
            failure.setReason(reason);
            return failure;
        }),
    );
    return response;
}

function autoNamingOf(request: messages.CheckRequest): CheckRequest["autoNaming"] {
    const options = request.getAutonaming();
    const { Mode } = messages.CheckRequest.AutonamingOptions;
    return (
        options && { proposedName: options.getProposedName(), disabled: options.getMode() === Mode.DISABLE }
    );
}
