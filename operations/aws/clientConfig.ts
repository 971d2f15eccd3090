import { credentialsOf, type CredentialChoice } from "./credentials";
import { httpOptions } from "./httpOptions";

/** Where the clients of a side go, and as whom. */
export interface ClientPlace {
    readonly region: string;
    /** The address of every AWS service, where it is not AWS's own. */
    readonly endpoint?: string;
    readonly credentials: CredentialChoice;
}

/** What every client of a side is made with. */
export function clientConfig({ region, endpoint, credentials }: ClientPlace, timeoutSeconds: number) {
    const http = httpOptions(timeoutSeconds);
    const where = { region, endpoint: endpoint ?? process.env.AWS_ENDPOINT_URL, ...http };
    return {
        ...where,
        credentials: credentialsOf(credentials, where),
        // An address that is not AWS's own has no bucket names in its host name.
        forcePathStyle: where.endpoint !== undefined,
    };
}
