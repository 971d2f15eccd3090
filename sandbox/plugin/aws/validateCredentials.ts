import type { STS } from "@aws-sdk/client-sts";
import type { ProviderArguments } from "../providerArguments";
import type { Problem } from "../schema";
import { connect } from "./connection";
import { describe } from "./errors";

/**
 * What the official plug-in does before it looks at its other arguments: it asks STS whose the credentials are. The
 * provider's own endpoints do not count yet, those of the environment and of the profile do.
 */
export async function credentialProblems(args: ProviderArguments, stopping: AbortSignal): Promise<Problem[]> {
    if (args.skipCredentialsValidation === true) {
        return [];
    }
    try {
        const connection = await connect({ ...args, endpoints: undefined }, stopping, [notToAws]);
        await connection.identity();
        return [];
    } catch (error) {
        const reason = `unable to validate AWS credentials.\nDetails: ${detailsOf(args, error)}\n`;
        return [{ path: "", reason }];
    }
}

function detailsOf({ assumeRoles = [] }: ProviderArguments, error: unknown): string {
    const roles = assumeRoles.map(({ roleArn }) => roleArn).join(", then ");
    return roles === ""
        ? `retrieving caller identity from STS: ${describe(error)}`
        : `Cannot assume IAM Role. IAM Role (${roles}) cannot be assumed.\n\nError: ${describe(error)}`;
}

/** Whoever forgot the emulator's address is told so here, and not by an answer of AWS itself. */
const notToAws: Parameters<STS["middlewareStack"]["use"]>[0] = {
    applyToStack: (stack) => {
        stack.add(
            (next) => (call) => {
                const host = hostOf(call.request);
                if (/\.(amazonaws|amazonwebservices)\.|\.aws$/.test(host)) {
                    throw new Error(
                        `the stand-in AWS plug-in does not ask ${host}. Credentials are validated before the provider's ` +
                            `"endpoints" count: set AWS_ENDPOINT_URL in the environment, or "skipCredentialsValidation"`,
                    );
                }
                return next(call);
            },
            { step: "finalizeRequest", name: "notToAws" },
        );
    },
};

function hostOf(request: unknown): string {
    const host: unknown =
        typeof request === "object" && request !== null && "hostname" in request && request.hostname;
    return typeof host === "string" ? host : "";
}
