import { readdir } from "node:fs/promises";
import type { LocalWorkspace } from "@pulumi/pulumi/automation";
import { OperationError } from "../operationError";

/** What a stack file says of which stacks belong together. */
export interface StackFile {
    readonly stack: string;
    /** The settings without the project's name. */
    readonly settings: Readonly<Record<string, unknown>>;
}

/** The stacks of a project in groups that belong together, by its stack files. */
export async function readGroups(workspace: LocalWorkspace): Promise<readonly (readonly string[])[]> {
    const stacks = (await readdir(workspace.workDir)).flatMap(
        (file) => /^Pulumi\.(.+)\.(?:yaml|yml|json)$/.exec(file)?.[1] ?? [],
    );
    if (stacks.length === 0) {
        throw new OperationError(
            `--all previews the stacks of the files Pulumi.<stack>.yaml, and ${workspace.workDir} has none; run: pulumi stack init destination`,
        );
    }
    const files = stacks.sort().map(async (stack) => {
        const { config = {} } = await workspace.stackSettings(stack);
        return {
            stack,
            settings: Object.fromEntries(
                Object.entries(config).map(([key, value]) => [key.replace(/^.*:/, ""), value]),
            ),
        };
    });
    return groupsOf(await Promise.all(files));
}

/**
 * A source belongs to the destinations that it names, and stacks of the same bucket belong together: two-way replication is two
 * pairs of the same two buckets. Destinations come first, as they are deployed.
 */
export function groupsOf(files: readonly StackFile[]): readonly (readonly string[])[] {
    const groups: { readonly marks: ReadonlySet<string>; readonly stacks: readonly string[] }[] = [];
    for (const file of files) {
        const marks = marksOf(file);
        const joined = groups.filter((group) => marks.some((mark) => group.marks.has(mark)));
        const merged = {
            marks: new Set([...joined.flatMap((group) => [...group.marks]), ...marks]),
            stacks: [...joined.flatMap((group) => group.stacks), file.stack],
        };
        const [first] = joined;
        groups.splice(first ? groups.indexOf(first) : groups.length, first ? 1 : 0, merged);
        for (const other of joined.slice(1)) {
            groups.splice(groups.indexOf(other), 1);
        }
    }
    const sources = files.filter(isSource).map(({ stack }) => stack);
    return groups.map(({ stacks }) => [
        ...stacks.filter((stack) => !sources.includes(stack)),
        ...stacks.filter((stack) => sources.includes(stack)),
    ]);
}

function isSource({ stack, settings: { side } }: StackFile): boolean {
    return typeof side === "string" ? side === "source" : stack.endsWith("source");
}

/** Stacks with a mark in common belong together. */
function marksOf(file: StackFile): readonly string[] {
    const { stack, settings } = file;
    const { bucketName } = settings;
    return [
        `stack ${stack}`,
        ...(typeof bucketName === "string" ? [`bucket ${bucketName}`] : []),
        ...(isSource(file) ? destinationsOf(file).map((name) => `stack ${name}`) : []),
    ];
}

/** The stacks that a source replicates to, without organization and project. */
function destinationsOf({
    stack,
    settings: { destinationStack, destinations },
}: StackFile): readonly string[] {
    const several = Object.values(recordOf(destinations)).map((each) => recordOf(each).stack);
    const named = [destinationStack, ...several].flatMap((name) =>
        typeof name === "string" ? (name.split("/").at(-1) ?? []) : [],
    );
    return named.length > 0 || destinations !== undefined ? named : [stack.replace(/source$/, "destination")];
}

/** An object, which a setting may also have as its JSON. */
function recordOf(value: unknown): Readonly<Record<string, unknown>> {
    if (typeof value === "string") {
        try {
            return recordOf({ ...JSON.parse(value) });
        } catch {
            return {};
        }
    }
    return typeof value === "object" && value !== null ? { ...value } : {};
}
