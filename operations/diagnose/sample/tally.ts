import type { ListedEntry, ReplicationStatus } from "../object/answers";
import type { Cause } from "../object/selection";

/** S3's own; `unknown` where S3 does not tell it, `missing` where the version was deleted meanwhile. */
export type SampleStatus = ReplicationStatus | "unknown" | "missing";

/** What versions come to. */
export interface Counts {
    /** How many have each status, the most first. */
    readonly byStatus: Readonly<Partial<Record<SampleStatus, number>>>;
    /** Why, the most first. */
    readonly causes: readonly { readonly cause: Cause; readonly count: number }[];
    /** At most ten of each status, in the order in which S3 answered. */
    readonly examples: readonly Example[];
}

interface Example {
    readonly key: string;
    readonly versionId: string;
    readonly modified: string;
    readonly status: SampleStatus;
    readonly cause: Cause;
}

const mostExamples = 10;

/** Counts versions, and keeps but a few of them. */
export class Tally {
    looked = 0;
    private readonly statuses = new Map<SampleStatus, number>();
    private readonly causes = new Map<Cause, number>();
    private readonly examples: Example[] = [];

    add(
        { key, versionId, modified }: Pick<ListedEntry, "key" | "versionId" | "modified">,
        { status, cause }: { readonly status: SampleStatus; readonly cause: Cause },
    ): void {
        this.looked += 1;
        const before = this.statuses.get(status) ?? 0;
        this.statuses.set(status, before + 1);
        this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
        if (before < mostExamples) {
            this.examples.push({ key, versionId, modified: modified.toISOString(), status, cause });
        }
    }

    counts(): Counts {
        return {
            byStatus: Object.fromEntries(descending(this.statuses)),
            causes: descending(this.causes).map(([cause, count]) => ({ cause, count })),
            examples: this.examples,
        };
    }
}

function descending<T>(counts: ReadonlyMap<T, number>): readonly (readonly [T, number])[] {
    return [...counts].toSorted(([, one], [, other]) => other - one);
}
