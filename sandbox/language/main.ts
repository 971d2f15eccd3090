import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { version } from "@pulumi/pulumi/version";
import { languageHost } from "./host";

/**
 * Started by the engine as `pulumi-language-nodejs [flags] <engine address>`. It answers with its port on
 * standard output, and lives as long as the engine holds its standard input open.
 */
function main(): void {
    const { service, stop } = languageHost(process.argv.at(-1) ?? "", version);
    const exit = () => {
        stop();
        process.exit(0);
    };
    process.on("SIGINT", exit);
    process.on("SIGTERM", exit);
    process.stdin.on("end", exit).resume();

    // As many bytes as the engine itself sends: a stack's configuration may exceed grpc's default of 4 MB.
    const size = 400 * 1024 * 1024;
    const server = new Server({
        "grpc.max_receive_message_length": size,
        "grpc.max_send_message_length": size,
    });
    server.addService(LanguageRuntimeService, service);
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) {
            console.error(`The language host cannot listen on 127.0.0.1: ${error.message}`);
            process.exit(1);
        }
        console.log(port);
    });
}

main();
