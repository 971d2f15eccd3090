import { roleOfArn } from "../../../components/policies/arn";
import { notKnown } from "../../../components/policies/evaluation/documents";
import type { Side } from "../../aws/side";
import type { Leg } from "../catalogue";
import { aws, json, quoted } from "../commands";
import type { Facts, NamedPolicy, Read, RoleFacts, SideFacts } from "../facts";
import type { Subject } from "../finding";
import { withoutActions, withoutService, withRoleTakenOut, type Narrowed } from "./mending";

/** A document that decides requests, and how it is changed. */
export interface DeployedDocument {
    /** As findings name it. */
    readonly name: string;
    /** Parsed; `notKnown` where it was not read, and undefined where there is none. */
    readonly content: unknown;
    readonly side: Side;
    readonly leg: Leg;
    readonly subject?: Subject;
    /** The command that puts other content there; empty where no command can. */
    readonly put: (content: object) => string;
    /** Whose it is, where it is not the role's or the resource's alone. */
    readonly sharedBy?: "others" | "AWS";
    /** A statement that no longer denies the role these actions; none where that is not certain. */
    readonly withoutDenial: (statement: unknown, actions: readonly string[]) => Narrowed | undefined;
}

/** What the reading of a document came to. */
function contentOf(read: Read<unknown>): unknown {
    return "unread" in read ? notKnown : "value" in read ? read.value : undefined;
}

export function trustDocument(facts: Facts, role: RoleFacts): DeployedDocument {
    const name = roleOfArn(role.arn).name ?? "";
    const call = `iam update-assume-role-policy --role-name ${quoted(name)} --policy-document`;
    return {
        name: `trust policy of the role ${name}`,
        content: role.trust,
        side: "source",
        leg: "role",
        subject: "role",
        put: (content) => aws(facts, "source", `${call} ${json(content)}`),
        withoutDenial: (statement) => withoutService(statement, "s3.amazonaws.com"),
    };
}

/** A policy of the role's, or its boundary. */
export function roleDocument(facts: Facts, role: RoleFacts, policy: NamedPolicy): DeployedDocument {
    const roleName = roleOfArn(role.arn).name ?? "";
    const content = contentOf(policy.content);
    const calls = {
        inline: `iam put-role-policy --role-name ${quoted(roleName)} --policy-name ${quoted(policy.id)} --policy-document`,
        attached: `iam create-policy-version --set-as-default --policy-arn ${quoted(policy.id)} --policy-document`,
        boundary: `iam create-policy-version --set-as-default --policy-arn ${quoted(policy.id)} --policy-document`,
    };
    // A policy of AWS's own is not for anybody else to change.
    const ofAws = policy.id.includes(":iam::aws:");
    return {
        name: policy.name,
        content,
        side: "source",
        leg: "role",
        ...(policy.kind === "inline"
            ? { subject: "role policy" as const }
            : { sharedBy: ofAws ? ("AWS" as const) : ("others" as const) }),
        put: (changed) => (ofAws ? "" : aws(facts, "source", `${calls[policy.kind]} ${json(changed)}`)),
        withoutDenial: withoutActions,
    };
}

export function bucketDocument(
    facts: Facts,
    side: Side,
    where: SideFacts,
    roleArn: string,
): DeployedDocument {
    const { bucket } = where;
    const content = contentOf(bucket.policy);
    return {
        name: `policy of the bucket ${bucket.name}`,
        content,
        side,
        leg: side === "source" ? "source bucket" : "destination policy",
        subject: "policy",
        put: (changed) =>
            aws(
                facts,
                side,
                `s3api put-bucket-policy --bucket ${quoted(bucket.name)} --policy ${json(changed)}`,
                where,
            ),
        withoutDenial: (statement) => withRoleTakenOut(statement, roleArn),
    };
}

export function keyDocument(
    facts: Facts,
    side: Side,
    where: SideFacts,
    keyArn: string,
    policy: Read<unknown>,
    roleArn: string,
): DeployedDocument {
    const content = contentOf(policy);
    const call = `kms put-key-policy --key-id ${quoted(keyArn)} --policy-name default --policy`;
    return {
        name: `policy of the key ${keyArn}`,
        content,
        side,
        leg: "key",
        subject: "key policy",
        put: (changed) => aws(facts, side, `${call} ${json(changed)}`, where),
        withoutDenial: (statement) => withRoleTakenOut(statement, roleArn),
    };
}
