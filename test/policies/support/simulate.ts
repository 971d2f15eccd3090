import {
    createValidatedPolicy,
    validateIdentityPolicy,
    validateResourcePolicy,
    type ValidatedPolicy,
} from "@cloud-copilot/iam-policy";
import {
    runSimulation,
    runUnsafeSimulation,
    type EvaluationResult,
    type RunSimulationResults,
    type Simulation,
} from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../../components/policies/document";
import type { Caller } from "./callers";
import type { Circumstance } from "./circumstances";
import { replicatesAnnotations } from "./documentedActions";
import { evaluated } from "./evaluated";
import type { Place } from "./place";

/** One request to AWS. */
export interface Request {
    readonly caller: Caller;
    readonly action: string;
    readonly place: Place;
    readonly arn: string;
    readonly circumstance: Circumstance;
}

/**
 * Whether AWS would allow a request. S3 lets annotations in wherever it lets objects in, unless their own action is denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-example-walkthroughs.html#replication-annotations
 */
export function isAllowed(request: Request): boolean {
    const answer = answerTo(request);
    return request.action === replicatesAnnotations && answer === "ImplicitlyDenied"
        ? answerTo({ ...request, action: "s3:ReplicateObject" }) === "Allowed"
        : answer === "Allowed";
}

/**
 * What the documents say of an action, by its name alone: by the simulator and by the project's own evaluator, which must
 * agree. Answers to the same request under the same two documents are remembered.
 */
export function answerTo(request: Request): EvaluationResult {
    const key = [
        // Anonymous is an object; what the context holds besides is derived from the principal.
        typeof request.caller.principal === "string" ? request.caller.principal : "",
        request.caller.context["aws:PrincipalArn"],
        request.caller.context["aws:SourceArn"],
        request.caller.context["aws:SourceAccount"],
        request.action,
        request.arn,
        request.place.accountId,
        request.circumstance.name,
        numberOf(request.caller.identityPolicy),
        numberOf(request.place.policy),
    ].join("|");
    let answer = answers.get(key);
    if (answer === undefined) {
        answer = runUnsafeSimulation(simulationOf(request), {});
        const allowed = answer === "Allowed";
        const own = evaluated(request);
        agreed += own === allowed ? 1 : 0;
        if (own === !allowed) {
            throw new Error(
                `The simulator says that ${allowed ? "" : "not "}allowed is ${key}, and the evaluator the opposite`,
            );
        }
        answers.set(key, answer);
    }
    return answer;
}

/** The simulator's answer with all of its own checks of the request, at twice the time. */
export async function simulateChecked(request: Request): Promise<RunSimulationResults> {
    return runSimulation(simulationOf(request), {});
}

/** On how many different requests, each under its documents, the two have agreed. */
export function agreedOn(): number {
    return agreed;
}

let agreed = 0;

const answers = new Map<string, EvaluationResult>();
const numbers = new WeakMap<PolicyDocument, number>();
const numbersOfTexts = new Map<string, number>();
const validated = new WeakMap<PolicyDocument, ValidatedPolicy<{ name: Kind }>>();
type Kind = "identity" | "resource";

/** The same number for the same text, whichever setting it comes from; 0 for no document. */
function numberOf(document: PolicyDocument | undefined): number {
    if (document === undefined) {
        return 0;
    }
    let number = numbers.get(document);
    if (number === undefined) {
        const text = JSON.stringify(document);
        number = numbersOfTexts.get(text) ?? numbersOfTexts.size + 1;
        numbersOfTexts.set(text, number);
        numbers.set(document, number);
    }
    return number;
}

function simulationOf({ caller, action, place, arn, circumstance }: Request): Simulation {
    return {
        request: {
            principal: caller.principal,
            action,
            resource: { resource: arn, accountId: place.accountId },
            contextVariables: { ...caller.context, ...circumstance.context },
        },
        identityPolicies: caller.identityPolicy
            ? [{ name: "identity", policy: valid(caller.identityPolicy, "identity") }]
            : [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: place.policy && valid(place.policy, "resource"),
    };
}

/** A document that the simulator need not check again; throws where AWS would refuse its syntax. */
function valid(document: PolicyDocument, kind: Kind): ValidatedPolicy<{ name: Kind }> {
    const before = validated.get(document);
    if (before !== undefined) {
        return before;
    }
    const check = kind === "identity" ? validateIdentityPolicy : validateResourcePolicy;
    // runUnsafeSimulation fails on a resource policy without a name.
    const policy = createValidatedPolicy(document, check, { name: kind });
    if (policy.errors.length > 0) {
        throw new Error(
            `Not a valid ${kind} policy: ${JSON.stringify(policy.errors)}\n${JSON.stringify(document)}`,
        );
    }
    validated.set(document, policy);
    return policy;
}
