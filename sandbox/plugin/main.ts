import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { whenEngineIsGone } from "./lifetime";
import { Provider } from "./provider";
import { serviceOf } from "./service";

/** The stand-in `pulumi-resource-aws`: the engine starts it, and reads from its first line the port to call. */
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(ResourceProviderService, serviceOf(new Provider()));

const stop = () => {
    server.forceShutdown();
    process.exit(0);
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
whenEngineIsGone(stop);

server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
        process.stderr.write(`the stand-in AWS plug-in cannot listen on 127.0.0.1: ${error.message}\n`);
        process.exit(1);
    }
    process.stdout.write(`${port}\n`);
});
