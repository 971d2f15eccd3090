import {
    createValidatedPolicy,
    validateIdentityPolicy,
    validateResourcePolicy,
    type ValidatedPolicy,
} from "@cloud-copilot/iam-policy";
import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { accounts, iamArn, replicationRole } from "../support/setting";
import { document, type PeerDocument } from "./peer";
import type { Place } from "./places";

/** Who sends a request, and what their own policies allow them. */
export interface Caller {
    readonly name: string;
    readonly principal: string;
    readonly principalArn: string;
    readonly identityPolicy: PeerDocument;
}

/** May do whatever the other side lets it do. */
const everything = document({ Effect: "Allow", Action: ["s3:*", "kms:*"], Resource: "*" });

/** The replication role with a policy of its own, as a session, which is what S3 has of it. */
export function replicationRoleWith(identityPolicy: PeerDocument): Caller {
    return roleOfTheSource("the role", replicationRole, identityPolicy);
}

/** The replication role if its account allowed it everything: only the destination bounds it. */
export const unboundRole = roleOfTheSource(
    "the role, if its account allowed it",
    replicationRole,
    everything,
);

const other = "another identity of the source's account";

/** Identities of the source's account that have no business at the destination. */
export const others: readonly Caller[] = [
    roleOfTheSource(other, "another-role", everything),
    {
        name: other,
        principal: iamArn("aws", accounts.source, "user/someone"),
        principalArn: iamArn("aws", accounts.source, "user/someone"),
        identityPolicy: everything,
    },
];

function roleOfTheSource(name: string, role: string, identityPolicy: PeerDocument): Caller {
    return {
        name,
        principal: `arn:aws:sts::${accounts.source}:assumed-role/${role}/session`,
        principalArn: iamArn("aws", accounts.source, `role/${role}`),
        identityPolicy,
    };
}

/**
 * Whether AWS would allow a request, over TLS. The simulator's checked form drops the encryption context of KMS, so this is
 * the unchecked one, with documents that are checked here.
 */
export function isAllowed(caller: Caller, action: string, place: Place): boolean {
    return (
        runUnsafeSimulation(
            {
                request: {
                    principal: caller.principal,
                    action,
                    resource: { resource: place.arn, accountId: place.accountId },
                    contextVariables: {
                        "aws:PrincipalArn": caller.principalArn,
                        "aws:PrincipalAccount": accounts.source,
                        "aws:SecureTransport": "true",
                        ...place.context,
                    },
                },
                identityPolicies: [{ name: "identity", policy: valid(caller.identityPolicy, "identity") }],
                serviceControlPolicies: [],
                resourceControlPolicies: [],
                resourcePolicy: place.policy && valid(place.policy, "resource"),
            },
            {},
        ) === "Allowed"
    );
}

type Kind = "identity" | "resource";
const validators = { identity: validateIdentityPolicy, resource: validateResourcePolicy };
const validated = new WeakMap<PeerDocument, ValidatedPolicy<{ name: Kind }>>();

/** Throws where AWS would refuse a document's syntax. */
function valid(text: PeerDocument, kind: Kind): ValidatedPolicy<{ name: Kind }> {
    const before = validated.get(text);
    if (before !== undefined) {
        return before;
    }
    const policy = createValidatedPolicy(text, validators[kind], { name: kind });
    if (policy.errors.length > 0) {
        throw new Error(
            `Not a valid ${kind} policy: ${JSON.stringify(policy.errors)}\n${JSON.stringify(text)}`,
        );
    }
    validated.set(text, policy);
    return policy;
}
