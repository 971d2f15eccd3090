import { evaluate } from "../../../components/policies/evaluation/evaluate";
import type { Caller } from "../../../components/policies/evaluation/request";
import type { Request } from "./simulate";

/**
 * The answer of the project's own evaluator to a request of the matrix, in which every key of a request is known. None where a
 * mutant compares an ARN with something that is none: the simulator takes that for a mismatch, and AWS does not say.
 */
export function evaluated({ caller, action, place, arn, circumstance }: Request): boolean | undefined {
    const keys = Object.entries({ ...caller.context, ...circumstance.context });
    const kind = { role: "trust", key: "key", bucket: "bucket", object: "bucket", topic: "bucket" } as const;
    const answer = evaluate(
        {
            caller: senderOf(caller),
            action,
            resource: arn,
            resourceAccountId: place.accountId,
            context: {
                keys: Object.fromEntries(keys.map(([key, value]) => [key, [value]])),
                others: "absent",
            },
        },
        {
            identity: caller.identityPolicy ? [{ name: "identity", content: caller.identityPolicy }] : [],
            ...(place.policy && {
                resource: { name: "resource", content: place.policy, kind: kind[typeOf(place, arn)] },
            }),
        },
    );
    if (answer.verdict === "unknown") {
        const reasons = answer.because.flatMap((doubt) => doubt.reasons);
        if (reasons.every((reason) => reason.endsWith(" are not both ARNs"))) {
            return undefined;
        }
        throw new Error(`Of ${action} on ${arn} the evaluator does not know: ${reasons.join(", ")}`);
    }
    return answer.verdict === "allowed";
}

function typeOf({ arns }: Request["place"], arn: string) {
    const type = (["role", "key", "bucket", "object", "topic"] as const).find((each) => arns[each] === arn);
    if (type === undefined) {
        throw new Error(`${arn} is not at its place`);
    }
    return type;
}

function senderOf({ principal, context }: Request["caller"]): Caller {
    if (typeof principal !== "string") {
        return { kind: "anonymous" };
    }
    const arn = context["aws:PrincipalArn"];
    if (arn === undefined) {
        return { kind: "service", name: principal };
    }
    return arn.includes(":role/")
        ? { kind: "role", roleArn: arn, sessionName: "session" }
        : { kind: "user", arn };
}
