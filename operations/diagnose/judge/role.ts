import { roleOfArn } from "../../../components/policies/arn";
import type { PolicyStatement } from "../../../components/policies/document";
import type { Request } from "../../../components/policies/evaluation/request";
import { roleTrust } from "../../../components/policies/roleTrust";
import { rolePermissions, SourcePolicies } from "../../../components/policies/sourcePolicies";
import { aws, json, quoted } from "../commands";
import { none, roleArnOf, valueOf, type Facts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Change } from "./changes";
import { configurationOf } from "./deployed";
import { roleDocument } from "./documents";
import { permissionsFor, type Use } from "./use";

const policyName = "replication";

/** The finding of a role that is not there. */
export function missingRole(facts: Facts, use: Use): Diagnosed {
    const { name = "", path = "/" } = roleOfArn(use.roleArn);
    const create = [
        `iam create-role --role-name ${quoted(name)}`,
        ...(path === "/" ? [] : [`--path ${quoted(path)}`]),
        `--assume-role-policy-document ${json(roleTrust())}`,
    ].join(" ");
    return {
        id: "role-missing",
        severity: "wrong",
        side: "source",
        where: `role ${use.roleArn}`,
        message: `There is no role ${use.roleArn}, which the replication configuration names. Nothing is replicated.`,
        fix: [
            aws(facts, "source", create),
            aws(
                facts,
                "source",
                `iam put-role-policy --role-name ${quoted(name)} --policy-name ${policyName} --policy-document ${json(neededBy(facts, use))}`,
            ),
        ].join("\n"),
        subject: "role",
    };
}

/** The finding of a role that nobody may look at. */
export function unreadRole({ roleArn }: Use, reason: string): Diagnosed {
    return {
        id: "not-read",
        severity: "unknown",
        leg: "role",
        side: "source",
        where: `role ${roleArn}`,
        message: `Whether Amazon S3 may act as the role, and what the role may do, is not known: ${reason}`,
        fix: "",
    };
}

/** The finding of a role that nobody names, or that is no role. */
export function unusableRole(facts: Facts): readonly Diagnosed[] {
    const { configuration, role, bucket } = facts.source;
    if ("none" in configuration || "none" in bucket.exists) {
        return [];
    }
    const arn = roleArnOf(facts) ?? "";
    const where = configurationOf(facts.source);
    if (arn === "" && "none" in role) {
        const message = "The replication configuration names no role. Nothing is replicated.";
        return [{ id: "role-missing", severity: "wrong", side: "source", where, message, fix: "" }];
    }
    const names = arn === "" ? "" : ` It is ${JSON.stringify(arn)}, which is not the ARN of a role.`;
    const reason = "unread" in role ? ` ${role.unread}` : "";
    return [
        {
            id: "not-known",
            severity: "unknown",
            leg: "role",
            side: "source",
            where,
            message: `Which role Amazon S3 replicates as is not known, and so not what it may do.${names}${reason}`,
            fix: "",
        },
    ];
}

/** Gives the role what it lacks, beside what its policy of that name holds. */
export function roleChanges(facts: Facts, use: Use, lacking: readonly Request[]): readonly Change[] {
    const role = valueOf(facts.source.role);
    const own = role?.policies.find(({ kind, id }) => kind === "inline" && id === policyName) ?? {
        name: `inline policy ${policyName}`,
        kind: "inline",
        id: policyName,
        content: none,
    };
    return role === undefined
        ? []
        : [{ document: roleDocument(facts, role, own), added: statementsAllowing(facts, use, lacking) }];
}

/** Of what the role needs the statements that allow these requests. */
export function statementsAllowing(
    facts: Facts,
    use: Use,
    requests: readonly Request[],
): readonly PolicyStatement[] {
    return neededBy(facts, use).Statement.filter(({ Action, Resource = [] }) =>
        requests.some(
            ({ action, resource }) =>
                [Action].flat().includes(action) &&
                [Resource].flat().some((each) => resource.startsWith(each.replace(/\*$/, ""))),
        ),
    );
}

function neededBy(facts: Facts, use: Use) {
    return rolePermissions(SourcePolicies.Minimal, permissionsFor(use, facts));
}
