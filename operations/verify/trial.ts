import { OperationError } from "../operationError";
import type { ListedVersion, ObjectContent, ReadVersion } from "./bucket";
import { differences } from "./comparison";
import type { Context } from "./connect";
import { makeProbes, type Probe } from "./probes";
import { waitUntilReplicated, type Tell } from "./waiting";

/** A probe as it was written: one version of one object at the source. */
export interface WrittenProbe {
    readonly key: string;
    readonly versionId: string;
    readonly content: ObjectContent;
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
        const written = { key, versionId, content: probe.content };
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

    /** Waits until S3 reports that a probe is replicated. */
    async replicated(probe: Probe, tell?: Tell): Promise<WrittenProbe> {
        const written = this.written.get(probe);
        if (written === undefined) {
            throw new Error(`${probe.name} was not written.`);
        }
        await waitUntilReplicated(this.context, written.key, written.versionId, tell);
        return written;
    }

    /** The versions and markers of a probe's key at the destination. */
    async atDestination(probe: Probe): Promise<readonly ListedVersion[]> {
        const key = this.keyOf(probe);
        return (await this.context.destination.versions(key)).filter((version) => version.key === key);
    }

    /** The version of a probe that a reader at the destination gets. */
    async latestReplica(probe: Probe): Promise<ListedVersion> {
        const latest = (await this.atDestination(probe)).find(({ isLatest }) => isLatest);
        if (latest === undefined || latest.isDeleteMarker) {
            throw new OperationError(
                `S3 reports the object as replicated, and the destination has ${latest ? "a delete marker" : "nothing"} ` +
                    `under its key, ${this.keyOf(probe)}`,
            );
        }
        return latest;
    }

    /** Reads a replica, which has to be one, to be the destination's own, and to equal what was written. */
    async checkReplica(replica: ListedVersion, content: ObjectContent): Promise<ReadVersion> {
        const owner = await this.ownerOf("destination");
        const { destination } = this.context;
        const read = await destination.read(replica.key, replica.versionId);
        const tags = await destination.tags(replica.key, replica.versionId);
        const problems = [
            ...(replica.ownerId === owner ? [] : [`the owner is ${replica.ownerId}, expected ${owner}`]),
            ...(read.replicationStatus === "REPLICA"
                ? []
                : [`the replication status is ${read.replicationStatus ?? "not set"}, expected REPLICA`]),
            ...differences(content, { ...read, tags }),
        ];
        if (problems.length > 0) {
            throw new OperationError(`at the destination, ${problems.join("; ")}`);
        }
        return read;
    }

    /** Waits for a probe, and checks what arrived. */
    async arrived(probe: Probe, tell?: Tell): Promise<ReadVersion> {
        await this.replicated(probe, tell);
        return this.checkReplica(await this.latestReplica(probe), probe.content);
    }

    /** The canonical user id of a side's account. */
    ownerOf(side: "source" | "destination"): Promise<string> {
        const known = this.owners.get(side) ?? this.context[side].ownerId();
        this.owners.set(side, known);
        return known;
    }
}
