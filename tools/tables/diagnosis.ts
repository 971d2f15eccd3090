/** What `npm run diagnose` may find, how AWS's reasons are explained by it, and what its credentials need. */
import type { Side } from "../../operations/aws/side";
import { catalogue } from "../../operations/diagnose/catalogue";
import { reasons, type Reason } from "../../operations/diagnose/judge/reasons";
import { permissions } from "../../operations/diagnose/read/permissions";
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

/** The permissions of a side, a row for what they are on and for which option. */
export function permissionsTable(side: Side): string {
    const always = permissions[side].filter(({ option }) => option === undefined);
    const asked = permissions[side].filter(({ option }) => option !== undefined);
    const rows = Map.groupBy([...always, ...asked], ({ on, option }) => JSON.stringify([option, on]));
    return table(
        ["For", "On", "Actions"],
        [...rows.values()].map((group) => [
            optionsOf(group[0]?.option),
            group[0]?.on ?? "",
            group.map(({ action }) => code(action)).join(", "),
        ]),
    );
}

function optionsOf(option: string | undefined): string {
    return option === undefined ? "every diagnosis" : option.split(", ").map(code).join(", ");
}
