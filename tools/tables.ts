/**
 * The tables of settings, of the components' arguments, of what a diagnosis may find and of what commands need, so that each is
 * described in one place: settings in Pulumi.yaml, arguments in the doc comments of the components, findings and permissions in
 * operations/. Run as a program it writes them into the documents, between
 * `<!-- written by npm run tables: … -->` and `<!-- end -->`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { permissions as ofBackfill } from "../operations/backfill/permissions";
import { permissions as ofDiagnosis } from "../operations/diagnose/read/permissions";
import { findingsTable, reasonsTable } from "./tables/diagnosis";
import { permissionsTable } from "./tables/permissions";
import {
    membersTable,
    ownArguments,
    readSchema,
    sharedArguments,
    valuesTable,
    type Members,
} from "./tables/schema";
import { groups, readSettings, settingsTable, type Setting } from "./tables/settings";

const root = path.join(__dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

export const documentsWithTables = [
    "README.md",
    "components/README.md",
    "docs/settings.md",
    "docs/diagnose.md",
    "docs/backfill.md",
];

/** A document with its tables written anew, in the project's style. */
export async function renderTables(document: string): Promise<string> {
    const tables = tablesFor(document);
    const text = read(document).replaceAll(
        /^(<!-- written by npm run tables: ([^\n]*) -->)$.*?^(<!-- end -->)$/gms,
        (_whole, begin: string, name: string, end: string) => {
            const written = tables.get(name);
            if (written === undefined) {
                throw new Error(`${document}: no table ${name}; there are ${[...tables.keys()].join(", ")}`);
            }
            return [begin, "", written, "", end].join("\n");
        },
    );
    const file = path.join(root, document);
    return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}

/** The tables that there are, by the names in the documents. */
export function tablesFor(document: string): ReadonlyMap<string, string> {
    // How the document refers to another: itself by the section alone.
    const to = (other: string) =>
        document === other ? "" : path.posix.relative(path.dirname(document), other);
    const settings = readSettings(read("Pulumi.yaml"));
    const schema = readSchema(read("components/schema.json"));
    const tables = new Map<string, string>();
    const addSettings = (name: string, some: (setting: Setting) => boolean) =>
        tables.set(name, settingsTable(settings.filter(some), to("docs/settings.md")));
    const addMembers = (name: string, title: string, members: Members) =>
        tables.set(name, membersTable(title, members, to("components/README.md")));

    addSettings("first settings", ({ name }) => firstSettings.includes(name));
    for (const group of groups) {
        addSettings(`settings, ${group.toLowerCase()}`, (setting) => setting.group === group);
    }
    addMembers("arguments of both", "Argument", sharedArguments(schema));
    for (const [name, { properties }] of Object.entries(schema.resources)) {
        addMembers(`arguments of ${name}`, "Argument", ownArguments(schema, name));
        addMembers(`outputs of ${name}`, "Output", properties);
    }
    for (const [name, { properties, enum: values }] of Object.entries(schema.types)) {
        if (values === undefined) {
            addMembers(name, "Member", properties ?? {});
        } else {
            tables.set(name, valuesTable(values));
        }
    }
    tables.set("diagnosis, findings", findingsTable());
    tables.set("diagnosis, reasons", reasonsTable());
    for (const side of ["source", "destination"] as const) {
        tables.set(
            `diagnosis, permissions at the ${side}`,
            permissionsTable(ofDiagnosis[side], "every diagnosis"),
        );
        tables.set(
            `backfill, permissions at the ${side}`,
            permissionsTable(ofBackfill[side], "every backfill"),
        );
    }
    return tables;
}

/** Those of README.md: what has to be told, and what most users look at next. */
const firstSettings = [
    "accountId",
    "region",
    "bucketName",
    "replicationRoleName",
    "sourceAccountId",
    "deleteMarkerReplication",
    "rules",
    "protectBucket",
];

if (require.main === module) {
    for (const document of documentsWithTables) {
        void renderTables(document).then((text) => {
            writeFileSync(path.join(root, document), text);
        });
    }
}
