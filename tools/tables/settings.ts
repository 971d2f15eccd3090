/** The settings of the stacks, from Pulumi.yaml. */
import * as v from "valibot";
import { isMap, isScalar, parseDocument } from "yaml";
import { code, table } from "./markdown";

/** The groups of settings. Pulumi.yaml has them as comments, each above the first setting of its group. */
export const groups = ["Both sides", "The destination alone", "The source alone"] as const;
type Group = (typeof groups)[number];

export interface Setting {
    readonly name: string;
    readonly group: Group;
    readonly default?: unknown;
    readonly description: string;
}

/** Sections of docs/settings.md that say more than a cell of a table can. */
const sections: Readonly<Record<string, string>> = {
    accessLogging: "lifecycle-and-access-logs",
    backfill: "backfill",
    destinations: "several-destinations",
    encryption: "encryption",
    existingBucket: "existing-things",
    existingRoleArn: "existing-things",
    grant: "whom-the-destination-lets-in",
    lifecycle: "lifecycle-and-access-logs",
    monitoring: "seeing-failure",
    objectLock: "object-lock",
    replicaModificationSync: "both-ways",
    rules: "rules",
};

const declared = v.object({ default: v.optional(v.unknown()), description: v.string() });

export function readSettings(projectFile: string): readonly Setting[] {
    const config = parseDocument(projectFile).get("config");
    if (!isMap(config)) {
        throw new Error("Pulumi.yaml declares no settings");
    }
    let group: Group | undefined;
    const settings: Setting[] = [];
    for (const { key, value } of config.items) {
        const name = isScalar(key) ? String(key.value) : "";
        const above = isScalar(key) ? (key.commentBefore ?? "") : "";
        group = groups.find((one) => above.trim() === `${one}.`) ?? group;
        // Pulumi's own settings have a namespace, and are none of this program's.
        if (!name.includes(":")) {
            if (group === undefined || !isMap(value)) {
                throw new Error(`Pulumi.yaml: ${name} is in no group, or no setting`);
            }
            settings.push({ name, group, ...v.parse(declared, value.toJSON()) });
        }
    }
    return settings;
}

/** A table of settings; `document` is how the document refers to docs/settings.md. */
export function settingsTable(settings: readonly Setting[], document: string): string {
    return table(
        ["Setting", "Default", "What it is"],
        settings.map((setting) => [code(setting.name), defaultOf(setting), words(setting, document)]),
    );
}

/**
 * Pulumi has no optional settings without a default: an empty one means that nothing is set. What one side alone requires has
 * one too, and says so.
 */
function defaultOf(setting: Setting): string {
    if (!("default" in setting) || setting.description.includes("Required,")) {
        return "required";
    }
    const text = JSON.stringify(setting.default);
    return ['""', "{}", "[{}]"].includes(text) ? "not set" : code(text.replace(/"(\w+)":/g, "$1: "));
}

/** The description, with names and values as code where they look like it: Pulumi.yaml is plain text. */
function words({ name, description }: Setting, document: string): string {
    const section = sections[name];
    const text = description
        .trim()
        .replaceAll(
            /(?<![\w/.-])(?:[a-z]+(?:[A-Z][a-z0-9]*)+|[A-Z]+(?:_[A-Z]+)+|true|false|\{\})(?!\w)/g,
            code,
        );
    return section === undefined ? text : `${text} [More](${document}#${section}).`;
}
