import type { World } from "./recorder";
import { handshake, sourceSettings } from "./settings";

/** The stack that the source finds its destination in. */
export const deployed = "acme/s3-cross-account-replication/destination";

/** A source stack and its deployed destination, with settings over the good ones and whatever else is different. */
export function worldOf(settings: Readonly<Record<string, string>> = {}, world: World = {}): World {
    return {
        stack: "source",
        accounts: { source: "111111111111" },
        settings: { ...sourceSettings, ...settings },
        stacks: { [deployed]: { replicationDestination: handshake } },
        ...world,
    };
}
