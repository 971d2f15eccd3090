import type { AwsCall } from "./recorder";

/** Calls whose names do not end with the kind of their resource. */
const kinds: Readonly<Record<string, string>> = {
    BucketEncryption: "BucketServerSideEncryptionConfiguration",
    BucketReplication: "BucketReplicationConfig",
    CallerIdentity: "Provider",
    PublicAccessBlock: "BucketPublicAccessBlock",
};

/** Kinds of resources that each waits for. */
export type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/** A call, and the resource it was made for. */
export interface AttributedCall extends AwsCall {
    readonly kind: string;
}

/**
 * Which resource each call was made for. A bucket's own read may ask for any of its parts; it does so before the part's
 * resource, which waits for the bucket, has put anything.
 */
export function attribute(calls: readonly AwsCall[], dependencies: Dependencies): AttributedCall[] {
    const subject = (call: AwsCall) => call.name.replace(/^[A-Z][a-z]+/, "");
    return calls.map((call) => {
        const kind = kinds[subject(call)] ?? subject(call);
        const isPart = dependencies.get(kind)?.has("Bucket") ?? false;
        const isPut = calls.some(
            (other) =>
                other.start <= call.start && other.name.startsWith("Put") && subject(other) === subject(call),
        );
        return { ...call, kind: dependencies.has(kind) && (!isPart || isPut) ? kind : "Bucket" };
    });
}

/**
 * The longest chain of calls of which each began after the one before it had ended, and had to: both belong to the same
 * resource, or the later one's resource waits for the earlier one's.
 */
export function longestChain(
    calls: readonly AttributedCall[],
    dependencies: Dependencies,
): readonly AttributedCall[] {
    const chains: (readonly AttributedCall[])[] = [];
    for (const call of [...calls].sort((one, other) => one.start - other.start)) {
        const before = chains.filter((chain) =>
            chain.slice(-1).some((last) => precedes(last, call, dependencies)),
        );
        chains.push([...longest(before), call]);
    }
    return longest(chains);
}

function precedes(earlier: AttributedCall, later: AttributedCall, dependencies: Dependencies): boolean {
    const isNeeded = earlier.kind === later.kind || dependencies.get(later.kind)?.has(earlier.kind);
    return earlier.end <= later.start && isNeeded === true;
}

/** The kinds of resources of the longest chain that the dependencies alone make: one call for each is the least. */
export function dependencyDepth(dependencies: Dependencies): number {
    const depths = new Map<string, number>();
    for (const [kind, needed] of dependencies) {
        depths.set(kind, 1 + Math.max(0, ...[...needed].map((other) => depths.get(other) ?? 0)));
    }
    return Math.max(0, ...depths.values());
}

function longest<T>(lists: readonly (readonly T[])[]): readonly T[] {
    return lists.reduce<readonly T[]>((best, list) => (list.length > best.length ? list : best), []);
}
