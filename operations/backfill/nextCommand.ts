import { quoted } from "../diagnose/commands";
import type { BackfillOptions } from "./commandLine";

type Told = Pick<BackfillOptions, "stacks" | "source" | "destination" | "projectDirectory">;

/** The command with the same stacks and credentials, and these options besides. */
export function nextCommand(options: Told, ...more: readonly string[]): string {
    const { stacks, projectDirectory } = options;
    const words = (["source", "destination"] as const).flatMap((side) => {
        const { profile, role, externalId } = options[side];
        return [
            ...["--" + side, stacks[side]],
            ...(profile === undefined ? [] : [`--${side}-profile`, profile]),
            ...(role === undefined ? [] : [`--${side}-role`, role]),
            ...(externalId === undefined ? [] : [`--${side}-external-id`, externalId]),
        ];
    });
    return ["npm run backfill --", ...[...words, "--cwd", projectDirectory, ...more].map(quoted)].join(" ");
}
