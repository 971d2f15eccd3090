/** What `npm run preview` may find. */
import { catalogue } from "../../operations/preview/meaning/catalogue";
import { code, table } from "./markdown";

export function meaningsTable(): string {
    return table(
        ["Kind", "Finding", "Severity", "What it means"],
        Object.entries(catalogue).map(([id, { kind, severity, meaning }]) => [
            kind,
            code(id),
            severity,
            meaning,
        ]),
    );
}
