import { roleOfArn } from "../../../components/policies/arn";
import { roleTrust } from "../../../components/policies/roleTrust";
import { rolePermissions, SourcePolicies } from "../../../components/policies/sourcePolicies";
import { aws, json, quoted } from "../commands";
import { none, type Facts } from "../facts";
import type { Diagnosed } from "../finding";
import type { Change } from "./changes";
import { roleDocument } from "./documents";
import { permissionsFor, valueOf, type Use } from "./use";

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

/** Gives the role what it needs, beside what its policy of that name holds. */
export function roleChange(facts: Facts, use: Use): { readonly change?: Change } {
    const role = valueOf(facts.source.role);
    const own = role?.policies.find(({ kind, id }) => kind === "inline" && id === policyName) ?? {
        name: `inline policy ${policyName}`,
        kind: "inline",
        id: policyName,
        content: none,
    };
    return role === undefined
        ? {}
        : { change: { document: roleDocument(facts, role, own), added: neededBy(facts, use).Statement } };
}

function neededBy(facts: Facts, use: Use) {
    return rolePermissions(SourcePolicies.Minimal, permissionsFor(use, facts));
}
