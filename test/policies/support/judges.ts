/*
 * The two that judge generated documents: the project's evaluator, and the simulator, which needs every key of the request.
 */
import { createValidatedPolicy } from "@cloud-copilot/iam-policy";
import { anonymousPrincipal, runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { evaluate, type Answer } from "../../../components/policies/evaluation/evaluate";
import type { Caller, ContextValue } from "../../../components/policies/evaluation/request";
import type { Generated } from "./generated";

export type Keys = Readonly<Record<string, ContextValue>>;

/** Services and anonymous callers have no policies. */
const hasPolicies = ({ kind }: Caller) => kind === "role" || kind === "user";

export function evaluated({ request, kind, identity, boundary, resource }: Generated): Answer {
    const own = hasPolicies(request.caller);
    return evaluate(request, {
        identity: own ? [{ name: "identity", content: identity }] : [],
        ...(own && boundary && { boundary: { name: "boundary", content: boundary } }),
        ...(resource && { resource: { name: "resource", content: resource, kind } }),
    });
}

/** What the simulator says of the request with these keys. */
export function simulated({ request, identity, boundary, resource }: Generated, keys: Keys): string {
    const { caller, action, resourceAccountId } = request;
    const own = hasPolicies(caller);
    const named = (name: string, document: object) => ({
        name,
        policy: createValidatedPolicy(document, () => [], { name }),
    });
    return runUnsafeSimulation(
        {
            request: {
                principal: principalOf(caller),
                action,
                resource: { resource: request.resource, accountId: resourceAccountId },
                contextVariables: Object.fromEntries(
                    Object.entries(keys).flatMap(([key, values]) => {
                        if (values === "unknown" || "oneOf" in values) {
                            throw new Error(`The simulator must know ${key}`);
                        }
                        const [value, ...others] = values;
                        return value === undefined
                            ? []
                            : [[key, others.length === 0 ? value : [value, ...others]] as const];
                    }),
                ),
            },
            identityPolicies: own ? [named("identity", identity)] : [],
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            ...(own && boundary && { permissionBoundaryPolicies: [named("boundary", boundary)] }),
            ...(resource && { resourcePolicy: named("resource", resource).policy }),
        },
        {},
    );
}

function principalOf(caller: Caller) {
    switch (caller.kind) {
        case "role":
            return caller.roleArn
                .replace(":iam:", ":sts:")
                .replace(":role/", ":assumed-role/")
                .concat(`/${caller.sessionName}`);
        case "user":
            return caller.arn;
        case "service":
            return caller.name;
        case "anonymous":
            return anonymousPrincipal;
    }
}
