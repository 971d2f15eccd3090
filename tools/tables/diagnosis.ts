/** What `npm run diagnose` may find, and how AWS's reasons are explained by it. */
import { catalogue } from "../../operations/diagnose/catalogue";
import { reasons, type Reason } from "../../operations/diagnose/judge/reasons";
import { code, table } from "./markdown";

export function findingsTable(): string {
    return table(
        ["Finding", "Where", "What it means", "What mends it"],
        Object.entries(catalogue).map(([id, { leg, meaning, mend }]) => [code(id), leg, meaning, mend]),
    );
}

export function reasonsTable(): string {
    return table(
        ["Reason", "What AWS says by it", "What explains it"],
        Object.entries(reasons).map(([name, reason]) => [
            code(name) + (reason.batchOnly === true ? ", of Batch Replication alone" : ""),
            reason.says,
            explanationOf(reason),
        ]),
    );
}

function explanationOf({ findings, unexplained }: Reason): string {
    return unexplained === undefined ? findings.map(code).join(", ") : `Nothing here. ${unexplained}`;
}
