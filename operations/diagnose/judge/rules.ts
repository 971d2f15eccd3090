import type { ReplicationRule } from "@aws-sdk/client-s3";
import { rulesTo } from "../../replicationRules";
import { valueOf, type DestinationFacts, type Facts } from "../facts";
import type { Mendable } from "./changes";
import { correcting, replicaKeyOf, selectingKmsObjects } from "./correction";
import {
    acrossAccounts,
    configurationOf,
    countingRules,
    encryptsWithKms,
    notRead,
    ofRules,
    ruleNames,
} from "./deployed";
import { overridingOwner, permissionsToOverride } from "./owner";
import { overridesOwner, selectsKmsObjects } from "./use";

/** What the rules to a destination say that count. A rule of the old form, without a filter, is judged as any other. */
export function judgeRules(facts: Facts, destination: DestinationFacts): readonly Mendable[] {
    const rules = countingRules(facts, destination);
    return [
        wrongAccount,
        kmsObjectsLeftOut,
        withoutReplicaKey,
        withRelatedKey,
        ownerNotOverridden,
        oneSidedSync,
    ].flatMap((judge) => judge(facts, destination, rules));
}

type Judge = (
    facts: Facts,
    destination: DestinationFacts,
    rules: readonly ReplicationRule[],
) => readonly Mendable[];

/** A finding about rules, if there are such rules. */
function about(
    facts: Facts,
    rules: readonly ReplicationRule[],
    finding: (
        names: string,
    ) => Pick<Mendable, "id" | "severity" | "message" | "leg" | "changes" | "correction">,
): readonly Mendable[] {
    return rules.length === 0
        ? []
        : [
              {
                  side: "source",
                  subject: "configuration",
                  where: ofRules(facts, rules),
                  fix: "",
                  ...finding(ruleNames(rules)),
              },
          ];
}

const wrongAccount: Judge = (facts, { bucket, accountId }, rules) => {
    // Where the bucket was not found, the account may be the rule's own word.
    const known = valueOf(bucket.exists) ? accountId : undefined;
    const wrong = rules.filter(
        ({ Destination }) =>
            known !== undefined && Destination?.Account !== undefined && Destination.Account !== known,
    );
    const named = new Set(wrong.map(({ Destination }) => Destination?.Account));
    return about(facts, wrong, (names) => ({
        id: "rule-account-wrong",
        severity: "wrong",
        message: `${names}: the destination's Account is ${[...named].join(" and ")}. The bucket ${bucket.name} is of the account ${known}.`,
        correction: correcting(facts, wrong, (rule) => ({
            ...rule,
            Destination: { Bucket: bucket.arn, ...rule.Destination, Account: known },
        })),
    }));
};

/** Where a rule says that it leaves out such objects, or another one selects them, somebody has thought of it. */
const forgetsKms = ({ SourceSelectionCriteria }: ReplicationRule) =>
    SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status === undefined;

const kmsObjectsLeftOut: Judge = (facts, destination, rules) => {
    const { source } = facts;
    const without = rules.filter((rule) => !selectsKmsObjects(rule));
    const unknown = without.length === 0 ? [] : [source.bucket.encryption];
    const selected = replicaKeyOf(destination)
        ? ""
        : " The destination bucket has no key of its own that the replicas could be under: the rule has to name one.";
    return [
        ...unknown.flatMap((read) =>
            notRead(
                read,
                source,
                { side: "source", where: `default encryption of the bucket ${source.bucket.name}` },
                `Whether new objects are under a KMS key, which not every rule to the bucket ${destination.bucket.name} selects,`,
            ),
        ),
        ...about(facts, encryptsWithKms(source) ? without : [], (names) => ({
            id: "kms-objects-left-out",
            severity: without.length === rules.length && without.some(forgetsKms) ? "wrong" : "suspect",
            message:
                `${names}: SseKmsEncryptedObjects is not Enabled, and new objects of the bucket ${source.bucket.name} are under ` +
                `${valueOf(source.bucket.encryption)?.keyName ?? "aws/s3"} by default. S3 skips them without a word.${selected}`,
            correction: correcting(facts, without, selectingKmsObjects(destination)),
        })),
    ];
};

const withoutReplicaKey: Judge = (facts, destination, rules) => {
    const wrong = rules.filter((rule) => {
        const { ReplicaKmsKeyID, UseSourceMultiRegionKey } = rule.Destination?.EncryptionConfiguration ?? {};
        // A key of several regions names the key of the replicas by itself.
        return selectsKmsObjects(rule) && !ReplicaKmsKeyID && UseSourceMultiRegionKey?.Status !== "Enabled";
    });
    return about(facts, wrong, (names) => ({
        id: "rule-without-replica-key",
        severity: "wrong",
        leg: "key",
        message: `${names}: SseKmsEncryptedObjects is Enabled, and ReplicaKmsKeyID is not set. It has to be the ARN of a key in the region of the bucket ${destination.bucket.name}.`,
        correction: correcting(facts, wrong, selectingKmsObjects(destination)),
    }));
};

const withRelatedKey: Judge = (facts, { bucket }, rules) => {
    const related = rules.filter((rule) => {
        const { ReplicaKmsKeyID, UseSourceMultiRegionKey } = rule.Destination?.EncryptionConfiguration ?? {};
        return selectsKmsObjects(rule) && !ReplicaKmsKeyID && UseSourceMultiRegionKey?.Status === "Enabled";
    });
    return about(facts, related, (names) => ({
        id: "not-known",
        severity: "unknown",
        leg: "key",
        message:
            `${names}: UseSourceMultiRegionKey is Enabled, so that replicas are under the key that is related to the original's in ` +
            `the region of the bucket ${bucket.name}. Whether there is one and the role may use it was not looked at.`,
    }));
};

const ownerNotOverridden: Judge = (facts, destination, rules) => {
    const { bucket } = destination;
    const wrong = acrossAccounts(facts, destination) ? rules.filter((rule) => !overridesOwner(rule)) : [];
    const ownership = valueOf(bucket.ownership);
    if (wrong.length > 0 && "unread" in bucket.ownership) {
        return notRead(
            bucket.ownership,
            destination,
            { side: "destination", where: `bucket ${bucket.name}`, leg: "destination bucket" },
            "Who owns the replicas, whose owner no rule overrides,",
        );
    }
    return about(facts, ownership === "BucketOwnerEnforced" ? [] : wrong, (names) => ({
        id: "owner-not-overridden",
        severity: "suspect",
        message:
            `${names}: AccessControlTranslation is not set, and ObjectOwnership of the bucket ${bucket.name} is ${ownership ?? "not set"}, ` +
            "not BucketOwnerEnforced. So replicas belong to the source's account. Let the rule override the owner; or let the " +
            "bucket enforce its owner, after which it has no ACLs.",
        changes: permissionsToOverride(facts, destination, wrong),
        correction: correcting(facts, wrong, overridingOwner(destination)),
    }));
};

const syncs = ({ SourceSelectionCriteria }: ReplicationRule) =>
    SourceSelectionCriteria?.ReplicaModifications?.Status === "Enabled";

const oneSidedSync: Judge = (facts, destination, rules) => {
    const { source } = facts;
    const { bucket, configuration } = destination;
    const syncing = rules.filter(syncs);
    const back = rulesTo(valueOf(configuration), source.bucket.arn);
    const isMutual = back.some((rule) => rule.Status === "Enabled" && syncs(rule));
    if (syncing.length > 0 && "unread" in configuration) {
        return notRead(
            configuration,
            destination,
            { side: "destination", where: configurationOf(destination), leg: "destination bucket" },
            "Whether the destination syncs modifications of replicas back",
        );
    }
    return about(facts, isMutual ? [] : syncing, (names) => ({
        id: "replica-sync-one-sided",
        severity: "suspect",
        message: `${names}: ReplicaModifications is Enabled, and the bucket ${bucket.name} has no enabled rule back with it. It needs rules on both buckets.`,
        correction: correcting(facts, syncing, (rule) => ({
            ...rule,
            SourceSelectionCriteria: {
                ...rule.SourceSelectionCriteria,
                ReplicaModifications: { Status: "Disabled" },
            },
        })),
    }));
};
