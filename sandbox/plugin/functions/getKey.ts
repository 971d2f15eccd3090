import type { KeyMetadata } from "@aws-sdk/client-kms";
import { describe } from "../aws/errors";
import { boolean, listOf, number, object, optional, required, string } from "../schema";
import { defineFunction, texts } from "./awsFunction";

const family = {
    multiRegionKeyType: optional(string()),
    primaryKeys: required(listOf(object(texts("arn", "region")))),
    replicaKeys: required(listOf(object(texts("arn", "region")))),
};

export const getKey = defineFunction({
    token: "aws:kms/getKey:getKey",
    args: {
        keyId: required(string()),
        grantTokens: optional(listOf(string())),
        region: optional(string()),
    },
    results: {
        ...texts("arn", "awsAccountId", "cloudHsmClusterId", "creationDate", "customKeyStoreId"),
        ...texts("customerMasterKeySpec", "deletionDate", "description", "expirationModel", "id", "keyId"),
        ...texts("keyManager", "keySpec", "keyState", "keyUsage", "origin", "region", "validTo"),
        enabled: required(boolean()),
        grantTokens: optional(listOf(string())),
        multiRegion: required(boolean()),
        multiRegionConfigurations: required(listOf(object(family))),
        pendingDeletionWindowInDays: required(number()),
        xksKeyConfigurations: required(listOf(object(texts("id")))),
    },
    async call(connection, { keyId, grantTokens, region }) {
        const account = await connection.account(region);
        const kms = await account.kms();
        let found: KeyMetadata | undefined;
        try {
            found = (await kms.describeKey({ KeyId: keyId, GrantTokens: grantTokens })).KeyMetadata;
        } catch (error) {
            throw new Error(`reading the KMS key ${keyId}: ${describe(error)}`);
        }
        const family = found?.MultiRegionConfiguration;
        const xks = found?.XksKeyConfiguration?.Id;
        return {
            id: found?.KeyId,
            keyId,
            grantTokens,
            region: account.region,
            arn: found?.Arn,
            // The ARN has it too, and every answer has the ARN.
            awsAccountId: found?.AWSAccountId ?? found?.Arn?.split(":")[4],
            cloudHsmClusterId: found?.CloudHsmClusterId ?? "",
            creationDate: timestamp(found?.CreationDate),
            customKeyStoreId: found?.CustomKeyStoreId ?? "",
            customerMasterKeySpec: found?.KeySpec,
            deletionDate: timestamp(found?.DeletionDate),
            description: found?.Description ?? "",
            enabled: found?.Enabled ?? false,
            expirationModel: found?.ExpirationModel ?? "",
            keyManager: found?.KeyManager,
            keySpec: found?.KeySpec,
            keyState: found?.KeyState,
            keyUsage: found?.KeyUsage,
            multiRegion: found?.MultiRegion ?? false,
            multiRegionConfigurations:
                family === undefined
                    ? []
                    : [
                          {
                              multiRegionKeyType: family.MultiRegionKeyType,
                              primaryKeys: [member(family.PrimaryKey)],
                              replicaKeys: (family.ReplicaKeys ?? []).map(member),
                          },
                      ],
            origin: found?.Origin,
            pendingDeletionWindowInDays: found?.PendingDeletionWindowInDays ?? 0,
            validTo: timestamp(found?.ValidTo),
            xksKeyConfigurations: xks === undefined ? [] : [{ id: xks }],
        };
    },
});

function member(key: { Arn?: string; Region?: string } | undefined) {
    return { arn: key?.Arn, region: key?.Region };
}

/** The official plug-in's form; nothing to tell is an empty text. */
function timestamp(date: Date | undefined): string {
    return date?.toISOString().replace(".000Z", "Z") ?? "";
}
