import { destinationSettings, sourceSettings } from "./settings";

/** Settings of two stacks that belong together; the pair's name keeps their buckets and role apart from any other's. */
export function pairSettings(name: string) {
    const role = { replicationRoleName: `${name}-replication` };
    return {
        destination: { ...destinationSettings, ...role, bucketName: `${name}-destination` },
        source: { ...sourceSettings, ...role, bucketName: `${name}-source` },
    };
}
