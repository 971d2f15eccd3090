import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import * as v from "valibot";
import { OperationError } from "../operationError";
import type { Side } from "./side";

/** The credentials that the command line names for a side. */
export interface CredentialOptions {
    readonly profile?: string;
    readonly role?: string;
    readonly externalId?: string;
}

/** Where a side's credentials come from: a profile, else the environment, and from there perhaps a role. */
export interface CredentialChoice {
    readonly profile?: string;
    readonly assumeRole?: v.InferOutput<typeof assumeRoleSchema>;
}

/** The stack's setting `assumeRole`. */
const assumeRoleSchema = v.object({
    roleArn: v.string(),
    externalId: v.optional(v.string()),
    sessionName: v.optional(v.string()),
});

/** What the command line says of a side counts alone; where it says nothing, the stack's own settings do. */
export async function chooseCredentials(
    side: Side,
    { profile, role, externalId }: CredentialOptions,
    settings: () => Promise<Readonly<Record<string, string>>>,
): Promise<CredentialChoice> {
    if (externalId !== undefined && role === undefined) {
        throw new OperationError(
            `--${side}-external-id goes with a role: name it too, --${side}-role <role ARN>.`,
        );
    }
    if (profile !== undefined || role !== undefined) {
        return { profile, assumeRole: role === undefined ? undefined : { roleArn: role, externalId } };
    }
    const set = await settings();
    return { profile: set.profile, assumeRole: parseAssumeRole(side, set.assumeRole) };
}

function parseAssumeRole(side: Side, setting: string | undefined): CredentialChoice["assumeRole"] {
    if (setting === undefined) {
        return undefined;
    }
    const result = v.safeParse(v.pipe(v.string(), v.parseJson(), assumeRoleSchema), setting);
    if (!result.success) {
        throw new OperationError(
            `The setting assumeRole of the ${side}'s stack is ${setting}; allowed: an object with roleArn and, optionally, ` +
                `externalId and sessionName. Correct it, or name the role: --${side}-role <role ARN>`,
        );
    }
    return result.output;
}

/** The AWS SDK's provider of the chosen credentials; asked only when the first call is made. */
export function credentialsOf(
    { profile, assumeRole }: CredentialChoice,
    clientConfig: NonNullable<Parameters<typeof fromTemporaryCredentials>[0]["clientConfig"]>,
): NonNullable<S3ClientConfig["credentials"]> {
    const own = profile === undefined ? fromNodeProviderChain() : fromIni({ profile });
    if (assumeRole === undefined) {
        return own;
    }
    return fromTemporaryCredentials({
        masterCredentials: own,
        params: {
            RoleArn: assumeRole.roleArn,
            ExternalId: assumeRole.externalId,
            RoleSessionName: assumeRole.sessionName ?? "verify-replication",
        },
        clientConfig,
    });
}
