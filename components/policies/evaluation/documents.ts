import type { Request } from "./request";
import { memberOf, membersOf } from "./shape";
import { applyStatement, type Applied, type DocumentPlace } from "./statement";
import { unclear } from "./truth";

/** A document in force, by the name that an answer has it by. */
export interface NamedDocument {
    readonly name: string;
    /** The document as it was parsed from JSON; `notKnown` where nobody may say what is in it. */
    readonly content: unknown;
}

/** Stands for a document that there is, and that cannot be read. */
export const notKnown: unique symbol = Symbol("not known");

/** What decides a request. */
export interface DocumentSet {
    /** The policies of the identity that sends it. None of an AWS service's own. */
    readonly identity: readonly NamedDocument[];
    readonly boundary?: NamedDocument;
    /**
     * The policy of what the request is about. In its own account a bucket leaves it to the identity's policies too whether
     * they allow; a key and a role do so where their policy names the account.
     */
    readonly resource?: NamedDocument & { readonly kind: "bucket" | "key" | "trust" };
}

/** A statement of a document. */
export interface StatementReference {
    readonly document: string;
    readonly sid?: string;
    /** Its place in the document, from 1. */
    readonly position: number;
    readonly statement: unknown;
}

/** A document's statements, applied to a request. */
export interface AppliedDocument {
    readonly name: string;
    readonly statements: readonly (Applied & { readonly reference?: StatementReference })[];
}

/** Parses a document as far as its statements, and applies each. */
export function applyDocument(
    { name, content }: NamedDocument,
    place: DocumentPlace,
    request: Request,
): AppliedDocument {
    const whole = (reason: string): AppliedDocument => ({
        name,
        statements: [applyStatement(undefined, request, { place, variables: false })].map((odd) => ({
            ...odd,
            takes: unclear(reason),
        })),
    });
    if (content === notKnown) {
        return whole(`the statements of the ${name} are not known`);
    }
    const members = new Map(membersOf(content));
    const version = members.get("Version") ?? "2008-10-17";
    const statements = members.get("Statement");
    if (statements === undefined || (version !== "2008-10-17" && version !== "2012-10-17")) {
        return whole(`the ${name} is no policy document`);
    }
    return {
        name,
        statements: [statements].flat().map((statement: unknown, index) => {
            const sid = typeof statement === "object" && statement !== null && memberOf(statement, "Sid");
            return {
                ...applyStatement(statement, request, { place, variables: version === "2012-10-17" }),
                reference: {
                    document: name,
                    ...(typeof sid === "string" && sid !== "" && { sid }),
                    position: index + 1,
                    statement,
                },
            };
        }),
    };
}
