import { roleOfArn } from "../../../components/policies/arn";
import { keyPolicy } from "../../../components/policies/keyPolicy";
import { valueOf, type Read } from "../../diagnose/facts";
import type { Guarded } from "./access/guarded";
import { policiesOf } from "./facts";
import type { PreviewedResource } from "./resources";
import {
    arnOfBucket,
    arnOfRole,
    bucketNameOf,
    documentAt,
    isOf,
    partitionOf,
    placeOf,
    roleOf,
    textAt,
    type State,
} from "./state";
import { configurationOf } from "./configuration";

/** A document of a state, or the policies of a role together. */
export interface StateDocument {
    /** The same before and after. */
    readonly key: string;
    readonly urn: string;
    readonly stack: string;
    readonly where: string;
    readonly guarded: Omit<Guarded, "accountId"> & { readonly accountId: string | undefined };
    readonly contents: readonly Read<unknown>[];
}

/** All documents that decide who may do what. */
export function documentsIn(state: State, shared: Shared): readonly StateDocument[] {
    return [
        ...state.resources.flatMap((each) => documentsOf(each, state, shared)),
        ...ofGivenRoles(state, shared),
    ];
}

/** What is of all documents of the previewed stacks. */
export type Shared = Pick<Guarded, "roleArns" | "servedArns" | "pairArns"> & {
    /** The accounts of buckets, by what roles and rules say. */
    readonly accounts: ReadonlyMap<string, string>;
};

export function sharedBy(states: readonly State[]): Shared {
    const configurations = states.flatMap((state) =>
        state.resources
            .filter((each) => isOf(each, "configuration"))
            .map((each) => ({
                bucket: bucketNameOf(each, state),
                state,
                role: roleOf(each, state),
                region: placeOf(each, state).region ?? "us-east-1",
                rules: valueOf(configurationOf(each, state))?.Rules ?? [],
            })),
    );
    const sources = configurations.map(({ bucket, state }) => arnOfBucket(bucket, state));
    const destinations = configurations.flatMap(({ rules }) =>
        rules.flatMap(({ Destination }) => Destination ?? []),
    );
    const named = [
        ...destinations.map(({ EncryptionConfiguration }) => EncryptionConfiguration?.ReplicaKmsKeyID),
        ...states.flatMap(({ ever }) =>
            ever.map(({ inputs }) =>
                textAt(inputs, "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId"),
            ),
        ),
    ];
    const keys = states.flatMap(({ ever }) =>
        ever.flatMap((each) => (isOf(each, "key") ? (textAt(each.outputs, "arn") ?? []) : [])),
    );
    return {
        roleArns: unique(configurations.flatMap(({ role }) => role ?? [])),
        servedArns: unique([
            ...sources,
            ...configurations.flatMap(({ role, region, state }) =>
                role === undefined
                    ? []
                    : [
                          `arn:${partitionOf(state)}:cloudwatch:${region}:${role.split(":")[4] ?? ""}:alarm:replication`,
                      ],
            ),
        ]),
        pairArns: unique([
            ...sources,
            ...[...destinations.map(({ Bucket }) => Bucket), ...named].flatMap((arn) => arn ?? []),
            ...keys,
        ]),
        accounts: new Map([
            ...destinations.flatMap(({ Bucket, Account }): readonly [string, string][] =>
                Bucket !== undefined && Account !== undefined ? [[Bucket, Account]] : [],
            ),
            ...configurations.flatMap(({ bucket, role, state }): readonly [string, string][] =>
                role === undefined ? [] : [[arnOfBucket(bucket, state), role.split(":")[4] ?? ""]],
            ),
        ]),
    };
}

const unique = (texts: readonly string[]) => [...new Set(texts)];

function documentsOf(
    each: PreviewedResource,
    state: State,
    { accounts, ...shared }: Shared,
): readonly StateDocument[] {
    const { urn, stack, inputs } = each;
    const { accountId } = placeOf(each, state);
    if (isOf(each, "policy")) {
        const bucket = bucketNameOf(each, state);
        const arn = arnOfBucket(bucket, state);
        return [
            {
                ...{ key: `bucket ${bucket}`, urn, stack, where: `policy of the bucket ${bucket}` },
                guarded: { kind: "bucket", arn, accountId: accountId ?? accounts.get(arn), ...shared },
                contents: [documentAt(inputs, "policy")],
            },
        ];
    }
    if (isOf(each, "key")) {
        const arn =
            textAt(each.outputs, "arn") ??
            `arn:${partitionOf(state)}:kms:us-east-1:${accountId ?? ""}:key/new`;
        const read = documentAt(inputs, "policy");
        const byDefault = keyPolicy({ partition: partitionOf(state), accountId: accountId ?? "" }, []);
        return [
            {
                ...{
                    key: `key ${arn}`,
                    urn,
                    stack,
                    where: `policy of the key ${textAt(each.outputs, "arn") ?? each.name}`,
                },
                guarded: { kind: "key", arn, accountId, ...shared },
                contents: ["none" in read ? { value: byDefault } : read],
            },
        ];
    }
    if (isOf(each, "topic")) {
        const name = textAt(inputs, "name") ?? each.name;
        const { region = "us-east-1" } = placeOf(each, state);
        const arn = `arn:${partitionOf(state)}:sns:${region}:${accountId ?? ""}:${name}`;
        return [
            {
                ...{ key: `topic ${arn}`, urn, stack, where: `policy of the topic ${name}` },
                guarded: { kind: "topic", arn, accountId, ...shared },
                contents: [documentAt(inputs, "policy")],
            },
        ];
    }
    return isOf(each, "role") ? ofRole(each, state, shared) : [];
}

function ofRole(
    role: PreviewedResource,
    state: State,
    shared: Omit<Shared, "accounts">,
): readonly StateDocument[] {
    const arn = arnOfRole(role, state);
    if (arn === undefined) {
        return [];
    }
    const { urn, stack } = role;
    const accountId = arn.split(":")[4];
    const name = roleOfArn(arn).name ?? role.name;
    return [
        {
            ...{ key: `trust ${arn}`, urn: `${urn} trust`, stack, where: `trust policy of the role ${name}` },
            guarded: { kind: "trust", arn, accountId, ...shared },
            contents: [documentAt(role.inputs, "assumeRolePolicy")],
        },
        {
            ...{ key: `role ${arn}`, urn, stack, where: `policies of the role ${name}` },
            guarded: { kind: "role", arn, accountId, ...shared },
            contents: policiesOf(name, role, state).map(({ content }) => content),
        },
    ];
}

/** What the stacks attach to roles that they use and do not make. What else such a role has stays as it is. */
function ofGivenRoles(state: State, shared: Omit<Shared, "accounts">): readonly StateDocument[] {
    const found = state.resources.flatMap((each): readonly StateDocument[] => {
        const arn = isOf(each, "configuration") ? roleOf(each, state) : undefined;
        const name = arn === undefined ? undefined : roleOfArn(arn).name;
        const isMade = state.ever.some((other) => isOf(other, "role") && arnOfRole(other, state) === arn);
        if (arn === undefined || name === undefined || isMade) {
            return [];
        }
        const contents = (resources: State["resources"]) =>
            policiesOf(name, each, { resources }).map(({ content }) => content);
        return contents(state.ever).length === 0
            ? []
            : [
                  {
                      ...{ key: `role ${arn}`, urn: `${each.urn} role`, stack: each.stack },
                      where: `policies of the role ${name}`,
                      guarded: { kind: "role", arn, accountId: arn.split(":")[4], ...shared },
                      contents: contents(state.resources),
                  },
              ];
    });
    return [...new Map(found.map((each) => [each.key, each])).values()];
}
