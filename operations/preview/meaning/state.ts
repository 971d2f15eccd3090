import { bucketArnOf, partOfArn, roleArn } from "../../../components/policies/arn";
import { at, untold } from "../../diagnose/judge/drift/told";
import type { Read } from "../../diagnose/facts";
import type { PreviewedResource } from "./resources";

/** All that the previewed stacks have at one time: before the deployment, after it, or with only some of them deployed. */
export interface State {
    readonly resources: readonly PreviewedResource[];
    /** What they have at any time: of a resource that is here now and not then it is known that there is none. */
    readonly ever: readonly PreviewedResource[];
}

export const types = {
    configuration: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    bucket: "aws:s3/bucket:Bucket",
    policy: "aws:s3/bucketPolicy:BucketPolicy",
    versioning: "aws:s3/bucketVersioning:BucketVersioning",
    ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    notification: "aws:s3/bucketNotification:BucketNotification",
    key: "aws:kms/key:Key",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    topic: "aws:sns/topic:Topic",
} as const;

/** The provider has had two names for a bucket, and for each of its settings. */
export function isOf({ type }: Pick<PreviewedResource, "type">, of: keyof typeof types): boolean {
    return type.replaceAll(/V2(?=:|$)/g, "") === types[of];
}

/** What a preview shows in the place of what only the deployment can tell, or of a secret. */
export const untoldReason = "the preview does not show it: it is secret, or known after the deployment alone";

/** A text of the inputs; undefined where there is none, or where it is not told. */
export function textAt(resource: unknown, path: string): string | undefined {
    const value = at(resource, path);
    return typeof value === "string" ? value : undefined;
}

/** A member of the inputs as it was read. */
export function readAt<T>(inputs: unknown, path: string, read: (value: unknown) => T | undefined): Read<T> {
    const value = at(inputs, path);
    const known = value === untold ? undefined : read(value);
    return value === untold
        ? { unread: untoldReason }
        : known === undefined
          ? { none: true }
          : { value: known };
}

/** A document of the inputs, parsed. */
export function documentAt(inputs: unknown, path: string): Read<unknown> {
    const read = readAt(inputs, path, (value) => value);
    if (!("value" in read) || typeof read.value !== "string") {
        return read;
    }
    try {
        return { value: JSON.parse(read.value) };
    } catch {
        return { unread: untoldReason };
    }
}

/** The name of the bucket that a resource is, or is a setting of; a name of the program's where only AWS can tell it. */
export function bucketNameOf(resource: PreviewedResource, { ever }: Pick<State, "ever">): string {
    const own = textAt(resource.inputs, "bucket") ?? textAt(resource.outputs, "bucket");
    if (own !== undefined) {
        return own;
    }
    if (isOf(resource, "bucket")) {
        return resource.id ?? `<bucket of ${resource.name}>`;
    }
    const [only, ...others] = ever.filter(
        (each) => isOf(each, "bucket") && each.stack === resource.stack && each.parent === resource.parent,
    );
    return only && others.every(({ urn }) => urn === only.urn)
        ? bucketNameOf(only, { ever })
        : `<bucket of ${resource.name}>`;
}

/** What a bucket has of a type. */
export function ofBucket(
    state: State,
    of: keyof typeof types,
    bucket: string,
): PreviewedResource | undefined {
    return state.resources.find((each) => isOf(each, of) && bucketNameOf(each, state) === bucket);
}

/** Account and region of a resource, by its provider and by what AWS said. */
export function placeOf(
    resource: PreviewedResource | undefined,
    { ever }: Pick<State, "ever">,
): { readonly accountId?: string; readonly region?: string } {
    const provider =
        resource && ever.find(({ urn }) => urn !== "" && resource.provider.startsWith(`${urn}::`));
    const allowed = documentAt(provider?.inputs, "allowedAccountIds");
    const accounts: readonly unknown[] = "value" in allowed ? [allowed.value].flat() : [];
    const [accountId, ...others] = accounts;
    const region =
        textAt(resource?.inputs, "region") ??
        textAt(resource?.outputs, "region") ??
        textAt(provider?.inputs, "region");
    return {
        ...(typeof accountId === "string" && others.length === 0 && { accountId }),
        ...(region !== undefined && { region }),
    };
}

/** The role that a configuration names. A role that is made anew has no ARN yet, and will have this one. */
export function roleOf(configuration: PreviewedResource, state: State): string | undefined {
    const named = textAt(configuration.inputs, "role");
    const roles = state.resources.filter(
        (each) =>
            isOf(each, "role") && each.stack === configuration.stack && each.parent === configuration.parent,
    );
    const [only, ...others] = roles;
    return named ?? (only && others.length === 0 ? arnOfRole(only, state) : undefined);
}

export function arnOfRole(role: PreviewedResource, state: State): string | undefined {
    const known = textAt(role.outputs, "arn");
    const name = textAt(role.inputs, "name");
    const accountId = placeOf(role, state).accountId;
    return (
        known ??
        (name === undefined || accountId === undefined
            ? undefined
            : roleArn({
                  partition: partitionOf(state),
                  accountId,
                  path: textAt(role.inputs, "path") ?? "/",
                  name,
              }))
    );
}

/** The partition, by any ARN that the stacks have. */
export function partitionOf({ ever }: Pick<State, "ever">): string {
    const arns = ever.flatMap(({ inputs, outputs }) => [
        textAt(outputs, "arn") ?? "",
        ...[at(inputs, "rules")].flat().map((rule) => textAt(rule, "destination.bucket") ?? ""),
    ]);
    return partOfArn(arns.find((arn) => arn.startsWith("arn:")) ?? "arn:aws", "partition");
}

export function arnOfBucket(name: string, state: Pick<State, "ever">): string {
    return bucketArnOf(partitionOf(state), name);
}
