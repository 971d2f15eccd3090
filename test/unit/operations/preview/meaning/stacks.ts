import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, OpType, StepEventMetadata } from "@pulumi/pulumi/automation";
import type { StackPreview } from "../../../../../operations/preview/meaning/resources";
import { documentsFor } from "../../../../policies/support/documents";
import type { Choices } from "../../../../policies/support/choices";
import { iamArn, replicationRole, returningRole } from "../../../../policies/support/setting";
import { siteOf, type Site } from "../../../../policies/support/sites";

/** A resource of a stack as the tests write it. */
export interface Made {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly protect?: boolean;
    /** Whether it is made anew where its inputs change. */
    readonly anew?: boolean;
}

/** The resources of each stack. */
export type Stacks = Readonly<Record<string, readonly Made[]>>;

/** A rule as the provider takes it. */
export type Rule = Readonly<Record<string, unknown>> & { readonly id: string };

export const source = siteOf("source", "aws");
export const destination = siteOf("destination", "aws");
const archive = siteOf("second destination", "aws");

const usual: Choices = { partition: "aws", grant: "pinnedRole", policies: "minimal", deleteMarkers: true };

export function rule(id: string, more: Readonly<Record<string, unknown>> = {}): Rule {
    return {
        id,
        priority: 1,
        status: "Enabled",
        filter: { prefix: "" },
        deleteMarkerReplication: { status: "Enabled" },
        destination: {
            bucket: destination.bucketArn,
            account: destination.accountId,
            accessControlTranslation: { owner: "Destination" },
        },
        ...more,
    };
}

/** Both stacks as the components deploy them for these choices. */
export function pair(more: Partial<Choices> = {}, role = replicationRole): Stacks {
    const choices = { ...usual, ...more };
    const documents = documentsFor(choices, {
        sourceBucket: source.bucket,
        destinationBucket: destination.bucket,
        role,
    });
    const text = (document: unknown) => JSON.stringify(document);
    const key = (site: Site, policy: unknown): readonly Made[] =>
        choices.keys
            ? [
                  {
                      type: "aws:kms/key:Key",
                      name: "key",
                      inputs: { policy: text(policy), enableKeyRotation: true },
                      outputs: { arn: site.keyArn },
                  },
              ]
            : [];
    const bucket = ({ bucket: name, region, accountId, keyArn }: Site, policy: unknown): readonly Made[] => [
        {
            type: "pulumi:providers:aws",
            name: "provider",
            inputs: { region, allowedAccountIds: text([accountId]) },
        },
        {
            type: "aws:s3/bucket:Bucket",
            name: "bucket",
            inputs: { bucket: name, forceDestroy: false, tags: { team: "sre" } },
            protect: true,
        },
        {
            type: "aws:s3/bucketVersioning:BucketVersioning",
            name: "versioning",
            inputs: { bucket: name, versioningConfiguration: { status: "Enabled" } },
        },
        {
            type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
            name: "ownership",
            inputs: { bucket: name, rule: { objectOwnership: "BucketOwnerEnforced" } },
        },
        {
            type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            name: "public-access",
            inputs: {
                bucket: name,
                blockPublicAcls: true,
                blockPublicPolicy: true,
                ignorePublicAcls: true,
                restrictPublicBuckets: true,
            },
        },
        {
            type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
            name: "encryption",
            inputs: {
                bucket: name,
                rules: [
                    {
                        applyServerSideEncryptionByDefault: choices.keys
                            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }
                            : { sseAlgorithm: "AES256" },
                        bucketKeyEnabled: choices.keys !== undefined,
                    },
                ],
            },
        },
        {
            type: "aws:s3/bucketPolicy:BucketPolicy",
            name: "policy",
            inputs: { bucket: name, policy: text(policy) },
        },
    ];
    const to = ({ bucketArn: Bucket, accountId, keyArn }: Site) => ({
        bucket: Bucket,
        account: accountId,
        accessControlTranslation: { owner: "Destination" },
        ...(choices.keys && { encryptionConfiguration: { replicaKmsKeyId: keyArn } }),
    });
    const ruleTo = (id: string, site: Site, deleteMarkers: boolean, priority = 1) =>
        rule(id, {
            priority,
            deleteMarkerReplication: { status: deleteMarkers ? "Enabled" : "Disabled" },
            destination: to(site),
            ...(choices.keys && {
                sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            }),
        });
    const replicating = (
        from: Site,
        name: string,
        { trust, permissions }: { readonly trust: unknown; readonly permissions: unknown },
        rules: readonly Rule[],
    ): readonly Made[] => [
        {
            type: "aws:iam/role:Role",
            name: "role",
            inputs: { name, path: "/", assumeRolePolicy: text(trust) },
            outputs: { arn: iamArn("aws", from.accountId, `role/${name}`) },
            anew: true,
        },
        {
            type: "aws:iam/rolePolicy:RolePolicy",
            name: "role-policy",
            inputs: { name: "replication", role: name, policy: text(permissions) },
        },
        {
            type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
            name: "replication",
            inputs: { bucket: from.bucket, role: iamArn("aws", from.accountId, `role/${name}`), rules },
            protect: true,
        },
    ];
    const { returningTrust, returningPermissions, roleTrust, rolePermissions } = documents;
    return {
        destination: [
            ...bucket(destination, documents.destinationBucket),
            ...key(destination, documents.destinationKey),
            ...(choices.twoWay
                ? replicating(
                      destination,
                      returningRole,
                      { trust: returningTrust, permissions: returningPermissions },
                      [ruleTo("back", source, choices.deleteMarkers)],
                  )
                : []),
        ],
        ...(choices.second && { archive: bucket(archive, documents.secondDestinationBucket) }),
        source: [
            ...bucket(source, documents.sourceBucket),
            ...key(source, documents.sourceKey),
            ...replicating(source, role, { trust: roleTrust, permissions: rolePermissions }, [
                ruleTo("all", destination, choices.deleteMarkers),
                ...(choices.second ? [ruleTo("archive", archive, choices.second.deleteMarkers, 2)] : []),
            ]),
        ],
    };
}

/** Stacks with a resource of one of them changed, or gone. */
export function changed(
    stacks: Stacks,
    stack: string,
    name: string,
    change: ((made: Made) => Made) | undefined,
): Stacks {
    return {
        ...stacks,
        [stack]: (stacks[stack] ?? []).flatMap((made) =>
            made.name !== name ? [made] : change ? [change(made)] : [],
        ),
    };
}

/** Inputs that are changed, and the others. */
export const inputs =
    (more: Readonly<Record<string, unknown>>) =>
    (made: Made): Made => ({ ...made, inputs: { ...made.inputs, ...more } });

/** What the engine would announce between the two. */
export function previews(before: Stacks, after: Stacks): readonly StackPreview[] {
    return Object.keys({ ...before, ...after }).map((stack) => {
        const [old, fresh] = [before[stack] ?? [], after[stack] ?? []];
        const names = [...new Set([...old, ...fresh].map(({ name }) => name))];
        return {
            stack,
            events: names.flatMap((name) =>
                steps(
                    stack,
                    old.find((made) => made.name === name),
                    fresh.find((made) => made.name === name),
                ),
            ),
        };
    });
}

function bucketOf({ inputs: { bucket } }: Made): string | undefined {
    return typeof bucket === "string" ? bucket : undefined;
}

function steps(stack: string, old: Made | undefined, fresh: Made | undefined): readonly EngineEvent[] {
    const { type, name, anew } = fresh ?? old ?? { type: "", name: "", anew: false };
    const isSame = isDeepStrictEqual([old?.inputs, old?.protect], [fresh?.inputs, fresh?.protect]);
    const ops: readonly OpType[] =
        old === undefined
            ? ["create"]
            : fresh === undefined
              ? ["delete"]
              : isSame
                ? ["same"]
                : anew
                  ? ["create-replacement", "replace", "delete-replaced"]
                  : ["update"];
    const urn = `urn:pulumi:${stack}::project::${type}::${name}`;
    const state = (made: Made | undefined, isOld: boolean): StepEventMetadata["old"] =>
        made && {
            type,
            urn,
            custom: true,
            id: isOld ? (bucketOf(made) ?? `id-of-${name}`) : "",
            parent: `urn:pulumi:${stack}::project::component`,
            provider: `urn:pulumi:${stack}::project::pulumi:providers:aws::provider::id`,
            inputs: made.inputs,
            outputs: isOld ? (made.outputs ?? {}) : {},
            protect: made.protect ?? false,
        };
    return ops.map((op) => ({
        sequence: 0,
        timestamp: 0,
        resourcePreEvent: {
            planning: true,
            metadata: {
                op,
                urn,
                type,
                provider: "",
                old: op === "create" ? undefined : state(old, true),
                new: op === "delete" || op === "delete-replaced" ? undefined : state(fresh, false),
            },
        },
    }));
}
