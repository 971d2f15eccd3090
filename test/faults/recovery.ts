import { blocks } from "../unit/docs/markdown";
import type { Ended, FaultWorld, Stack } from "./world";

/** The sections of docs/recovery.md, each with the words of the message that leads to it. The first that fits counts. */
const sections = [
    { heading: "The stack is locked", message: /the stack is currently locked by 1 lock\(s\)/ },
    { heading: "Failed to load checkpoint", message: /failed to load checkpoint: EOF/ },
    { heading: "BucketAlreadyOwnedByYou", message: /BucketAlreadyOwnedByYou/ },
    { heading: "EntityAlreadyExists", message: /EntityAlreadyExists/ },
    { heading: "Pending operations", message: /Attempting to deploy .* with \d+ pending operations/ },
] as const;
type Heading = (typeof sections)[number]["heading"];

const values: Readonly<Record<Stack, { readonly bucket: string; readonly component: string }>> = {
    destination: { bucket: "sre-bucket-destination", component: "ReplicationDestination" },
    source: { bucket: "sre-bucket-source", component: "ReplicationSource" },
};

/** The commands of a section that change something, for one stack. Those that look are for people. */
function commandsOf(heading: Heading, stack: Stack, folder: string): string {
    const { bucket, component } = values[stack];
    const texts = blocks("recovery.md", "sh")
        .filter((block) => block.heading === heading && !block.text.startsWith("aws "))
        .map(({ text }) => text)
        .filter((text) => !text.includes(":index:Replication") || text.includes(`:index:${component}:`));
    const [text, ...more] = texts;
    if (text === undefined || more.length > 0) {
        throw new Error(
            `docs/recovery.md has ${texts.length} ways for ${stack} under "${heading}"; expected 1`,
        );
    }
    const filled = Object.entries({
        stack,
        bucket,
        role: "sre-bucket-replication",
        folder,
    }).reduce((filling, [name, value]) => filling.replaceAll(`<${name}>`, value), text);
    if (/<[a-z ]+>/.test(filled)) {
        throw new Error(`docs/recovery.md, "${heading}": nothing to put into ${filled}`);
    }
    return filled;
}

export interface Recovery {
    readonly recovered: boolean;
    /** The sections that were followed, in order. */
    readonly followed: readonly Heading[];
    readonly hung: boolean;
    /** What the last command said. */
    readonly said: string;
}

/** More than all sections one after the other, and once more each. */
const mostRounds = 8;

/** Follows docs/recovery.md: another `up`, and what stands under the words that it says. */
export async function recover(world: FaultWorld, stack: Stack): Promise<Recovery> {
    const followed: Heading[] = [];
    let ended = await world.shell(stack, `pulumi up --stack ${stack}`);
    for (let round = 0; round < mostRounds && !ended.hung; round++) {
        const said = saidBy(ended);
        const section = sections.find(({ message }) => message.test(said));
        if (ended.exitCode === 0 && section === undefined) {
            return { recovered: true, followed, hung: false, said };
        }
        if (section !== undefined) {
            followed.push(section.heading);
        }
        ended = await world.shell(
            stack,
            section === undefined
                ? `pulumi up --stack ${stack}`
                : commandsOf(section.heading, stack, world.backend),
        );
    }
    return { recovered: false, followed, hung: ended.hung, said: saidBy(ended) };
}

function saidBy({ stdout, stderr }: Ended): string {
    return `${stdout}\n${stderr}`;
}
