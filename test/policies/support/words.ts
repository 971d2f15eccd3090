import type { PolicyStatement } from "../../../components/policies/document";
import { backfillBucket, backfillKinds, manifestKeyArn } from "./backfillPlaces";
import { encryptionContext, viaService } from "./circumstances";
import { statementsOf, type DocumentName, type Documents } from "./documents";
import { asList, bucketArn as arnOf, returningRole } from "./setting";
import { siteOf } from "./sites";

/** The statements of a document in short, as Markdown; nothing where there is no such document. */
export function describeDocument(documents: Documents, name: DocumentName): readonly string[] {
    return statementsOf(documents, name).map(describeStatement);
}

function describeStatement(statement: PolicyStatement): string {
    const { Effect, Action, Condition = {} } = statement;
    const actions = asList(Action).map((action) => `\`${action}\``);
    const parts = [
        Effect === "Deny" ? "not" : "",
        actions.join(", "),
        describeResource(statement),
        describePrincipal(statement),
        ...Object.values(Condition).flatMap((keys) => Object.entries(keys).map(describeCondition)),
    ];
    return parts.filter((part) => part !== "").join(" ");
}

/** What the ARNs of the partition `aws` are; of a document's own bucket, key and topic nothing need be said. */
const resources = new Map<string, string>([
    ...(["source", "destination", "second destination"] as const).flatMap((side) => {
        const { bucketArn, keyArn } = siteOf(side, "aws");
        return [
            [bucketArn, `the ${side}`],
            [`${bucketArn}/*`, `the ${side}'s objects`],
            [keyArn, `the ${side}'s key`],
        ] as const;
    }),
    ...["", "replication/"].flatMap((prefix) =>
        backfillKinds.map(
            (kind) =>
                [
                    `${arnOf("aws", backfillBucket)}/${prefix}${kind}/*`,
                    `the ${kind}${prefix === "" ? "" : " under the prefix"}`,
                ] as const,
        ),
    ),
    [arnOf("aws", backfillBucket), "the bucket of reports"],
    [`${arnOf("aws", backfillBucket)}/*`, "its objects"],
    [manifestKeyArn("aws"), "the key of manifests"],
]);

/** For what a service acts. */
const actedFor = new Map<string, string>([[siteOf("source", "aws").bucketArn, "its bucket"]]);

function describeResource({ Principal, Resource }: PolicyStatement): string {
    // A policy with a principal belongs to what it is about.
    const named = Principal === undefined ? asList(Resource) : [];
    return named.length === 0 ? "" : `on ${named.map((arn) => known(resources, arn)).join(" and ")}`;
}

function describePrincipal({ Principal }: PolicyStatement): string {
    if (Principal === undefined || Principal === "*") {
        return Principal === undefined ? "" : "by anybody";
    }
    const [principal = ""] = Object.values(Principal);
    const account = /^arn:aws:iam::(\d{12}):root$/.exec(principal)?.[1];
    const accounts = new Map(
        (["source", "destination", "second destination"] as const).map((side) => [
            siteOf(side, "aws").accountId,
            side,
        ]),
    );
    if (account !== undefined) {
        const side = accounts.get(account);
        return `by ${side ? `the ${side}'s account` : "a third account"}`;
    }
    return principal.includes(":role/") ? "by the role as principal" : `by \`${principal}\``;
}

function describeCondition([key, value]: readonly [string, string | readonly string[]]): string {
    switch (key) {
        case "aws:PrincipalArn":
            return asList(value).some((arn) => arn.endsWith(`/${returningRole}`))
                ? "as the role of the way back alone"
                : "as the role alone";
        case viaService:
            return "through S3 in its region";
        case encryptionContext:
            return `for ${asList(value)
                .map((what) => known(resources, what))
                .join(" or ")}`;
        case "aws:SecureTransport":
            return "over plain HTTP";
        case "aws:SourceAccount":
            return "for the source's account";
        case "aws:SourceArn":
            return `and ${asList(value)
                .map((what) => known(actedFor, what))
                .join(" or ")}`;
        default:
            throw new Error(`There are no words for the condition key ${key}`);
    }
}

function known(names: ReadonlyMap<string, string>, text: string): string {
    const name = names.get(text);
    if (name === undefined) {
        throw new Error(`There are no words for ${text}`);
    }
    return name;
}
