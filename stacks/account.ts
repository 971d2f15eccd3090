import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { invokeFailure } from "../components/validation/invokeError";
import type { AccountSettings } from "./settings/schema";

/**
 * The provider of a stack's one account. It refuses the credentials of any other. They are tried here, before anything is made,
 * so that one message says what is wrong with them.
 */
export async function accountProvider(settings: AccountSettings): Promise<Provider> {
    const { side, accountId, region, profile, assumeRole, endpoint } = settings;
    const provider = new Provider(side, {
        region,
        allowedAccountIds: [accountId],
        profile,
        assumeRoles: assumeRole && [assumeRole],
        ...(endpoint && oneEndpoint(endpoint)),
    });
    try {
        await getCallerIdentity({}, { provider });
    } catch (error) {
        throw new pulumi.RunError(
            `The credentials of the ${side} cannot be used: ${invokeFailure(error)}\n` +
                `They have to be of account ${accountId}: by the settings profile or assumeRole, or by the environment, ` +
                "as AWS_PROFILE.",
        );
    }
    return provider;
}

const services = ["cloudcontrol", "cloudwatch", "iam", "kms", "s3", "s3control", "sns", "sts"];

/** Every service that the program uses, at one address. Such an address has no bucket names in its host name. */
function oneEndpoint(endpoint: string) {
    return {
        endpoints: [Object.fromEntries(services.map((service) => [service, endpoint]))],
        s3UsePathStyle: true,
        // The plug-in validates credentials before its endpoints count, and would ask AWS itself whose these are.
        skipCredentialsValidation: true,
    };
}

/** The settings that a stack's component takes: all but those that its provider is made with. */
export function componentArgs<T extends AccountSettings>(settings: T) {
    const { side, accountId, region, profile, assumeRole, endpoint, ...args } = settings;
    return args;
}
