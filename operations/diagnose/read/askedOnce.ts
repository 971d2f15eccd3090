import type { credentialsOf } from "../../aws/credentials";

type Credentials = ReturnType<typeof credentialsOf>;
type Provider = Extract<Credentials, (...args: never[]) => unknown>;

/** The SDK asks for credentials anew when they have less than this left. */
const spareMilliseconds = 5 * 60_000;

/** Credentials for several clients: a role is assumed, or a program of a profile is run, for all of them together. */
export function askedOnce(credentials: Credentials): Credentials {
    if (typeof credentials !== "function") {
        return credentials;
    }
    let asked: ReturnType<Provider> | undefined;
    return async (identityProperties) => {
        const known = await asked?.catch(() => undefined);
        const left = (known?.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now();
        if (asked === undefined || (known !== undefined && left < spareMilliseconds)) {
            asked = credentials(identityProperties);
            // A failure may pass, and then the call is made again.
            asked.catch(() => {
                asked = undefined;
            });
        }
        return asked;
    };
}
