import { Command, InvalidArgumentError } from "commander";
import { callersPath } from "../callersPath";
import { projectDirectory } from "../project";

export interface PreviewOptions {
    readonly stacks: readonly string[];
    /** AWS profiles by stack. */
    readonly profiles: ReadonlyMap<string, string>;
    readonly projectDirectory: string;
    readonly output?: string;
    readonly json: boolean;
    readonly failOnWarning: boolean;
}

interface RawOptions {
    stack?: readonly string[];
    profile?: ReadonlyMap<string, string>;
    cwd?: string;
    output?: string;
    json?: true;
    failOnWarning?: true;
}

const notes = `
Each stack is previewed with the credentials of its settings profile and assumeRole, else those of --profile, else the
environment's. A preview reads and changes nothing.

Exit code, the first that applies: 3 where a bucket would be replaced or deleted, or replication turned to another bucket or
account, or whether it would cannot be told; 1 where a preview failed; 4 where there are warnings, with --fail-on-warning; 0.`;

/** Destination first, as it is deployed first. */
const bothStacks = ["destination", "source"];

export function parseCommandLine(argv: readonly string[]): PreviewOptions {
    const raw = new Command("npm run preview --")
        .description("Previews the stacks and prints what a deployment would change, as Markdown.")
        .option(
            "--stack <stack>",
            "a stack to preview; may be given again (default: destination, then source)",
            (stack: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), stack],
        )
        .option("--profile <stack=profile>", "the AWS profile for a stack; may be given again", parseProfile)
        .option("-C, --cwd <folder>", "the folder of Pulumi.yaml, as for pulumi (default: this project's)")
        .option("--output <file>", "write the Markdown to a file too")
        .option("--json", "print one JSON document instead of Markdown")
        .option("--fail-on-warning", "end with 4 where a preview warns; docs/warnings.md says of what")
        .addHelpText("after", notes)
        .parse([...argv], { from: "user" })
        .opts<RawOptions>();
    return {
        stacks: raw.stack ?? bothStacks,
        profiles: raw.profile ?? new Map(),
        projectDirectory: callersPath(raw.cwd ?? projectDirectory),
        output: raw.output,
        json: raw.json ?? false,
        failOnWarning: raw.failOnWarning ?? false,
    };
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
