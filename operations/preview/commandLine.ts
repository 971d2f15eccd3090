import { Command, InvalidArgumentError, Option } from "commander";
import { callersPath } from "../callersPath";
import { projectDirectory } from "../project";
import { catalogue, type Kind, type MeaningId } from "./meaning/catalogue";

export interface PreviewOptions {
    /** The stacks that are judged together, destinations first; or each pair of the project. */
    readonly groups: readonly (readonly string[])[] | "all";
    /** AWS profiles by stack. */
    readonly profiles: ReadonlyMap<string, string>;
    readonly projectDirectory: string;
    readonly output?: string;
    readonly json: boolean;
    readonly failOn: readonly FailOn[];
    readonly failOnWarning: boolean;
}

/** Findings for which the command ends with 3, one by one or by what they are about. */
export type FailOn = MeaningId | Kind;

interface RawOptions {
    stack?: readonly string[];
    pair?: readonly string[];
    all?: true;
    profile?: ReadonlyMap<string, string>;
    cwd?: string;
    output?: string;
    json?: true;
    failOn: readonly FailOn[];
    failOnWarning?: true;
}

const kinds = [...new Set<Kind>(Object.values(catalogue).map(({ kind }) => kind))];

const notes = `
The stacks of a pair are previewed side by side and judged together. Each is previewed with the credentials of its settings
profile and assumeRole, else those of --profile, else the environment's. A preview reads and changes nothing.

Exit code, the first that applies: 3 where there is a finding of --fail-on; 1 where a preview failed; 4 where the programs
warn, with --fail-on-warning; 0. Findings: docs/previews-in-ci.md. Kinds of them: ${kinds.join(", ")}.`;

/** Destination first, as it is deployed first. */
const bothStacks = ["destination", "source"];

export function parseCommandLine(argv: readonly string[]): PreviewOptions {
    const raw = new Command("npm run preview --")
        .description(
            "Previews both stacks and prints what a deployment would mean and what it would change, as Markdown.",
        )
        .addOption(
            new Option(
                "--stack <stack>",
                "a stack to preview; of several, given again, all are judged together",
            )
                .argParser(gathered)
                .conflicts(["pair", "all"]),
        )
        .addOption(
            new Option(
                "--pair <name>",
                "the stacks <name>-destination and <name>-source; may be given again (default: destination and source)",
            )
                .argParser(gathered)
                .conflicts("all"),
        )
        .option("--all", "every pair of the project, by its stack files Pulumi.<stack>.yaml")
        .option("--profile <stack=profile>", "the AWS profile for a stack; may be given again", parseProfile)
        .option("-C, --cwd <folder>", "the folder of Pulumi.yaml, as for pulumi (default: this project's)")
        .option("--output <file>", "write the Markdown to a file too")
        .option("--json", "print one JSON document instead of Markdown")
        .option(
            "--fail-on <findings>",
            "end with 3 where there is one of these: ids or kinds of findings, by commas; or none",
            parseFailOn,
            ["lost"],
        )
        .option("--fail-on-warning", "end with 4 where a program warns; docs/warnings.md says of what")
        .addHelpText("after", notes)
        .parse([...argv], { from: "user" })
        .opts<RawOptions>();
    return {
        groups: groupsOf(raw),
        profiles: raw.profile ?? new Map(),
        projectDirectory: callersPath(raw.cwd ?? projectDirectory),
        output: raw.output,
        json: raw.json ?? false,
        failOn: raw.failOn,
        failOnWarning: raw.failOnWarning ?? false,
    };
}

function groupsOf({ stack, pair, all }: RawOptions): PreviewOptions["groups"] {
    const pairs = pair?.map((name) => bothStacks.map((side) => `${name}-${side}`));
    return all ? "all" : (pairs ?? [stack ?? bothStacks]);
}

/** What is given again is there once. */
function gathered(value: string, earlier: readonly string[] = []): readonly string[] {
    return [...new Set([...earlier, value])];
}

const failOns: readonly FailOn[] = [...kinds, ...(Object.keys(catalogue) as MeaningId[])];

export function parseFailOn(text: string): readonly FailOn[] {
    if (text === "none") {
        return [];
    }
    const names = text.split(",").map((name) => name.trim());
    const known = names.flatMap((name) => failOns.find((one) => one === name) ?? []);
    const wrong = names.find((name) => !failOns.some((one) => one === name));
    if (wrong !== undefined) {
        throw new InvalidArgumentError(
            `${JSON.stringify(wrong)} is no finding. Allowed: none, or of these, by commas: ${failOns.join(", ")}.`,
        );
    }
    return known;
}

export function parseProfile(
    text: string,
    earlier: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
    const [, stack, profile] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (stack === undefined || profile === undefined) {
        throw new InvalidArgumentError("Allowed: <stack>=<profile>, such as source=my-profile.");
    }
    return new Map([...earlier, [stack, profile]]);
}
