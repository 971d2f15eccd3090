import { partOfArn, roleOfArn } from "../../../components/policies/arn";
import {
    none,
    type BucketFacts,
    type DefaultEncryption,
    type DestinationFacts,
    type Facts,
    type KeyFacts,
    type NamedPolicy,
    type Read,
    type RoleFacts,
    type SideFacts,
    valueOf,
} from "../../diagnose/facts";
import { at, untold } from "../../diagnose/judge/drift/told";
import { configurationOf, untoldKey } from "./configuration";
import type { PreviewedResource } from "./resources";
import {
    arnOfBucket,
    arnOfRole,
    bucketNameOf,
    documentAt,
    isOf,
    ofBucket,
    partitionOf,
    placeOf,
    readAt,
    roleOf,
    textAt,
    untoldReason,
    type State,
} from "./state";

/** What a diagnosis would read of each bucket that is replicated, were the stacks as they are in this state. */
export function factsIn(state: State): readonly Facts[] {
    return state.resources.filter((each) => isOf(each, "configuration")).map((each) => factsOf(each, state));
}

function factsOf(resource: PreviewedResource, state: State): Facts {
    const configuration = configurationOf(resource, state);
    const rules = valueOf(configuration)?.Rules ?? [];
    const arn = roleOf(resource, state);
    const role = roleFacts(arn, state);
    const destinations = [...new Set(rules.flatMap(({ Destination }) => Destination?.Bucket ?? []))];
    const keysIn = (bucket: string) =>
        rules
            .filter(({ Destination }) => Destination?.Bucket === bucket)
            .flatMap(({ Destination }) => Destination?.EncryptionConfiguration?.ReplicaKmsKeyID ?? []);
    const accountTo = (bucket: string) =>
        rules.find(({ Destination }) => Destination?.Bucket === bucket)?.Destination?.Account;
    const own = arn === undefined ? undefined : partOfArn(arn, "account");
    return {
        partition: partitionOf(state),
        source: {
            ...sideFacts(bucketNameOf(resource, state), state, { accountId: own, keys: [] }),
            configuration,
            role,
            monitoring: { alarms: { value: [] }, targets: { value: [] } },
        },
        destinations: destinations.map((bucketArn): DestinationFacts => {
            const name = bucketArn.split(":").at(-1) ?? "";
            const back = ofBucket(state, "configuration", name);
            return {
                ...sideFacts(name, state, { accountId: accountTo(bucketArn), keys: keysIn(bucketArn) }),
                configuration: back ? configurationOf(back, state) : none,
            };
        }),
        objectAnnotations: (valueOf(role)?.policies ?? []).some(({ content }) =>
            JSON.stringify(valueOf(content) ?? "").includes("s3:GetObjectVersionAnnotationForReplication"),
        ),
        profiles: {},
    };
}

const elsewhere = { unread: "no previewed stack manages it" } as const;

function sideFacts(
    name: string,
    state: State,
    told: { readonly accountId: string | undefined; readonly keys: readonly string[] },
): SideFacts {
    const settings = ["bucket", "policy", "versioning", "encryption", "configuration"] as const;
    const [some] = settings.flatMap((each) => ofBucket(state, each, name) ?? []);
    const place = placeOf(some, state);
    const accountId = told.accountId ?? place.accountId;
    const bucket = bucketFacts(name, state);
    const ownKey = valueOf(bucket.encryption)?.keyArn;
    const keys = [...new Set([...told.keys, ...(ownKey === undefined ? [] : [ownKey])])];
    return {
        ...(accountId !== undefined && { accountId }),
        ...(place.region !== undefined && { region: place.region }),
        bucket,
        keys: Object.fromEntries(keys.map((arn) => [arn, keyFacts(arn, state)])),
    };
}

function bucketFacts(name: string, state: State): BucketFacts {
    const made = ofBucket(state, "bucket", name);
    const ever = state.ever.some((each) => isOf(each, "bucket") && bucketNameOf(each, state) === name);
    const isManaged = state.resources.some(
        (each) => (isOf(each, "policy") || isOf(each, "versioning")) && bucketNameOf(each, state) === name,
    );
    /** A setting by its own resource; where a bucket is made here and has none of it, this. */
    const setting = <T>(
        of: Parameters<typeof ofBucket>[1],
        read: (inputs: PreviewedResource["inputs"]) => Read<T>,
        otherwise: Read<T>,
    ): Read<T> => {
        const resource = ofBucket(state, of, name);
        return resource ? read(resource.inputs) : made ? otherwise : elsewhere;
    };
    return {
        name,
        arn: arnOfBucket(name, state),
        exists: made || isManaged ? { value: true } : ever ? none : elsewhere,
        versioning: setting(
            "versioning",
            (inputs) =>
                readAt(inputs, "versioningConfiguration.status", (status) =>
                    status === "Enabled" || status === "Suspended" ? status : "Off",
                ),
            elsewhere,
        ),
        ownership: setting(
            "ownership",
            (inputs) => readAt(inputs, "rule.objectOwnership", textOf),
            elsewhere,
        ),
        encryption: setting("encryption", encryptionFacts, {
            value: { algorithm: "AES256", bucketKey: false },
        }),
        objectLock: made ? objectLockFacts(made) : elsewhere,
        policy: setting("policy", (inputs) => documentAt(inputs, "policy"), none),
        publicPolicy: elsewhere,
        payer: elsewhere,
        restrictsPublicPolicy: setting(
            "publicAccess",
            (inputs) => readAt(inputs, "restrictPublicBuckets", (on) => on === true),
            none,
        ),
    };
}

/** It cannot be turned off: a bucket that has it keeps it, whatever the program says. */
function objectLockFacts({ inputs, outputs }: PreviewedResource): Read<true> {
    return at(outputs, "objectLockEnabled") === true
        ? { value: true }
        : readAt(inputs, "objectLockEnabled", (on) => (on === true ? true : undefined));
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

function encryptionFacts(inputs: unknown): Read<DefaultEncryption> {
    const byDefault = "rules.0.applyServerSideEncryptionByDefault";
    const [algorithm, key, bucketKey] = [
        `${byDefault}.sseAlgorithm`,
        `${byDefault}.kmsMasterKeyId`,
        "rules.0.bucketKeyEnabled",
    ].map((path) => at(inputs, path));
    if (typeof algorithm !== "string" || bucketKey === untold) {
        return { unread: untoldReason };
    }
    const keyName = key === untold ? "<a key that the preview does not show>" : textOf(key);
    return {
        value: {
            algorithm,
            bucketKey: bucketKey === true,
            ...(keyName !== undefined && { keyName, ...(keyName.includes(":key/") && { keyArn: keyName }) }),
        },
    };
}

function keyFacts(arn: string, state: State): Read<KeyFacts> {
    const key = state.resources.find((each) => isOf(each, "key") && textAt(each.outputs, "arn") === arn);
    return key
        ? {
              value: {
                  arn,
                  state: at(key.inputs, "isEnabled") === false ? "Disabled" : "Enabled",
                  spec: textAt(key.inputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT",
                  ofAws: false,
                  policy: documentAt(key.inputs, "policy"),
                  grants: { value: [] },
              },
          }
        : arn === untoldKey
          ? { unread: untoldReason }
          : elsewhere;
}

function roleFacts(arn: string | undefined, state: State): Read<RoleFacts> {
    const isIt = (each: PreviewedResource) => isOf(each, "role") && arnOfRole(each, state) === arn;
    const role = arn === undefined ? undefined : state.resources.find(isIt);
    if (arn === undefined || role === undefined) {
        return arn !== undefined && state.ever.some(isIt) ? none : elsewhere;
    }
    const name = roleOfArn(arn).name ?? "";
    const trust = documentAt(role.inputs, "assumeRolePolicy");
    const boundary = at(role.inputs, "permissionsBoundary");
    return "value" in trust
        ? {
              value: {
                  arn,
                  id: "",
                  trust: trust.value,
                  policies: policiesOf(name, role, state),
                  ...(typeof boundary === "string" &&
                      boundary !== "" && {
                          boundary: {
                              name: `permissions boundary ${boundary}`,
                              kind: "boundary",
                              id: boundary,
                              content: elsewhere,
                          },
                      }),
              },
          }
        : { unread: untoldReason };
}

/** The policies of a role. Of those that do not tell whose they are, the ones beside it. */
export function policiesOf(
    name: string,
    role: PreviewedResource,
    { resources }: Pick<State, "resources">,
): readonly NamedPolicy[] {
    return resources.flatMap((each): readonly NamedPolicy[] => {
        const of = at(each.inputs, "role") ?? each.id?.split(":")[0];
        const isOwn = of === untold ? each.parent === role.parent && each.stack === role.stack : of === name;
        if (isOwn && isOf(each, "rolePolicy")) {
            const id = textAt(each.inputs, "name") ?? each.name;
            return [
                {
                    name: `inline policy ${id}`,
                    kind: "inline",
                    id,
                    content: documentAt(each.inputs, "policy"),
                },
            ];
        }
        if (isOwn && isOf(each, "attachment")) {
            const id = textAt(each.inputs, "policyArn") ?? each.name;
            return [{ name: `attached policy ${id}`, kind: "attached", id, content: elsewhere }];
        }
        return [];
    });
}
