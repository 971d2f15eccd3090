import type { ReplicationConfiguration } from "@aws-sdk/client-s3";
import type {
    Bucket,
    ListedVersion,
    ObjectContent,
    ReadVersion,
    VersionState,
} from "../../../../operations/verify/bucket";
import type { Context } from "../../../../operations/verify/connect";
import type { ProbeRule } from "../../../../operations/verify/replicationRule";
import type { Side } from "../../../../operations/aws/side";
import { configuredRule } from "./configuredRule";

/** How the replication between two buckets in memory behaves; by default as it should. */
export interface Behaviour {
    /** The status of a source version, as it is asked for. */
    readonly status?: (key: string, asked: number) => string | undefined;
    /** How the source's objects are encrypted. */
    readonly encryption?: Pick<VersionState, "encryption" | "kmsKeyArn">;
    /** Whether the answer to a write is lost after it took effect, so that it is made once more. */
    readonly answerLost?: (call: string) => boolean;
    /** What becomes of the old replica while its object is deleted at the source. */
    readonly alteredByDeletion?: (content: ObjectContent) => ObjectContent;
    readonly storageClass?: string;
    /** What becomes of the content on the way. */
    readonly transform?: (content: ObjectContent) => ObjectContent;
    readonly replicaOwner?: string;
    readonly replicaStatus?: string;
    /** Whether anything arrives, by key. */
    readonly arrives?: (key: string) => boolean;
    readonly deleteMarkersArrive?: boolean;
    /** Whether an overwrite at the source takes the replica's old version away. */
    readonly forgetsOldVersions?: boolean;
}

interface Stored {
    readonly key: string;
    readonly versionId: string;
    readonly content: ObjectContent | undefined;
    readonly ownerId: string;
    readonly status: string | undefined;
}

/** A bucket in memory, the newest versions first, which writes down what is asked of it. */
class MemoryBucket implements Bucket {
    readonly region = "ap-northeast-2";
    stored: Stored[] = [];
    readonly calls: string[] = [];
    fails: Partial<Record<keyof Bucket, Error>> = {};
    peer: MemoryBucket | undefined;
    unansweredWrites = 0;
    openUploads: string[] = [];
    private asked = 0;
    private count = 0;

    constructor(
        readonly side: Side,
        readonly name: string,
        readonly accountId: string,
        private readonly behaviour: Behaviour,
    ) {}

    ownerId(): Promise<string> {
        return this.did("ownerId", "", () => `owner-${this.accountId}`);
    }

    replication(): Promise<ReplicationConfiguration | undefined> {
        return this.did("replication", "", () => undefined);
    }

    hasObjects(prefix: string, without: string): Promise<boolean> {
        return this.did("hasObjects", prefix, () =>
            this.stored.some(({ key }) => key.startsWith(prefix) && !key.startsWith(without)),
        );
    }

    put(key: string, content: ObjectContent, parts = 1): Promise<string> {
        return this.did("put", `${key} in ${parts}`, () => {
            for (let writes = this.behaviour.answerLost?.("put") ? 2 : 1; writes > 1; writes--) {
                this.write(key, content);
                this.unansweredWrites += 1;
            }
            return this.write(key, content);
        });
    }

    private write(key: string, content: ObjectContent): string {
        this.replicate(key, content);
        return this.store({ key, content, ownerId: `owner-${this.accountId}`, status: undefined });
    }

    remove(key: string): Promise<void> {
        return this.did("remove", key, () => {
            const marker = { key, content: undefined, ownerId: "", status: undefined };
            for (let markers = this.behaviour.answerLost?.("remove") ? 2 : 1; markers > 0; markers--) {
                this.store(marker);
                if (this.behaviour.deleteMarkersArrive) {
                    this.peer?.store(marker);
                }
            }
            this.peer?.alter(key);
        });
    }

    state(key: string, versionId: string): Promise<VersionState> {
        const { status = () => "COMPLETED" } = this.behaviour;
        return this.did("state", key, () => ({
            ...this.stateOf(key, versionId),
            replicationStatus: status(key, this.asked++),
        }));
    }

    read(key: string, versionId: string): Promise<ReadVersion> {
        return this.did("read", key, () => ({
            ...this.find(key, versionId).content,
            ...this.stateOf(key, versionId),
        }));
    }

    private stateOf(key: string, versionId: string): VersionState {
        const { encryption = { encryption: "AES256", kmsKeyArn: undefined }, storageClass } = this.behaviour;
        const replicaClass = this.side === "destination" ? storageClass : undefined;
        return {
            replicationStatus: this.find(key, versionId).status,
            storageClass: replicaClass ?? "STANDARD",
            ...encryption,
        };
    }

    /** What somebody at the destination does to an object's versions. */
    private alter(key: string): void {
        const { alteredByDeletion = (same: ObjectContent) => same } = this.behaviour;
        this.stored = this.stored.map((version) =>
            version.key === key && version.content
                ? { ...version, content: alteredByDeletion(version.content) }
                : version,
        );
    }

    tags(key: string, versionId: string): Promise<ObjectContent["tags"]> {
        return this.did("tags", key, () => this.find(key, versionId).content.tags);
    }

    versions(prefix: string): Promise<readonly ListedVersion[]> {
        return this.did("versions", prefix, () =>
            this.stored
                .filter(({ key }) => key.startsWith(prefix))
                .map(({ key, versionId, content, ownerId }) => ({
                    key,
                    versionId,
                    isLatest: this.stored.find((other) => other.key === key)?.versionId === versionId,
                    isDeleteMarker: content === undefined,
                    ownerId,
                })),
        );
    }

    purge(versions: readonly ListedVersion[]): Promise<void> {
        return this.did("purge", "", () => {
            const gone = new Set(versions.map(({ versionId }) => versionId));
            this.stored = this.stored.filter(({ versionId }) => !gone.has(versionId));
        });
    }

    abortUploads(prefix: string): Promise<number> {
        return this.did("abortUploads", prefix, () => {
            const [own, others] = [true, false].map((under) =>
                this.openUploads.filter((key) => key.startsWith(prefix) === under),
            );
            this.openUploads = others ?? [];
            return own?.length ?? 0;
        });
    }

    private replicate(key: string, content: ObjectContent): void {
        const {
            arrives = () => true,
            transform = (same: ObjectContent) => same,
            replicaStatus = "REPLICA",
        } = this.behaviour;
        if (this.peer === undefined || !arrives(key)) {
            return;
        }
        if (this.behaviour.forgetsOldVersions) {
            this.peer.stored = this.peer.stored.filter((old) => old.key !== key);
        }
        const ownerId = this.behaviour.replicaOwner ?? `owner-${this.peer.accountId}`;
        this.peer.store({ key, content: transform(content), ownerId, status: replicaStatus });
    }

    private store(version: Omit<Stored, "versionId">): string {
        const versionId = `${this.side}-${++this.count}`;
        this.stored.unshift({ ...version, versionId });
        return versionId;
    }

    private find(key: string, versionId: string) {
        const found = this.stored.find((version) => version.key === key && version.versionId === versionId);
        if (found?.content === undefined) {
            throw new Error(`There is no version ${versionId} of ${key} in ${this.name}.`);
        }
        return { ...found, content: found.content };
    }

    /** Writes down a call, and does it unless it is to fail. */
    private did<T>(call: keyof Bucket, detail: string, work: () => T): Promise<T> {
        this.calls.push(`${call} ${detail}`.trim());
        const error = this.fails[call];
        return error
            ? Promise.reject(error)
            : new Promise((resolve) => {
                  resolve(work());
              });
    }
}

/** A rule for every object, without delete markers and without objects under SSE-KMS. */
export function probedRule(changes: Partial<ProbeRule> = {}): ProbeRule {
    return { id: "all", prefix: "", tags: {}, deleteMarkers: false, kmsEncryptedObjects: false, ...changes };
}

/** Two buckets, of which one replicates to the other, and all else that the steps need. */
export function twoBuckets(behaviour: Behaviour = {}, changes: Partial<Context> = {}) {
    const source = new MemoryBucket("source", "here", "111111111111", behaviour);
    const destination = new MemoryBucket("destination", "there", "222222222222", behaviour);
    source.peer = destination;
    const intended = {
        roleArn: "arn:aws:iam::111111111111:role/replication",
        destinationBucketArn: "arn:aws:s3:::there",
        destinationAccountId: "222222222222",
        otherDestinations: [],
    };
    const context: Context = {
        source,
        destination,
        stacks: { source: "prod-source", destination: "prod-destination" },
        intended,
        replication: {
            Role: intended.roleArn,
            Rules: [
                configuredRule("all", intended.destinationBucketArn, intended.destinationAccountId, {
                    DeleteMarkerReplication: { Status: "Enabled" },
                }),
            ],
        },
        rule: probedRule({ deleteMarkers: behaviour.deleteMarkersArrive ?? false }),
        prefix: "replication-probe/1/",
        remarks: [],
        timeoutSeconds: 1,
        signal: new AbortController().signal,
        ...changes,
    };
    return { context, source, destination };
}
