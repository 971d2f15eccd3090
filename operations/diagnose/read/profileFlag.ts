import { quoted } from "../commands";

/** How a command gets the credentials of a profile. */
export function profileFlag(profile: string | undefined): string {
    return profile === undefined ? "" : ` --profile ${quoted(profile)}`;
}
