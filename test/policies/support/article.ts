import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { accounts, asList, buckets, replicationRole } from "./setting";

const oneOrMore = v.union([v.string(), v.array(v.string())]);
const statementSchema = v.strictObject({
    Sid: v.optional(v.string()),
    Effect: v.picklist(["Allow", "Deny"]),
    Principal: v.optional(v.record(v.string(), v.string())),
    Action: oneOrMore,
    Resource: v.optional(oneOrMore),
});
const policySchema = v.strictObject({
    Version: v.string(),
    Id: v.optional(v.string()),
    Statement: v.array(statementSchema),
});

/** The policies of the 2018 article, under the names that it gives them or, where it gives none, what they are. */
export type ArticlePolicy =
    | "source-bucket-policy"
    | "S3-role-trust-policy"
    | "S3-role-permissions-policy"
    | "destination-bucket-policy";

export function readArticlePolicy(name: ArticlePolicy): v.InferOutput<typeof policySchema> {
    return v.parse(policySchema, readArticle(name));
}

/** A JSON document of the article, filled in for the setting of these tests. */
export function readArticle(name: ArticlePolicy | "replication"): unknown {
    const text = readFileSync(join(__dirname, "..", "article", `${name}.json`), "utf8");
    return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? filledIn(value) : value));
}

/** What the article's readers are to put in the place of its words in brackets. */
const values: Readonly<Record<string, string>> = {
    "[원본 account number]": accounts.source,
    "[원본 Account Number]": accounts.source,
    "[복제 Account Number]": accounts.destination,
    "[원본 버킷명]": buckets.source,
    "[원본 S3 버킷명]": buckets.source,
    "[복제 S3 버킷명]": buckets.destination,
    "[Role Name]": replicationRole,
};

function filledIn(text: string): string {
    return text.replace(/\[[^\]]*\]/g, (words) => {
        const value = values[words];
        if (value === undefined) {
            throw new Error(`The article's ${words} stands for nothing in these tests`);
        }
        return value;
    });
}

/** A statement in one spelling: sorted lists, also for single values, since IAM gives neither a meaning. */
export function inOneSpelling(
    statement: object & {
        readonly Sid?: string;
        readonly Action: string | readonly string[];
        readonly Resource?: string | readonly string[];
    },
): object {
    const { Action, Resource, ...rest } = statement;
    return {
        ...rest,
        Action: [...asList(Action)].sort(),
        ...(Resource === undefined ? {} : { Resource: [...asList(Resource)].sort() }),
    };
}
