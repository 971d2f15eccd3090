import { describeRefusal, judge } from "../../../components/policies/judgement";
import { roleAssumption } from "../../../components/policies/replicationRequests";
import { roleTrust } from "../../../components/policies/roleTrust";
import type { Facts, RoleFacts } from "../facts";
import type { Diagnosed } from "../finding";
import { trustDocument } from "./documents";
import { withAdded } from "./mending";

/** Whether Amazon S3 may act as the role. */
export function judgeTrust(facts: Facts, role: RoleFacts): readonly Diagnosed[] {
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
            .map((refusal): Diagnosed => ({
                ...refused,
                message: describeRefusal(refusal),
                fix: document.put(
                    withAdded(document.withoutDenial(refusal.statement.position), roleTrust().Statement),
                ),
                actions,
            })),
        ...(lacking.length > 0
            ? [
                  {
                      ...refused,
                      message:
                          "No statement lets s3.amazonaws.com assume the role, so that nothing is replicated.",
                      fix: document.put(withAdded(role.trust, roleTrust().Statement)),
                      actions,
                  },
              ]
            : []),
        ...refusals
            .filter(({ doubt }) => doubt !== undefined)
            .map((refusal): Diagnosed => ({
                id: "statement-may-deny",
                severity: "unknown",
                leg: "role",
                side,
                where,
                message: describeRefusal(refusal),
                fix: document.put(withAdded(role.trust, roleTrust().Statement)),
                actions,
            })),
        ...unclear.map((reason): Diagnosed => ({
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
