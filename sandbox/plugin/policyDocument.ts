/**
 * IAM and S3 give a policy back in another form than the one they were given: keys in another order, a list of
 * one as a string, an account id as the ARN of its root. Two documents are the same if their canonical forms are.
 */
export function canonicalPolicy(text: string): string {
    let document: unknown;
    try {
        document = JSON.parse(text);
    } catch {
        return text;
    }
    return JSON.stringify(canonicalMembers(document, canonicalMember));
}

type Member = (name: string, value: unknown) => unknown;

function canonicalMembers(value: unknown, member: Member): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
        name,
        member(name, item),
    ]);
    return Object.fromEntries(entries.sort(([left], [right]) => compare(left, right)));
}

/** Each part of a document by the IAM JSON policy grammar: where order and "string or list" mean nothing. */
function canonicalMember(name: string, value: unknown): unknown {
    switch (name) {
        case "Statement":
            return sorted(asList(value).map((statement) => canonicalMembers(statement, canonicalMember)));
        case "Action":
        case "NotAction":
        case "Resource":
        case "NotResource":
            return sorted(asList(value));
        case "Principal":
        case "NotPrincipal":
            return value === "*"
                ? { AWS: ["*"] }
                : canonicalMembers(value, (kind, ids) =>
                      sorted(asList(ids).map((id) => principal(kind, id))),
                  );
        case "Condition":
            return canonicalMembers(value, (_operator, keys) =>
                canonicalMembers(keys, (_key, values) => sorted(asList(values).map(String))),
            );
        default:
            return value;
    }
}

function principal(kind: string, id: unknown): unknown {
    const root = typeof id === "string" && kind === "AWS" ? /^arn:[^:]+:iam::(\d{12}):root$/.exec(id) : null;
    return root?.[1] ?? id;
}

function asList(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [value];
}

function sorted(values: unknown[]): unknown[] {
    return values.toSorted((left, right) => compare(JSON.stringify(left), JSON.stringify(right)));
}

function compare(left: string, right: string): number {
    return left < right ? -1 : left > right ? 1 : 0;
}
