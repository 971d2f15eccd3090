import { accounts, bucketArn, buckets, iamArn, replicationRole } from "../support/setting";
import type { ComparedScenario, ScenarioName } from "./scenario";

/** An IAM document as anybody may write it: Sids left out, patterns in lists. */
export interface PeerDocument {
    readonly Version: string;
    readonly Statement: readonly PeerStatement[];
}

export interface PeerStatement {
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
    readonly Action: string | readonly string[];
    readonly Resource?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The documents that let a role replicate; a document that is not here is left to the user. */
export interface Grants {
    readonly role: PeerDocument;
    readonly destinationBucket?: PeerDocument;
    readonly destinationKey?: PeerDocument;
}

/** Where a peer's documents were found, and how. */
export interface Source {
    readonly repository: string;
    readonly version: string;
    readonly files: readonly string[];
    /** Whether the peer itself made the documents, or they are written down as its source has them. */
    readonly how: string;
}

/** A tool or module that grants replication what it needs. */
export interface Peer {
    readonly name: string;
    readonly source: Source;
    grants(scenario: ComparedScenario): Grants;
    /** What the user writes, and by what means; where the peer writes it, nothing. */
    readonly leftToTheUser: {
        readonly role?: string;
        readonly destinationBucket?: string;
        readonly destinationKey?: string;
    };
    /** What a reader of one scenario should know besides. */
    readonly remarks: Readonly<Partial<Record<ScenarioName, string>>>;
}

export const regions = { source: "eu-west-1", destination: "eu-central-1" } as const;

/** The names that all compared documents are about. */
export const arns = {
    source: bucketArn("aws", buckets.source),
    destination: bucketArn("aws", buckets.destination),
    sourceKey: `arn:aws:kms:${regions.source}:${accounts.source}:key/11111111-aaaa-4aaa-8aaa-111111111111`,
    destinationKey: `arn:aws:kms:${regions.destination}:${accounts.destination}:key/22222222-bbbb-4bbb-8bbb-222222222222`,
    role: iamArn("aws", accounts.source, `role/${replicationRole}`),
    sourceAccount: iamArn("aws", accounts.source, "root"),
    destinationAccount: iamArn("aws", accounts.destination, "root"),
} as const;

export function document(...statements: readonly PeerStatement[]): PeerDocument {
    return { Version: "2012-10-17", Statement: statements };
}

/** A key's default policy: the key's account governs it by its IAM policies. */
export function accountGoverns(account: string): PeerStatement {
    return { Effect: "Allow", Principal: { AWS: account }, Action: "kms:*", Resource: "*" };
}
