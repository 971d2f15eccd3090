import { sandboxFolders } from "./environment";
import type { Side } from "./profiles";
import type { Sandbox } from "./sandbox";

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Each would keep its value when another AWS_PROFILE stands before a command, and win over what that profile says. */
const followProfile: ReadonlySet<string> = new Set([
    "AWS_DEFAULT_PROFILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
]);

/** The sandbox's environment as lines for a POSIX shell, with how to go on in comments. */
export function shellLines(sandbox: Sandbox, side: Side, project: string): string {
    const variables = Object.entries(sandbox.env(side)).filter(([name]) => name !== "PATH");
    const lines = variables.map(([name, value]) =>
        value === "" || followProfile.has(name) ? `unset ${name}` : `export ${name}=${quote(value)}`,
    );
    return [
        `# The sandbox at ${sandbox.endpoint}, as ${side}. Pulumi writes into stack files: these are copies of the`,
        "# project's own, made anew by each call of this command. To deploy with the pulumi command:",
        `#     cd ${quote(project)}`,
        "#     AWS_PROFILE=destination pulumi up -s destination",
        "#     AWS_PROFILE=source pulumi up -s source",
        ...lines,
        `export PATH=${quote(sandboxFolders(sandbox.directory, sandbox.toolchain).join(":"))}:"$PATH"`,
    ].join("\n");
}
