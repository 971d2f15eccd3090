import { status, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
    AboutResponse,
    DependencyInfo,
    GetProgramDependenciesResponse,
    GetRequiredPackagesResponse,
    GetRequiredPluginsResponse,
    InstallDependenciesResponse,
    LanguageHandshakeResponse,
    RuntimeOptionsResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency, PluginDependency, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { modulesOf, programDependencies, requiredPlugins } from "./packages";
import { Plugins } from "./plugin";
import { directoryOf, Program } from "./program";

/** A service method from a plain function: what it throws becomes the answer's error. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
    return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
        const run = async () => answer(call.request);
        run().then(
            (response) => {
                callback(null, response);
            },
            (error: unknown) => {
                const details = error instanceof Error ? error.message : String(error);
                callback({ code: status.UNKNOWN, details });
            },
        );
    };
}

/**
 * What the engine asks of a language host to preview, deploy, refresh, import and destroy a Node program, and to run a
 * plug-in that is written in Node. grpc answers UNIMPLEMENTED for the rest: code generation, packing.
 */
export function languageHost(engine: string, version: string) {
    const program = new Program(engine);
    const plugins = new Plugins();

    const service = {
        handshake: unary(() => new LanguageHandshakeResponse()),
        getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
        about: unary(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
        runtimeOptionsPrompts: unary(() => new RuntimeOptionsResponse()),
        run: unary((request) => program.run(request)),
        cancel: unary((request) => {
            program.stop();
            return request;
        }),
        getRequiredPlugins: unary((request) => {
            const plugins = requiredPlugins(directoryOf(request.getInfo(), request.getPwd()));
            return new GetRequiredPluginsResponse().setPluginsList(
                plugins.map(({ name, version, server }) =>
                    new PluginDependency()
                        .setName(name)
                        .setKind("resource")
                        .setVersion(version)
                        .setServer(server),
                ),
            );
        }),
        getRequiredPackages: unary((request) => {
            const plugins = requiredPlugins(directoryOf(request.getInfo(), process.cwd()));
            return new GetRequiredPackagesResponse().setPackagesList(
                plugins.map(({ name, version, server }) =>
                    new PackageDependency()
                        .setName(name)
                        .setKind("resource")
                        .setVersion(version)
                        .setServer(server),
                ),
            );
        }),
        getProgramDependencies: unary((request) => {
            const directory = directoryOf(request.getInfo(), request.getPwd());
            return new GetProgramDependenciesResponse().setDependenciesList(
                programDependencies(directory, request.getTransitivedependencies()).map(({ name, version }) =>
                    new DependencyInfo().setName(name).setVersion(version),
                ),
            );
        }),
        runPlugin: (call) => {
            plugins.run(call);
        },
        installDependencies: (call) => {
            const directory = directoryOf(call.request.getInfo(), call.request.getDirectory());
            if (modulesOf(directory) === undefined) {
                const details = `The sandbox's language host installs nothing. Run \`npm install\` in ${directory}.`;
                call.emit("error", { code: status.FAILED_PRECONDITION, details });
                return;
            }
            call.write(
                new InstallDependenciesResponse().setStdout(Buffer.from("Already installed by npm.\n")),
            );
            call.end();
        },
    } satisfies Partial<ILanguageRuntimeServer>;

    return {
        service,
        stop: () => {
            program.stop();
            plugins.stop();
        },
    };
}
