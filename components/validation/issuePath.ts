import type * as v from "valibot";

/** Where in a value an issue is, as it is written: `[1].prefix`, or nothing for the value as a whole. */
export function issuePath(issue: v.BaseIssue<unknown>): string {
    return (issue.path ?? [])
        .map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
        .join("");
}
