import type { JudgedStacks } from "../judge";
import { meansBlocks } from "./means";
import { stackBlocks } from "./stack";
import { within } from "./within";

/** GitHub's limit of a comment is 65,536 characters. A workflow may add lines of its own, a mark and a link. */
const longest = 65_536 - 1_024;

/** The previews as Markdown, for a terminal, a file, or a comment on a pull request: what they mean, and what would change. */
export function markdown(judged: readonly JudgedStacks[]): string {
    const means = judged.flatMap((one) => meansBlocks(one, judged.length));
    const tables = judged.flatMap(({ stacks }) => stacks.flatMap(stackBlocks));
    return within([...means, ...tables], longest, means.length);
}
