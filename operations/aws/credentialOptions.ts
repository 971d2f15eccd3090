import type { Command } from "commander";
import type { CredentialOptions } from "./credentials";
import type { Side } from "./side";

/** The credentials of both sides as commander collects them. */
export interface RawCredentialOptions {
    sourceProfile?: string;
    sourceRole?: string;
    sourceExternalId?: string;
    destinationProfile?: string;
    destinationRole?: string;
    destinationExternalId?: string;
}

/** Gives a command the options by which a user names the credentials of a side. */
export function addCredentialOptions(command: Command, side: Side): Command {
    return command
        .option(`--${side}-profile <profile>`, `AWS profile for the ${side}`)
        .option(
            `--${side}-role <arn>`,
            `role to assume for the ${side}, with that profile or the environment`,
        )
        .option(`--${side}-external-id <id>`, "external id that the role demands");
}

export function credentialsIn(raw: RawCredentialOptions): Readonly<Record<Side, CredentialOptions>> {
    return {
        source: { profile: raw.sourceProfile, role: raw.sourceRole, externalId: raw.sourceExternalId },
        destination: {
            profile: raw.destinationProfile,
            role: raw.destinationRole,
            externalId: raw.destinationExternalId,
        },
    };
}
