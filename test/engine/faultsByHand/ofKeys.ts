import type { FaultByHand } from "./fault";
import { withoutSid } from "./statements";

const anotherKey = "arn:aws:kms:ap-northeast-1:222222222222:key/00000000-0000-4000-8000-000000000000";

/** Faults of a pair under KMS keys that is named by its buckets alone. */
export const faultsOfKeys: readonly FaultByHand[] = [
    {
        title: "the key of the replicas is disabled",
        put: async (hand) => hand.kms("destination").disableKey({ KeyId: await hand.keyOf("destination") }),
        cause: "key-unusable",
    },
    {
        title: "the key of the originals is disabled",
        put: async (hand) => hand.kms("source").disableKey({ KeyId: await hand.keyOf("source") }),
        cause: "key-unusable",
    },
    {
        title: "the key of the replicas waits for its deletion",
        put: async (hand) =>
            hand.kms("destination").scheduleKeyDeletion({
                KeyId: await hand.keyOf("destination"),
                PendingWindowInDays: 7,
            }),
        cause: "key-unusable",
    },
    {
        title: "the policy of the replicas' key no longer lets in the role",
        put: (hand) => hand.keyPolicy("destination", withoutSid("AllowReplicaEncryption")),
        cause: "key-policy-lacks",
    },
    {
        title: "the policy of the replicas' key asks for the objects' context, and there is a Bucket Key",
        put: (hand) =>
            hand.keyPolicy("destination", (statements) =>
                statements.map((statement) =>
                    statement.Sid === "AllowReplicaEncryption"
                        ? {
                              ...statement,
                              Condition: {
                                  StringLike: {
                                      "kms:EncryptionContext:aws:s3:arn": `arn:aws:s3:::${hand.destination}/*`,
                                  },
                              },
                          }
                        : statement,
                ),
            ),
        cause: "key-policy-lacks",
    },
    {
        title: "the policy of the replicas' key denies the role",
        put: (hand) =>
            hand.keyPolicy("destination", (statements) => [
                ...statements,
                {
                    Sid: "NobodyElse",
                    Effect: "Deny",
                    Principal: { AWS: hand.roleArn },
                    Action: "kms:GenerateDataKey",
                    Resource: "*",
                },
            ]),
        cause: "statement-denies",
    },
    {
        title: "the role may no longer decrypt",
        put: (hand) =>
            hand.permissions((statements) =>
                statements.filter(({ Action }) => !JSON.stringify(Action).includes("kms:")),
            ),
        cause: "role-lacks",
    },
    {
        title: "the source is encrypted with another key",
        put: async (hand) => {
            const { KeyMetadata } = await hand.kms("source").createKey({});
            await hand.encryption("source", KeyMetadata?.Arn);
        },
        cause: "role-lacks",
    },
    {
        title: "the rule names a key that does not exist",
        put: (hand) =>
            hand.rules(({ Destination }) => ({
                Destination: {
                    ...Destination,
                    Bucket: Destination?.Bucket,
                    EncryptionConfiguration: { ReplicaKmsKeyID: anotherKey },
                },
            })),
        cause: "key-missing",
        undo: async (hand) => {
            const ReplicaKmsKeyID = await hand.keyOf("destination");
            await hand.rules(({ Destination }) => ({
                Destination: {
                    ...Destination,
                    Bucket: Destination?.Bucket,
                    EncryptionConfiguration: { ReplicaKmsKeyID },
                },
            }));
        },
    },
];
