import { asList } from "../support/setting";
import { arns, type PeerDocument, type PeerStatement } from "./peer";

/** A document in a few words, statement by statement, for the reader of the comparison. */
export function describeDocument(text: PeerDocument): readonly string[] {
    return text.Statement.map((statement) =>
        [
            statement.Effect === "Deny" ? "refuses" : undefined,
            asList(statement.Action)
                .map((action) => `\`${action}\``)
                .join(", "),
            describeResource(statement),
            describePrincipal(statement),
            describeConditions(statement),
        ]
            .filter((part) => part !== undefined)
            .join(" "),
    );
}

const resources = new Map<string, string>([
    [arns.source, "the source"],
    [`${arns.source}/*`, "the source's objects"],
    [arns.destination, "the destination"],
    [`${arns.destination}/*`, "the destination's objects"],
    [arns.sourceKey, "the source's key"],
    [arns.destinationKey, "the destination's key"],
]);

function describeResource({ Principal, Resource }: PeerStatement): string | undefined {
    // In a key policy `*` is the key that carries it.
    if (Resource === "*" && Principal !== undefined) {
        return undefined;
    }
    const named = asList(Resource).map((arn) => (arn === "*" ? "any key (`*`)" : known(resources, arn)));
    return `on ${named.join(" and ")}`;
}

const principals = new Map<string, string>([
    [arns.role, "the role"],
    [arns.sourceAccount, "the source's account"],
    [arns.destinationAccount, "the key's own account"],
]);

function describePrincipal({ Principal }: PeerStatement): string | undefined {
    if (Principal === undefined) {
        return undefined;
    }
    const named =
        Principal === "*"
            ? ["everyone"]
            : Object.values(Principal)
                  .flatMap((arn) => asList(arn))
                  .map((arn) => known(principals, arn));
    return `for ${named.join(" and ")}`;
}

const conditions = new Map<string, string>([
    ["aws:PrincipalArn", "as this role alone (`aws:PrincipalArn`)"],
    ["kms:ViaService", "through S3"],
    ["kms:EncryptionContext:aws:s3:arn", "for this bucket"],
    ["aws:SecureTransport", "over plain HTTP"],
]);

function describeConditions({ Condition }: PeerStatement): string | undefined {
    const keys = Object.values(Condition ?? {}).flatMap((operands) => Object.keys(operands));
    return keys.length === 0 ? undefined : keys.map((key) => known(conditions, key)).join(" ");
}

function known(names: ReadonlyMap<string, string>, text: string): string {
    const name = names.get(text);
    if (name === undefined) {
        throw new Error(`The comparison has no words for ${text}`);
    }
    return name;
}
