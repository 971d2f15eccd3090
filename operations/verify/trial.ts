import { OperationError } from "../operationError";
import { AwsCallError } from "../aws/awsCallError";
import type { ListedVersion, ReadVersion, StoredContent } from "./bucket";
import { differences } from "./comparison";
import type { Context } from "./connect";
import { makeProbes, type Probe } from "./probes";
import type { Side } from "../aws/side";
import { waitUntilReplicated, type Tell } from "./waiting";

/** A probe as it was written: one version of one object at the source. */
export interface WrittenProbe {
    readonly key: string;
    readonly versionId: string;
}

/** The probes of one run, as the steps go through them: written once, waited for, and looked at on the other side. */
export class Trial {
    readonly probes: ReturnType<typeof makeProbes>;
    private readonly written = new Map<Probe, WrittenProbe>();
    private readonly owners = new Map<string, Promise<string>>();

    constructor(readonly context: Context) {
        this.probes = makeProbes(context.rule.tags);
    }

    keyOf(probe: Probe): string {
        return `${this.context.prefix}${probe.name}`;
    }

    /** Writes a probe with the source's credentials. */
    async write(probe: Probe): Promise<WrittenProbe> {
        const key = this.keyOf(probe);
        const versionId = await this.context.source.put(key, probe.content, probe.parts);
        const written = { key, versionId };
        this.written.set(probe, written);
        return written;
    }

    /** Writes several probes at once; where one fails, not before the others have come to an end too. */
    async writeAll(probes: readonly Probe[]): Promise<void> {
        for (const outcome of await Promise.allSettled(probes.map((probe) => this.write(probe)))) {
            if (outcome.status === "rejected") {
                throw outcome.reason;
            }
        }
    }

    /** Waits until S3 reports that a probe is replicated; returns what its replica has to be. */
    async replicated(probe: Probe, tell?: Tell): Promise<StoredContent> {
        const written = this.written.get(probe);
        if (written === undefined) {
            throw new Error(`${probe.name} was not written.`);
        }
        const state = await waitUntilReplicated(this.context, written.key, written.versionId, tell);
        return { ...probe.content, storageClass: state.storageClass };
    }

    /** The versions and markers of a probe's key on a side, the newest first. */
    async listed(side: Side, probe: Probe): Promise<readonly ListedVersion[]> {
        const key = this.keyOf(probe);
        return (await this.context[side].versions(key)).filter((version) => version.key === key);
    }

    /** The version of a probe that a reader at the destination gets. */
    async latestReplica(probe: Probe): Promise<ListedVersion> {
        const latest = (await this.listed("destination", probe)).find(({ isLatest }) => isLatest);
        if (latest === undefined || latest.isDeleteMarker) {
            throw new OperationError(
                `S3 reports the object as replicated, and the destination has ${latest ? "a delete marker" : "nothing"} ` +
                    `under its key, ${this.keyOf(probe)}`,
            );
        }
        return latest;
    }

    /**
     * Reads a replica, which has to be one, to be the destination's own, and to equal the original. Behind a delete marker
     * the sandbox's S3 does not give a version's tags; AWS does, and there they count.
     */
    async checkReplica(
        replica: ListedVersion,
        original: StoredContent,
        { behindMarker = false } = {},
    ): Promise<ReadVersion> {
        const look = () => this.lookAt(replica, original, behindMarker);
        // Twice before it is told: what differs may have been spoilt on its way here.
        const first = await look();
        const { read, problems } = first.problems.length === 0 ? first : await look();
        if (problems.length > 0) {
            throw new OperationError(`at the destination, ${problems.join("; ")}`);
        }
        return read;
    }

    private async lookAt(replica: ListedVersion, original: StoredContent, behindMarker: boolean) {
        const owner = await this.ownerOf("destination");
        const { destination, rule } = this.context;
        const expected = { ...original, storageClass: rule.storageClass ?? original.storageClass };
        const read = await destination.read(replica.key, replica.versionId);
        const tags = await destination.tags(replica.key, replica.versionId).catch((error: unknown) => {
            if (behindMarker && error instanceof AwsCallError && error.code === "NoSuchKey") {
                return expected.tags;
            }
            throw error;
        });
        const problems = [
            ...(replica.ownerId === owner ? [] : [`the owner is ${replica.ownerId}, expected ${owner}`]),
            ...(read.replicationStatus === "REPLICA"
                ? []
                : [`the replication status is ${read.replicationStatus ?? "not set"}, expected REPLICA`]),
            ...differences(expected, { ...read, tags }),
        ];
        return { read, problems };
    }

    /** Waits for a probe, and checks what arrived. */
    async arrived(probe: Probe, tell?: Tell): Promise<ReadVersion> {
        const original = await this.replicated(probe, tell);
        return this.checkReplica(await this.latestReplica(probe), original);
    }

    /** The canonical user id of a side's account. */
    ownerOf(side: Side): Promise<string> {
        const known = this.owners.get(side) ?? this.context[side].ownerId();
        this.owners.set(side, known);
        return known;
    }
}
