import type { CustomerMasterKeySpec, KeyMetadata, KMS } from "@aws-sdk/client-kms";
import { KEY_PRINCIPAL_NOT_YET_SEEN, unlessGone, untilConsistent } from "../aws/errors";
import { changeTags, fromTagList, tagged, type Tags } from "../aws/tags";
import { defineResource } from "../resourceType";
import { boolean, number, oneOf, optional, policy, string } from "../schema";

const NO_KEY = ["NotFoundException"];
const PENDING_DELETION = ["PendingDeletion", "PendingReplicaDeletion"];
const official = "install the official plug-in to use it";

/** The key specs of KMS's CreateKey that are in both its API and the official plug-in. */
const keySpec = (): readonly CustomerMasterKeySpec[] => [
    "SYMMETRIC_DEFAULT",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "ECC_NIST_P256",
    "ECC_NIST_P384",
    "ECC_NIST_P521",
    "ECC_SECG_P256K1",
    "HMAC_224",
    "HMAC_256",
    "HMAC_384",
    "HMAC_512",
    "SM2",
];

export const key = defineResource({
    token: "aws:kms/key:Key",
    inputs: {
        description: optional(string(), { computed: true }),
        policy: optional(policy(), { computed: true }),
        keyUsage: optional(oneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"), {
            replaces: true,
            default: "ENCRYPT_DECRYPT",
        }),
        customerMasterKeySpec: optional(oneOf(...keySpec()), {
            replaces: true,
            default: "SYMMETRIC_DEFAULT",
        }),
        multiRegion: optional(boolean(), { replaces: true, computed: true }),
        isEnabled: optional(boolean(), { default: true }),
        enableKeyRotation: optional(boolean(), { default: false }),
        rotationPeriodInDays: optional(number(), { computed: true }),
        deletionWindowInDays: optional(number(), { local: true }),
        region: optional(string(), { replaces: true, computed: true }),
        ...tagged,
    },
    outputs: ["arn", "description", "keyId", "multiRegion", "policy", "rotationPeriodInDays"],
    unsupported: {
        bypassPolicyLockoutSafetyCheck: official,
        customKeyStoreId: official,
        xksKeyId: official,
    },
    async create(account, wanted) {
        const kms = await account.kms();
        const made = await untilConsistent([KEY_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
            kms.createKey({
                Description: wanted.description,
                Policy: wanted.policy,
                KeyUsage: wanted.keyUsage,
                KeySpec: wanted.customerMasterKeySpec,
                MultiRegion: wanted.multiRegion,
                Tags: wanted.tagsAll && toKeyTags(wanted.tagsAll),
            }),
        );
        return made.KeyMetadata?.KeyId ?? "";
    },
    async complete(account, KeyId, wanted) {
        const kms = await account.kms();
        if (wanted.enableKeyRotation === true) {
            await kms.enableKeyRotation({ KeyId, RotationPeriodInDays: wanted.rotationPeriodInDays });
        }
        if (wanted.isEnabled === false) {
            await kms.disableKey({ KeyId });
        }
    },
    async read(account, id) {
        const kms = await account.kms();
        const found = await livingKey(kms, id);
        if (found === undefined) {
            return undefined;
        }
        const [document, rotation, tagsAll] = await Promise.all([
            kms.getKeyPolicy({ KeyId: id, PolicyName: "default" }),
            // KMS rotates symmetric keys of its own material alone, and refuses to speak of it for others.
            unlessGone(["UnsupportedOperationException"], () => kms.getKeyRotationStatus({ KeyId: id })),
            tagsOf(kms, id),
        ]);
        return {
            keyId: found.KeyId,
            arn: found.Arn,
            description: found.Description,
            policy: document.Policy,
            keyUsage: found.KeyUsage,
            customerMasterKeySpec: found.KeySpec,
            multiRegion: found.MultiRegion ?? false,
            isEnabled: found.Enabled,
            enableKeyRotation: rotation?.KeyRotationEnabled ?? false,
            rotationPeriodInDays:
                rotation?.KeyRotationEnabled === true ? rotation.RotationPeriodInDays : undefined,
            tagsAll,
        };
    },
    async update(account, { id: KeyId, inputs: wanted, olds, changed }) {
        const kms = await account.kms();
        // KMS refuses to change the rotation of a key that is not enabled.
        if (changed.has("isEnabled") && wanted.isEnabled !== false) {
            await kms.enableKey({ KeyId });
        }
        if (changed.has("enableKeyRotation") || changed.has("rotationPeriodInDays")) {
            await (wanted.enableKeyRotation === true
                ? kms.enableKeyRotation({ KeyId, RotationPeriodInDays: wanted.rotationPeriodInDays })
                : kms.disableKeyRotation({ KeyId }));
        }
        if (changed.has("description")) {
            await kms.updateKeyDescription({ KeyId, Description: wanted.description ?? "" });
        }
        if (changed.has("policy")) {
            await untilConsistent([KEY_PRINCIPAL_NOT_YET_SEEN], account.stopping, () =>
                kms.putKeyPolicy({ KeyId, PolicyName: "default", Policy: wanted.policy }),
            );
        }
        if (changed.has("tagsAll")) {
            await changeTags(olds.tagsAll, wanted.tagsAll, {
                put: (tags) => kms.tagResource({ KeyId, Tags: toKeyTags(tags) }),
                remove: (TagKeys) => kms.untagResource({ KeyId, TagKeys }),
            });
        }
        if (changed.has("isEnabled") && wanted.isEnabled === false) {
            await kms.disableKey({ KeyId });
        }
    },
    /** KMS deletes no key at once: it schedules the deletion, 30 days ahead unless another number is given. */
    async delete(account, id, state) {
        const kms = await account.kms();
        if ((await livingKey(kms, id)) === undefined) {
            return;
        }
        const days = state.deletionWindowInDays;
        await kms.scheduleKeyDeletion({
            KeyId: id,
            PendingWindowInDays: typeof days === "number" ? days : undefined,
        });
    },
});

/** Nothing where there is no key, or where one waits for its deletion. */
async function livingKey(kms: KMS, KeyId: string): Promise<KeyMetadata | undefined> {
    const answer = await unlessGone(NO_KEY, () => kms.describeKey({ KeyId }));
    const found = answer?.KeyMetadata;
    return PENDING_DELETION.includes(found?.KeyState ?? "") ? undefined : found;
}

function toKeyTags(tags: Tags) {
    return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

/** At most 50, the limit of tags, which is also the length of a page. */
async function tagsOf(kms: KMS, KeyId: string): Promise<Tags> {
    const { Tags: list = [] } = await kms.listResourceTags({ KeyId });
    return fromTagList(list.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })));
}
