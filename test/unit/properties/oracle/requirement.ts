import type { Configuration, ConfiguredRule } from "./configuration";

/** Where a configuration is put, and what is true of both sides besides. */
export interface Sides {
    readonly sourceAccountId: string;
    /** Whether the source has Object Lock. */
    readonly sourceObjectLock: boolean;
    /** The destinations by the ARNs of their buckets. */
    readonly destinations: ReadonlyMap<
        string,
        {
            readonly region?: string;
            readonly objectLock?: boolean;
            /** Whether it replicates back, and syncs modifications of replicas. */
            readonly replicaModificationSync?: boolean;
        }
    >;
}

export interface Setting extends Sides {
    /** The XML that Amazon S3 is sent. */
    readonly body: string;
}

/** Something that AWS asks of a replication configuration, and the page that says so. */
export interface Requirement {
    readonly name: string;
    readonly page: string;
    readonly broken: (configuration: Configuration, setting: Setting) => boolean;
}

/** A page of the S3 User Guide. */
export const guide = (page: string) => `https://docs.aws.amazon.com/AmazonS3/latest/userguide/${page}.html`;
/** A page of the S3 API reference. */
export const api = (page: string) => `https://docs.aws.amazon.com/AmazonS3/latest/API/API_${page}.html`;

/** What is asked of every rule by itself. */
export function ofEachRule(
    name: string,
    page: string,
    broken: (rule: ConfiguredRule, setting: Setting) => boolean,
): Requirement {
    return {
        name,
        page,
        broken: (configuration, setting) => configuration.some((rule) => broken(rule, setting)),
    };
}
