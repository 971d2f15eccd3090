import * as aws from "@pulumi/aws";
import type { AccountSettings } from "./settingsSchema";

/**
 * The provider of a stack's one account. Credentials of another account are refused by the provider itself, before
 * anything is created.
 */
export function accountProvider(settings: AccountSettings): aws.Provider {
    const { accountId, region, profile, assumeRole, endpoint } = settings;
    return new aws.Provider(settings.side, {
        region,
        allowedAccountIds: [accountId],
        profile,
        assumeRoles: assumeRole && [assumeRole],
        ...(endpoint && oneEndpoint(endpoint)),
    });
}

/** Every service that the program uses at one address; such an address has no bucket names in its host name. */
function oneEndpoint(endpoint: string) {
    return {
        endpoints: [{ iam: endpoint, s3: endpoint, s3control: endpoint, sts: endpoint }],
        s3UsePathStyle: true,
    };
}
