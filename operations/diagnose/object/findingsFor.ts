import { legOf, type Diagnosed } from "../finding";
import type { ObjectFacts } from "./objectFacts";

/** What is wrong with the pair and may be why this object is not there. */
export function findingsFor(
    findings: readonly Diagnosed[],
    { head, selection }: Pick<ObjectFacts, "head" | "selection">,
): readonly Diagnosed[] {
    const version = head.kind === "version" ? head : undefined;
    const replicaKey =
        "rule" in selection && selection.rule.Destination?.EncryptionConfiguration?.ReplicaKmsKeyID;
    const underKey = version?.encryption?.startsWith("aws:kms") === true;
    return findings.filter((finding) => {
        if (finding.severity !== "wrong") {
            return false;
        }
        if (finding.id === "object-lock-missing") {
            return version?.locked === true;
        }
        if (finding.id === "kms-objects-left-out" || finding.id === "rule-without-replica-key") {
            return underKey;
        }
        // The destination's default key encrypts replicas of what is under no key.
        return legOf(finding) !== "key" || finding.side === "destination" || underKey || Boolean(replicaKey);
    });
}
