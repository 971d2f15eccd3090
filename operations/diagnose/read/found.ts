import type { CredentialChoice, CredentialOptions } from "../../aws/credentials";
import type { Side } from "../../aws/side";
import type { DeployedStacks } from "../../stacks/stackOutputs";
import type { Facts, ManagedResource } from "../facts";
import type { SideConfig } from "./connection";

/** A pair, by its stacks or by its buckets. */
export type NamedPair =
    | { readonly stacks: Readonly<Record<Side, string>> }
    | { readonly buckets: Readonly<Record<Side, string>> };

/** What is read of stacks. */
export interface StacksToRead extends DeployedStacks {
    resources(stack: string): Promise<readonly ManagedResource[]>;
}

/** What a pair is read by. */
export interface ReadOptions extends Readonly<Record<Side, CredentialOptions>> {
    readonly pair: NamedPair;
    /** The folder of Pulumi.yaml. */
    readonly projectDirectory: string;
    /** How long AWS is given for all answers. */
    readonly timeoutSeconds: number;
    /** Not called for a pair that is named by its buckets. */
    readonly openStacks: () => Promise<StacksToRead>;
    /** Ends the reading. */
    readonly signal: AbortSignal;
}

/** How a side is asked. */
export interface Access {
    readonly config: SideConfig;
    readonly credentials: CredentialChoice;
    readonly accountId: string;
    /** The stack whose account the credentials have to be of; absent where the account is that of the credentials. */
    readonly stack?: string;
    /** What it means where the account has no such bucket; absent where it means just that. */
    readonly otherwise?: string;
}

/** A side as it was found: where it is, and how it is asked, or why it cannot be. */
export interface FoundSide {
    readonly side: Side;
    readonly bucketName: string;
    readonly bucketArn: string;
    readonly accountId?: string;
    readonly region?: string;
    readonly access: Access | { readonly unusable: string };
}

/** A pair as it was found. */
export interface FoundPair extends Pick<Facts, "stacks" | "intendedRoleArn" | "profiles"> {
    readonly source: FoundSide;
    readonly destinations: readonly FoundSide[];
    readonly objectAnnotations?: boolean;
    /** What could not be read of the stacks, beside what makes a side unusable. */
    readonly unread: readonly string[];
}
