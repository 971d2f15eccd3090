/** What the credentials need for the commands. */
import type { Permission } from "../../operations/permission";
import { code, table } from "./markdown";

/** A row for what the permissions are on and for which option; `always` says what those are for that go with none. */
export function permissionsTable(permissions: readonly Permission[], always: string): string {
    const sorted = [
        ...permissions.filter(({ option }) => option === undefined),
        ...permissions.filter(({ option }) => option !== undefined),
    ];
    const rows = Map.groupBy(sorted, ({ on, option }) => JSON.stringify([option, on]));
    return table(
        ["For", "On", "Actions"],
        [...rows.values()].map((group) => [
            group[0]?.option?.replaceAll(/--[\w-]+/g, code) ?? always,
            group[0]?.on ?? "",
            group.map(({ action }) => code(action)).join(", "),
        ]),
    );
}
