import assert from "node:assert/strict";
import { evaluate, type Answer } from "../../components/policies/evaluation/evaluate";
import { notKnown, type DocumentSet } from "../../components/policies/evaluation/documents";
import type { Caller, ContextValue, Request } from "../../components/policies/evaluation/request";

type Keys = Readonly<Record<string, ContextValue>>;
type Members = Readonly<Record<string, unknown>>;

const roleArn = "arn:aws:iam::111111111111:role/ops/replicator";
const asRole: Caller = { kind: "role", roleArn, sessionName: "session" };
const allowAll: Members = { Sid: "All", Effect: "Allow", Action: "*", Resource: "*" };

function request(keys: Keys = {}, more: Partial<Request> = {}): Request {
    return {
        caller: asRole,
        action: "s3:ReplicateObject",
        resource: "arn:aws:s3:::replicas/a/b",
        resourceAccountId: "111111111111",
        context: { keys, others: "absent" },
        ...more,
    };
}

const document = (Statement: unknown, Version: string | undefined = "2012-10-17") => ({
    Version,
    Statement,
});
const ofIdentity = (content: unknown): DocumentSet => ({ identity: [{ name: "own", content }] });

/** An answer in short. */
function short(answer: Answer): string {
    if (answer.verdict === "allowed") {
        return "allowed";
    }
    if (answer.verdict === "denied") {
        return "by" in answer
            ? `denied by ${answer.by.map(({ document: name, sid, position }) => `${name} ${sid ?? position}`).join(", ")}`
            : `lacking ${answer.lacking.join(", ")}`;
    }
    return `unknown: ${answer.because
        .map(({ effect, document: name, keys, reasons }) => [effect, name, ...keys, ...reasons].join(" "))
        .join("; ")}`;
}

/** Whether a condition holds: of a statement that allows, and so that one that denies says the same. */
function holds(condition: unknown, keys: Keys, version?: string): string {
    const judged = (Effect: string) =>
        short(
            evaluate(
                request(keys),
                ofIdentity(
                    document(
                        [
                            ...(Effect === "Deny" ? [allowAll] : []),
                            { ...allowAll, Sid: "S", Effect, Condition: condition },
                        ],
                        version,
                    ),
                ),
            ),
        );
    const [allow, deny] = [judged("Allow"), judged("Deny")];
    const verdicts: Readonly<Record<string, string>> = {
        allowed: "denied by own S",
        "lacking identity, resource": "allowed",
    };
    assert.equal(deny, verdicts[allow] ?? allow.replace("Allow", "Deny"));
    return allow === "allowed"
        ? "holds"
        : allow === "lacking identity, resource"
          ? "does not"
          : allow.replace("unknown: Allow own ", "? ");
}

const absent: readonly string[] = [];

describe("The evaluator of policies: conditions", () => {
    for (const [condition, values, expected] of [
        // Absent keys.
        [{ StringEquals: { k: "v" } }, absent, "does not"],
        [{ StringEqualsIfExists: { k: "v" } }, absent, "holds"],
        [{ StringNotEquals: { k: "v" } }, absent, "holds"],
        [{ StringNotEqualsIfExists: { k: "v" } }, absent, "holds"],
        [{ "ForAllValues:StringEquals": { k: "v" } }, absent, "holds"],
        [{ "ForAnyValue:StringEquals": { k: "v" } }, absent, "does not"],
        [{ "ForAnyValue:StringEqualsIfExists": { k: "v" } }, absent, "holds"],
        [{ "ForAnyValue:StringNotEquals": { k: "v" } }, absent, "does not"],
        [{ Bool: { k: "false" } }, absent, "does not"],
        [{ NumericLessThan: { k: "1" } }, absent, "does not"],
        [{ NotIpAddress: { k: "10.0.0.0/8" } }, absent, "holds"],
        [{ Null: { k: "true" } }, absent, "holds"],
        [{ Null: { k: false } }, absent, "does not"],
        [{ Null: { k: ["true", "false"] } }, absent, "holds"],
        [{ Null: { k: "false" } }, ["v"], "holds"],
        // Several values, of the policy and of the request.
        [{ StringEquals: { k: ["v", "w"] } }, ["w"], "holds"],
        [{ StringNotEquals: { k: ["v", "w"] } }, ["w"], "does not"],
        [{ "ForAllValues:StringLike": { k: ["v*", "w"] } }, ["v1", "w"], "holds"],
        [{ "ForAllValues:StringLike": { k: ["v*", "w"] } }, ["v1", "x"], "does not"],
        [{ "ForAnyValue:StringNotEquals": { k: ["v", "w"] } }, ["v", "x"], "holds"],
        [{ StringEquals: { k: "v" } }, ["v", "w"], "? k has several values, and StringEquals is for one"],
        // Unknown keys, and keys of which some is known.
        [{ StringEquals: { k: "v" } }, "unknown", "? k"],
        [{ StringNotEqualsIfExists: { k: "v" } }, "unknown", "? k"],
        [{ Null: { k: "true" } }, "unknown", "? k"],
        [{ "ForAllValues:StringLike": { k: "*" } }, "unknown", "? k"],
        [{ BoolIfExists: { k: "false" } }, { oneOf: [[], ["false"]] }, "holds"],
        [{ Bool: { k: "false" } }, { oneOf: [[], ["false"]] }, "? k"],
        [{ Bool: { k: "true" } }, { oneOf: [[], ["false"]] }, "does not"],
        [{ StringEquals: { k: "v" }, Null: { k: "true" } }, "unknown", "? k"],
        // Case.
        [{ StringEquals: { K: "v" } }, ["v"], "holds"],
        [{ StringEquals: { k: "V" } }, ["v"], "does not"],
        [{ StringEqualsIgnoreCase: { k: "V" } }, ["v"], "holds"],
        [{ StringNotEqualsIgnoreCase: { k: "V" } }, ["v"], "does not"],
        [{ Bool: { k: "TRUE" } }, ["true"], "holds"],
        [{ stringEquals: { k: "v" } }, ["v"], "? The operator stringEquals is not known"],
        // Numbers, dates, addresses, ARNs, bytes.
        [{ NumericEquals: { k: 1.5 } }, ["1.50"], "holds"],
        [{ NumericGreaterThanEquals: { k: "10" } }, ["9"], "does not"],
        [{ NumericEquals: { k: "1" } }, ["one"], "? 1 and one are not both numbers"],
        [{ DateGreaterThan: { k: "2026-01-01" } }, ["1767225601"], "holds"],
        [{ DateLessThan: { k: "2026-01-01T01:00:00+01:00" } }, ["2026-01-01T00:00:00Z"], "does not"],
        [{ DateEquals: { k: "yesterday" } }, ["2026-01-01"], "? yesterday and 2026-01-01 are not both dates"],
        [{ IpAddress: { k: "0.0.0.0/0" } }, ["10.0.0.1"], "holds"],
        [{ IpAddress: { k: "10.0.0.1" } }, ["10.0.0.1"], "holds"],
        [{ IpAddress: { k: "10.0.0.0/8" } }, ["2001:db8::1"], "does not"],
        [{ NotIpAddress: { k: "10.0.0.1" } }, ["2001:db8::1"], "holds"],
        [{ IpAddress: { k: "2001:db8::/32" } }, ["2001:DB8:0::1"], "holds"],
        [
            { IpAddress: { k: "10.0.0.0/33" } },
            ["10.0.0.1"],
            "? 10.0.0.0/33 is not a range of addresses, or 10.0.0.1 not an address",
        ],
        [{ ArnEquals: { k: "arn:aws:iam::*:role/*" } }, [roleArn], "holds"],
        [
            { ArnLike: { k: "arn:aws:iam:*:role/*" } },
            [roleArn],
            "? arn:aws:iam:*:role/* and arn:aws:iam::111111111111:role/ops/replicator are not both ARNs",
        ],
        [{ ArnNotLike: { k: "arn:aws:iam::1?1111111111:role/ops/*" } }, [roleArn], "does not"],
        [{ BinaryEquals: { k: "QUJD" } }, ["QUJD"], "holds"],
        // Wildcards and variables.
        [{ StringEquals: { k: "v*" } }, ["v1"], "does not"],
        [{ StringLike: { k: "v${*}" } }, ["v1"], "does not"],
        [{ StringLike: { k: "v${*}${?}${$}" } }, ["v*?$"], "holds"],
        [{ StringLike: { k: "*a*b*" } }, ["xxaxbx"], "holds"],
        [{ StringEquals: { k: "${aws:PrincipalArn}" } }, [roleArn], "holds"],
        [{ ArnEquals: { k: "${aws:PrincipalArn}" } }, [roleArn], "holds"],
        [{ StringLike: { k: "${none, 'v'}*" } }, ["v1"], "holds"],
        [{ StringEquals: { k: "${none}" } }, [""], "does not"],
        [{ StringNotEquals: { k: "${none}" } }, ["v"], "holds"],
        [{ StringEquals: { k: "a${unknown}" } }, ["abc"], "? unknown"],
        [{ StringEquals: { k: "a${unknown}" } }, ["bcd"], "does not"],
        [{ StringEquals: { k: "${a b c}" } }, ["v"], "? The variable ${a b c} is not understood"],
        [{ StringEquals: { k: "${several}" } }, ["v"], "? The variable ${several} has several values"],
        // What is no condition.
        [{ StringMatches: { k: "v" } }, ["v"], "? The operator StringMatches is not known"],
        [{ NullIfExists: { k: "true" } }, ["v"], "? The operator NullIfExists is not known"],
        [{ Null: { k: "yes" } }, ["v"], "? Null k is neither true nor false"],
        [{ StringEquals: "v" }, ["v"], "? StringEquals is not an object"],
        [{ StringEquals: { k: [] } }, ["v"], "? The values of StringEquals k are not understood"],
        [{ StringEquals: { k: { v: 1 } } }, ["v"], "? The values of StringEquals k are not understood"],
        ["v", ["v"], "? Condition is not an object"],
        [{}, absent, "holds"],
        // One that is certain decides, whatever another is.
        [{ StringEquals: { k: "v", unknown: "v" } }, ["w"], "does not"],
    ] as const satisfies readonly (readonly [unknown, ContextValue, string])[]) {
        it(`${JSON.stringify(condition)} ${expected.replace(/^\?.*/, "is unknown")} with ${JSON.stringify(values)}`, () => {
            const keys = {
                k: values,
                "aws:PrincipalArn": [roleArn],
                unknown: "unknown",
                several: ["v", "w"],
            } as const;
            assert.equal(holds(condition, keys), expected);
        });
    }

    it("have no variables in documents of the older version, which is also that of documents without one", () => {
        const keys = { k: ["v"], "aws:username": ["v"] };
        const condition = { StringEquals: { k: "${aws:username}" } };
        assert.equal(holds(condition, keys), "holds");
        assert.equal(holds(condition, keys, "2008-10-17"), "does not");
        const old = { Statement: { ...allowAll, Condition: condition } };
        assert.equal(short(evaluate(request(keys), ofIdentity(old))), "lacking identity, resource");
    });

    it("tell the names in an encryption context apart by case, and no other key", () => {
        const keys = { "KMS:encryptioncontext:aws:s3:arn": ["v"] };
        assert.equal(holds({ StringEquals: { "kms:EncryptionContext:aws:s3:arn": "v" } }, keys), "holds");
        assert.equal(holds({ StringEquals: { "kms:EncryptionContext:AWS:s3:arn": "v" } }, keys), "does not");
    });
});

describe("The evaluator of policies: statements and documents", () => {
    for (const [title, statement, expected] of [
        ["a wildcard in the middle of an action", { Action: "S3:*object" }, "allowed"],
        ["an action of another service", { Action: "s3-object-lambda:*" }, "lacking identity, resource"],
        ["an action that is none", { Action: "s3" }, "unknown: Allow own The action s3 is not understood"],
        ["NotAction", { Action: undefined, NotAction: ["s3:Get*", "s3:List*"] }, "allowed"],
        [
            "NotResource",
            { Resource: undefined, NotResource: "arn:aws:s3:::replicas/*" },
            "lacking identity, resource",
        ],
        ["a resource in another case", { Resource: "arn:aws:s3:::Replicas/*" }, "lacking identity, resource"],
        ["a wildcard over slashes", { Resource: "arn:aws:s3:::rep*b" }, "allowed"],
        [
            "a wildcard that would reach over colons",
            { Resource: "arn:aws:*replicas/*" },
            "unknown: Allow own Whether arn:aws:*replicas/* takes arn:aws:s3:::replicas/a/b is not documented",
        ],
        ["fewer fields of another service", { Resource: "arn:aws:sns" }, "lacking identity, resource"],
        [
            "NotResource with a variable that has no value",
            { Resource: undefined, NotResource: "arn:aws:s3:::${none}/*" },
            "unknown: Allow own What NotResource takes in is not documented where a variable has no value: arn:aws:s3:::${none}/*",
        ],
        [
            "a member that there is not",
            { Conditions: {} },
            "unknown: Deny own it has a member Conditions; Allow own it has a member Conditions",
        ],
        [
            "another effect",
            { Effect: "allow" },
            "unknown: Deny own its Effect is neither Allow nor Deny; Allow own its Effect is neither Allow nor Deny",
        ],
        [
            "both elements of a pair",
            { NotAction: "s3:*" },
            "unknown: Deny own it has not one of Action and NotAction; Allow own it has not one of Action and NotAction",
        ],
        [
            "a principal in an identity's policy",
            { Principal: "*" },
            "unknown: Deny own it has a Principal; Allow own it has a Principal",
        ],
        ["a resource that is no text", { Resource: 1 }, "unknown: Allow own Resource is not understood"],
    ] as const) {
        it(`${title}: ${expected}`, () => {
            const given = JSON.parse(JSON.stringify({ ...allowAll, ...statement })) as unknown;
            assert.equal(short(evaluate(request(), ofIdentity(document([given])))), expected);
        });
    }

    for (const [title, content, expected] of [
        ["a text", "{}", "the own is no policy document"],
        ["an unknown version", document([allowAll], "2020-01-01"), "the own is no policy document"],
        ["one that cannot be read", notKnown, "the statements of the own are not known"],
    ] as const) {
        it(`a document that is ${title} decides nothing`, () => {
            const both = `unknown: Deny own ${expected}; Allow own ${expected}`;
            assert.equal(short(evaluate(request(), ofIdentity(content))), both);
        });
    }

    it("every statement that denies is named, by its Sid or its place", () => {
        const denying = [
            { ...allowAll, Sid: "No", Effect: "Deny" },
            { ...allowAll, Sid: undefined, Effect: "Deny" },
        ];
        assert.equal(
            short(evaluate(request(), ofIdentity(document([allowAll, ...denying])))),
            "denied by own No, own 3",
        );
    });
});

describe("The evaluator of policies: accounts, boundaries and principals", () => {
    const to = (Principal: unknown, more: Members = {}) => document([{ ...allowAll, Principal, ...more }]);
    const elsewhere = { resourceAccountId: "222222222222" };
    const none: DocumentSet = { identity: [] };
    const own = ofIdentity(document([allowAll]));
    const boundedBy = (action: string) => ({
        boundary: { name: "boundary", content: document([{ ...allowAll, Action: action }]) },
    });
    const at = (kind: "bucket" | "key" | "trust", content: unknown) => ({
        resource: { name: "at", kind, content },
    });
    const session = "arn:aws:sts::111111111111:assumed-role/replicator/session";

    for (const [title, documents, asked, expected] of [
        ["a bucket of the account leaves it to the identity", own, {}, "allowed"],
        ["a bucket of another account does not", own, elsewhere, "lacking resource"],
        [
            "another account's policy alone does not suffice",
            { ...none, ...at("bucket", to("*")) },
            elsewhere,
            "lacking identity",
        ],
        ["both together do", { ...own, ...at("bucket", to({ AWS: "111111111111" })) }, elsewhere, "allowed"],
        [
            "within the account the policy alone suffices",
            { ...none, ...at("bucket", to({ AWS: roleArn })) },
            {},
            "allowed",
        ],
        [
            "but not where it names the account",
            { ...none, ...at("bucket", to({ AWS: "arn:aws:iam::111111111111:root" })) },
            {},
            "lacking identity, resource",
        ],
        [
            "a role of another path is another role",
            { ...none, ...at("bucket", to({ AWS: "arn:aws:iam::111111111111:role/replicator" })) },
            {},
            "lacking identity, resource",
        ],
        [
            "a key lets the identity decide where it names the account",
            { ...own, ...at("key", to({ AWS: "111111111111" })) },
            {},
            "allowed",
        ],
        [
            "a key that names somebody else does not",
            { ...own, ...at("key", to({ AWS: "222222222222" })) },
            {},
            "lacking resource",
        ],
        [
            "a boundary bounds the identity",
            { ...own, ...boundedBy("ec2:*") },
            {},
            "lacking boundary, resource",
        ],
        [
            "and what a policy gives to the role",
            { ...none, ...boundedBy("ec2:*"), ...at("bucket", to({ AWS: roleArn })) },
            {},
            "lacking identity, boundary",
        ],
        [
            "but not what it gives to the session",
            { ...none, ...boundedBy("ec2:*"), ...at("bucket", to({ AWS: session })) },
            {},
            "allowed",
        ],
        [
            "and of what it gives to everybody AWS says nothing",
            { ...none, ...boundedBy("ec2:*"), ...at("bucket", to("*")) },
            {},
            "unknown: Allow the policies together Whether a boundary limits what a policy gives everybody is not documented",
        ],
        [
            "a boundary allows nothing by itself",
            { ...none, ...boundedBy("*") },
            {},
            "lacking identity, resource",
        ],
        [
            "a session by name may be this one, where its name is not known",
            { ...none, ...at("bucket", to({ AWS: session })) },
            { caller: { kind: "role", roleArn } },
            `unknown: Allow at How the session of the role is named is not known: ${session}`,
        ],
        [
            "a service is let in by the policy alone",
            {
                ...none,
                ...at(
                    "trust",
                    document([
                        {
                            Effect: "Allow",
                            Principal: { Service: ["s3.amazonaws.com"] },
                            Action: "sts:AssumeRole",
                        },
                    ]),
                ),
            },
            { caller: { kind: "service", name: "s3.amazonaws.com" }, action: "sts:AssumeRole" },
            "allowed",
        ],
        [
            "another service is not",
            { ...none, ...at("bucket", to({ Service: "batchoperations.s3.amazonaws.com" })) },
            { caller: { kind: "service", name: "s3.amazonaws.com" } },
            "lacking resource",
        ],
        [
            "nobody in particular is let in with everybody",
            { ...none, ...at("bucket", to({ AWS: "*" })) },
            { caller: { kind: "anonymous" } },
            "allowed",
        ],
        [
            "the id of a role that is gone is nobody's",
            { ...own, ...at("bucket", to({ AWS: "AROAEXAMPLEID" })) },
            elsewhere,
            "lacking resource",
        ],
        [
            "a canonical id may be the account's",
            { ...own, ...at("bucket", to({ CanonicalUser: "79a5" })) },
            elsewhere,
            "unknown: Allow at Which account has the canonical id 79a5 is not known",
        ],
        [
            "a principal with a wildcard is none",
            { ...own, ...at("bucket", to({ AWS: "arn:aws:iam::111111111111:role/*" })) },
            elsewhere,
            "unknown: Allow at The principal arn:aws:iam::111111111111:role/* has a wildcard",
        ],
        [
            "what is no principal is not understood",
            { ...own, ...at("bucket", to({ Account: "1" })) },
            elsewhere,
            "unknown: Allow at Principal is not understood",
        ],
    ] as const satisfies readonly (readonly [string, DocumentSet, Partial<Request>, string])[]) {
        it(`${title}: ${expected}`, () => {
            assert.equal(short(evaluate(request({}, asked), documents)), expected);
        });
    }

    for (const [listed, expected] of [
        [["222222222222"], "denied by at All"],
        [["111111111111", roleArn, session], "allowed"],
        [
            ["111111111111", roleArn],
            "unknown: Deny at NotPrincipal lists a part of session, role and account",
        ],
    ] as const) {
        it(`a Deny with NotPrincipal ${listed.join(", ")}: ${expected}`, () => {
            const denying = { ...allowAll, Effect: "Deny", NotPrincipal: { AWS: listed } };
            assert.equal(
                short(evaluate(request(), { ...own, ...at("bucket", document([denying])) })),
                expected,
            );
        });
    }
});
