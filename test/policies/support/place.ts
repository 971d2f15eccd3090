import { policyDocument, type PolicyDocument } from "../../../components/policies/document";
import type { ResourceType } from "./actions";

/** A bucket with its objects, a role, a key or a topic: what requests are about. */
export interface Place {
    /** What is asked for, by what kind of thing the action is done to. */
    readonly arns: Readonly<Partial<Record<ResourceType, string>>>;
    readonly accountId: string;
    readonly policy?: PolicyDocument;
}

/** The policy of a place that refuses nobody, so that only the caller's own policy can. */
export const openToEveryone = policyDocument({
    Sid: "OpenToEveryone",
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:*", "sts:*", "kms:*", "sns:*"],
    Resource: "*",
});
