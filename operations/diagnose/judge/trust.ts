import { describeRefusal, judge, type Refusal } from "../../../components/policies/judgement";
import { roleAssumption } from "../../../components/policies/replicationRequests";
import { roleTrust } from "../../../components/policies/roleTrust";
import type { Facts, RoleFacts } from "../facts";
import { trustDocument, type DeployedDocument } from "./documents";
import type { Mendable } from "./changes";
import { withoutDenial } from "./denial";

/** Whether Amazon S3 may act as the role. */
export function judgeTrust(facts: Facts, role: RoleFacts): readonly Mendable[] {
    const document = trustDocument(facts, role);
    const { name: where, subject, side } = document;
    const request = roleAssumption(role.arn, facts.source.bucket.arn);
    const { refusals, lacking, unclear } = judge(
        [request],
        { identity: [], resource: { name: where, content: role.trust, kind: "trust" } },
        { assumeGuards: false },
    );
    const refused = { id: "trust-refuses", severity: "wrong", side, where, subject } as const;
    const actions = ["sts:AssumeRole"];
    return [
        ...refusals
            .filter(({ doubt }) => doubt === undefined)
            .map((refusal): Mendable => ({
                ...refused,
                ...withoutDenial(document, refusal),
                fix: "",
                actions,
            })),
        ...(lacking.length > 0
            ? [
                  {
                      ...refused,
                      message:
                          "No statement lets s3.amazonaws.com assume the role, so that nothing is replicated.",
                      changes: [{ document, added: roleTrust().Statement }],
                      fix: "",
                      actions,
                  },
              ]
            : []),
        ...refusals
            .filter(({ doubt }) => doubt !== undefined)
            .map((refusal): Mendable => ({
                id: "statement-may-deny",
                severity: "unknown",
                leg: "role",
                side,
                where,
                ...asFarAsGuarded(document, refusal),
                fix: "",
                actions,
            })),
        ...unclear.map((reason): Mendable => ({
            id: "not-known",
            severity: "unknown",
            leg: "role",
            side,
            where,
            message: `Whether Amazon S3 may assume the role is not known: ${reason}.`,
            fix: "",
        })),
    ];
}

/** AWS advises the guard against confused deputies, so that nobody is to lose it for a doubt. */
function asFarAsGuarded(document: DeployedDocument, refusal: Refusal): Pick<Mendable, "message" | "changes"> {
    if (refusal.doubt?.keys.some((key) => /^aws:Source(Account|Arn)$/i.test(key))) {
        const message =
            `${describeRefusal(refusal)} The condition is AWS's own guard against others who make S3 act for them. AWS does not ` +
            "say whether S3 sends these keys when it replicates: write an object that does not matter, and see whether it arrives.";
        return { message };
    }
    return refusal.effect === "Deny"
        ? withoutDenial(document, refusal)
        : { message: describeRefusal(refusal), changes: [{ document, added: roleTrust().Statement }] };
}
