import { valueOf, type KeyGrant, type Read } from "../facts";
import type { Mendable } from "./changes";
import type { DeployedDocument } from "./documents";

/** What comes of a refusal, as long as it is certain. */
export const fails = "What is refused fails to replicate.";

/**
 * A grant lets a role use a key whatever the policies say, as far as nothing denies it. Where grants cannot be read, a role's
 * own lack still counts: few are those who give a role a grant and no policy.
 */
export function asFarAsGranted(
    {
        kind,
        document,
        grants,
    }: {
        readonly kind: "bucket" | "key";
        readonly document: DeployedDocument;
        readonly grants: Read<readonly KeyGrant[]>;
    },
    finding: Mendable,
): Mendable {
    const operations = (finding.actions ?? []).map((action) => action.replace("kms:", ""));
    const naming = (valueOf(grants) ?? []).filter((grant) =>
        operations.some((operation) => grant.operations.includes(operation)),
    );
    const all = operations.every((each) => naming.some((grant) => grant.operations.includes(each)));
    const unread = "unread" in grants && finding.id === "key-policy-lacks";
    if (kind === "bucket" || finding.severity !== "wrong" || !(unread || all)) {
        return finding;
    }
    const why =
        "unread" in grants
            ? `But a grant of the key may, and the grants were not read: ${grants.unread}`
            : `But the key has grants for the role (${naming.map(({ id }) => id).join(", ")}), and whether they let Amazon S3 do it is not known.`;
    return {
        ...finding,
        id: "not-known",
        severity: "unknown",
        leg: document.leg,
        message: `${finding.message.replace(` ${fails}`, "")} ${why}`,
    };
}
