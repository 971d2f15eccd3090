import { operatorOf, wantedValues } from "./evaluation/condition";
import { readPattern, type Pattern, type Reading } from "./evaluation/pattern";
import { foldKey, type Context } from "./evaluation/request";
import { resourceMatch } from "./evaluation/resource";
import { memberOf, membersOf, textsOf } from "./evaluation/shape";
import type { Truth } from "./evaluation/truth";

/** A text of a document that may take in objects. */
export interface ObjectPattern {
    readonly pattern: Pattern;
    /** What the document makes of an object, by this text. */
    readonly takes: (objectArn: string) => Truth;
}

/** The texts of a document that may take in objects: those of Resource, and those that KMS is asked about an object by. */
export function objectPatternsIn(document: unknown, context: Context): readonly ObjectPattern[] {
    const members = new Map(membersOf(document));
    const reading = { context, variables: members.get("Version") === "2012-10-17", wildcards: true };
    const statements = [members.get("Statement")]
        .flat()
        .filter((statement: unknown) => typeof statement === "object" && statement !== null);
    const texts = new Set(
        statements.flatMap((statement) =>
            ["Resource", "NotResource"].flatMap((element) => textsOf(memberOf(statement, element)) ?? []),
        ),
    );
    return [
        ...[...texts].map((text) => ({
            pattern: readPattern(text, reading),
            takes: (objectArn: string) => resourceMatch(text, objectArn, reading),
        })),
        ...conditionPatterns(statements, reading),
    ];
}

/**
 * Without an S3 Bucket Key, S3 tells KMS the object that it uses a key for.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
const objectOfKey = foldKey("kms:EncryptionContext:aws:s3:arn");

function conditionPatterns(statements: readonly object[], reading: Reading): readonly ObjectPattern[] {
    const patterns = new Map<string, ObjectPattern>();
    for (const statement of statements) {
        for (const [spelling, byKey] of membersOf(memberOf(statement, "Condition")) ?? []) {
            const operator = operatorOf(spelling);
            const values = (membersOf(byKey) ?? [])
                .filter(([key]) => foldKey(key) === objectOfKey)
                .flatMap(([, value]) => wantedValues(value) ?? []);
            for (const text of operator === undefined ? [] : values) {
                patterns.set(`${spelling} ${text}`, {
                    pattern: readPattern(text, {
                        ...reading,
                        wildcards: /Like|Arn/.test(spelling),
                        anyCase: spelling.includes("IgnoreCase"),
                    }),
                    takes: (objectArn) => operator?.compare(text, objectArn, reading) ?? false,
                });
            }
        }
    }
    return [...patterns.values()];
}
