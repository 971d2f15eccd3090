import { UNKNOWN } from "../answers";
import { ACCOUNT, REGION, type ByHand } from "../surroundings";
import type { Case } from "./case";

function ownerMay(...actions: string[]): string {
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    const Statement = [{ Sid: "Owner", Effect: "Allow", Principal, Action: actions, Resource: "*" }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The case's key is the only one that the account has. */
async function idOf({ kms }: ByHand): Promise<string | undefined> {
    return (await kms.listKeys({})).Keys?.[0]?.KeyId;
}

export const keyCase: Case = {
    type: "aws:kms/key:Key",
    id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    prepare: () => Promise.resolve(),
    inputs: {
        description: "first",
        policy: ownerMay("kms:*"),
        tags: { team: "storage" },
    },
    defaults: {
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        enableKeyRotation: false,
        isEnabled: true,
        keyUsage: "ENCRYPT_DECRYPT",
        __defaults: ["customerMasterKeySpec", "enableKeyRotation", "isEnabled", "keyUsage"],
    },
    outputs: { region: REGION, multiRegion: false },
    volatile: ["arn", "keyId"],
    previewed: {
        region: REGION,
        arn: UNKNOWN,
        keyId: UNKNOWN,
        multiRegion: UNKNOWN,
        rotationPeriodInDays: UNKNOWN,
    },
    drift: async (aws) => {
        const KeyId = await idOf(aws);
        await aws.kms.putKeyPolicy({ KeyId, PolicyName: "default", Policy: ownerMay("kms:Describe*") });
        await aws.kms.tagResource({ KeyId, Tags: [{ TagKey: "by-hand", TagValue: "yes" }] });
        await aws.kms.disableKey({ KeyId });
    },
    drifted: { policy: "update", isEnabled: "update", "tags.by-hand": "delete" },
    update: {
        description: "second",
        policy: ownerMay("kms:Create*", "kms:*"),
        enableKeyRotation: true,
        rotationPeriodInDays: 180,
        tags: { team: "storage", cost: "42" },
    },
    updated: {
        description: "update",
        policy: "update",
        enableKeyRotation: "update",
        rotationPeriodInDays: "add",
        "tags.cost": "add",
    },
    seen: async (aws) => {
        const KeyId = await idOf(aws);
        const { KeyMetadata } = await aws.kms.describeKey({ KeyId });
        const { KeyRotationEnabled, RotationPeriodInDays } = await aws.kms.getKeyRotationStatus({ KeyId });
        return [
            KeyMetadata?.Description,
            (await aws.kms.getKeyPolicy({ KeyId })).Policy,
            KeyRotationEnabled && RotationPeriodInDays,
            (await aws.kms.listResourceTags({ KeyId })).Tags,
        ];
    },
    sees: [
        "second",
        ownerMay("kms:Create*", "kms:*"),
        180,
        [
            { TagKey: "team", TagValue: "storage" },
            { TagKey: "cost", TagValue: "42" },
        ],
    ],
    replacement: {
        description: "second",
        policy: ownerMay("kms:*", "kms:Create*"),
        keyUsage: "GENERATE_VERIFY_MAC",
        customerMasterKeySpec: "HMAC_256",
        multiRegion: true,
        enableKeyRotation: true,
        tags: { team: "storage", cost: "42" },
    },
    replaced: {
        keyUsage: "update-replace",
        customerMasterKeySpec: "update-replace",
        multiRegion: "update-replace",
    },
    imported: { region: REGION },
    // KMS keeps a key for some days yet.
    gone: async (aws) => {
        const { KeyMetadata } = await aws.kms.describeKey({ KeyId: await idOf(aws) });
        return KeyMetadata?.KeyState === "PendingDeletion";
    },
};
