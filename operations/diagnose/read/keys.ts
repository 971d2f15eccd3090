import {
    DescribeKeyCommand,
    GetKeyPolicyCommand,
    ListGrantsCommand,
    type GrantListEntry,
    type KMSClient,
} from "@aws-sdk/client-kms";
import { partOfArn } from "../../../components/policies/arn";
import type { AwsCall } from "../../aws/awsCallError";
import type { CallOptions } from "../../aws/served";
import type { KeyFacts, KeyGrant, Read } from "../facts";
import type { Connection } from "./connection";
import { mapRead, type Reader } from "./reader";

/** What a key is asked for, and as whom. */
export interface KeyQuestion {
    /** The key as it is named: by its ARN, its id or an alias. */
    readonly keyName: string;
    /** Where a key is that is not named by its ARN: in the bucket's region. */
    readonly region: string;
    /** The role that grants are for. */
    readonly roleArn: Promise<string | undefined>;
}

/** Reads a key, its policy and its grants to the replication role. */
export async function readKey(
    reader: Reader,
    connection: Pick<Connection, "kms">,
    { keyName, region, roleArn }: KeyQuestion,
): Promise<Read<KeyFacts>> {
    const kms = connection.kms(keyName.startsWith("arn:") ? partOfArn(keyName, "region") : region);
    const target = `key ${keyName}`;
    const ask = <T>(operation: string, attempt: (options: CallOptions) => Promise<Read<T>>) =>
        reader.ask({ service: "kms", operation, target }, attempt, ["NotFoundException"]);
    const described = await ask("DescribeKey", async (options) => {
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyName }), options);
        const { Arn: arn, KeyState: state, KeySpec: spec, KeyManager } = KeyMetadata ?? {};
        return arn === undefined || state === undefined || spec === undefined
            ? reader.garbled({ operation: "DescribeKey", target }, "the key's state")
            : { value: { arn, state, spec, ofAws: KeyManager === "AWS" } };
    });
    return mapRead(described, async (key) => {
        const [policy, grants] = await Promise.all([
            ask("GetKeyPolicy", async (options) => {
                const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: key.arn }), options);
                return reader.parsed({ operation: "GetKeyPolicy", target }, Policy);
            }),
            readGrants(reader, kms, key.arn, await roleArn),
        ]);
        return { value: { ...key, policy, grants } };
    });
}

async function readGrants(
    reader: Reader,
    kms: KMSClient,
    keyArn: string,
    roleArn: string | undefined,
): Promise<Read<readonly KeyGrant[]>> {
    if (roleArn === undefined) {
        return { unread: `Whom the grants of key ${keyArn} are to be for is not known.` };
    }
    const call: Omit<AwsCall, "side"> = {
        service: "kms",
        operation: "ListGrants",
        target: `key ${keyArn}`,
    };
    const grants: KeyGrant[] = [];
    let Marker: string | undefined;
    do {
        const page = await reader.ask(
            call,
            async (options) => {
                const { Grants, NextMarker } = await kms.send(
                    new ListGrantsCommand({ KeyId: keyArn, GranteePrincipal: roleArn, Marker }),
                    options,
                );
                return Grants === undefined
                    ? reader.garbled(call, "a list")
                    : { value: { Grants, NextMarker } };
            },
            ["NotFoundException"],
        );
        if (!("value" in page)) {
            return page;
        }
        const ofRole = page.value.Grants.filter(({ GranteePrincipal }) => GranteePrincipal === roleArn);
        grants.push(...ofRole.map(grantOf));
        Marker = page.value.NextMarker;
    } while (Marker !== undefined && Marker !== "");
    return { value: grants };
}

function grantOf({ GrantId = "", Operations = [], Constraints }: GrantListEntry): KeyGrant {
    return { id: GrantId, operations: Operations, constrained: Object.keys(Constraints ?? {}).length > 0 };
}
