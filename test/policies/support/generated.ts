/*
 * Documents and requests at random, of a small vocabulary, so that they meet often. What is left out of it, and why:
 *
 * - `ForAnyValue:…IfExists`: the simulator takes an absent key for a mismatch, and AWS for a match.
 * - variables without a value under negated operators: AWS says that these match then, and the simulator that they do not.
 * - variables in values of Arn operators: the simulator splits the ARN at the colon in the variable's name.
 * - documents of version 2008-10-17: the simulator reads variables in them too.
 * - a range of addresses of every address, /0: the simulator has none in it.
 * - a date in seconds beside one in letters, and single addresses of two families: the simulator compares texts there.
 */
import * as fc from "fast-check";
import type { Caller, Request } from "../../../components/policies/evaluation/request";

const role = "arn:aws:iam::111111111111:role/replicator";
const session = "arn:aws:sts::111111111111:assumed-role/replicator/session";
const user = "arn:aws:iam::111111111111:user/someone";
const roots = ["arn:aws:iam::111111111111:root", "111111111111"] as const;

const caller = fc.oneof(
    { arbitrary: fc.constant<Caller>({ kind: "role", roleArn: role, sessionName: "session" }), weight: 8 },
    {
        arbitrary: fc.constantFrom<Caller>(
            { kind: "user", arn: user },
            { kind: "service", name: "s3.amazonaws.com" },
            { kind: "anonymous" },
        ),
        weight: 2,
    },
);

/** What is asked for, and what a pattern that takes it in, or does not, may look like. */
const asked = [
    {
        kind: "bucket",
        actions: ["s3:ReplicateObject", "s3:ReplicateDelete"],
        resource: "arn:aws:s3:::replicas/red/a+b.csv",
        patterns: [
            ...["*", "arn:aws:s3:::replicas/*", "arn:aws:s3:::*", "arn:aws:s3:::replicas/red/a+b.???"],
            ...["arn:aws:s3:::replicas", "arn:aws:s3:::replicas/blue/*", "arn:aws:s3:::REPLICAS/*"],
            ...["arn:aws:s3:::replicas/${aws:PrincipalTag/team}/*", "arn:aws:s3:::re*/${s3:none, 'red'}/*"],
            ...["arn:aws:s3:::replicas/${*}/*", "arn:aws:s3:::${s3:none}/*", "arn:*:s3:::replicas/*"],
        ],
    },
    {
        kind: "key",
        actions: ["kms:Encrypt", "kms:Decrypt"],
        resource: "arn:aws:kms:eu-west-1:222222222222:key/1",
        patterns: [
            ...["*", "arn:aws:kms:eu-west-1:222222222222:key/1", "arn:aws:kms:*:222222222222:key/*"],
            ...["arn:aws:kms:eu-west-1:111111111111:key/*", "arn:aws:kms:*:*:key/?"],
        ],
    },
    {
        kind: "trust",
        actions: ["sts:AssumeRole"],
        resource: "arn:aws:iam::111111111111:role/other",
        patterns: ["*"],
    },
] as const;
type Asked = (typeof asked)[number];

const actionPatterns = [
    ...[
        "*",
        "s3:*",
        "kms:*",
        "sts:*",
        "s3:Replicate*",
        "S3:replicateobject",
        "s3:ReplicateDelete",
        "s3:Get*",
    ],
    ...["kms:Encrypt", "kms:De?rypt", "sts:AssumeRole", "sts:Assume*"],
] as const;

const principals: readonly unknown[] = [
    ...[
        "*",
        { AWS: "*" },
        { AWS: [...roots] },
        { AWS: role },
        { AWS: role },
        { AWS: session },
        { AWS: user },
    ],
    ...[{ AWS: roots[0] }, { AWS: roots[1] }, { AWS: "arn:aws:iam::222222222222:root" }],
    ...[{ Service: "s3.amazonaws.com" }, { Service: ["ec2.amazonaws.com", "s3.amazonaws.com"], AWS: user }],
];

/** The values that each key may have in a request; an empty list is of a request without the key. */
export const valuesOfKeys: Readonly<Record<string, readonly (readonly string[])[]>> = {
    "aws:PrincipalTag/team": [[], ["red"], ["blue"], ["Red"], ["re*"]],
    "aws:SourceIp": [[], ["10.0.0.7"], ["192.0.2.1"], ["2001:db8::1"]],
    "aws:CurrentTime": [[], ["2026-01-01T00:00:00Z"], ["2026-06-01T12:30:00Z"]],
    "s3:TlsVersion": [[], ["1.2"], ["1.3"], ["13"]],
    "aws:SecureTransport": [[], ["true"], ["false"]],
    "aws:SourceArn": [[], ["arn:aws:s3:::originals"], ["arn:aws:sns:eu-west-1:111111111111:topic:a"]],
    "aws:TagKeys": [[], ["red"], ["red", "blue"], ["green", "red"]],
    "aws:Nonce": [[], ["QUJD"], ["QUJE"]],
};

const texts = ["red", "blue", "RED", "re*", "*", "r?d", "green"];
const withVariables = ["${aws:PrincipalTag/team}", "${s3:none, 'red'}", "r${*}", "${$}"];
const kinds: readonly {
    keys: readonly string[];
    operators: readonly string[];
    values: readonly unknown[];
}[] = [
    {
        keys: ["aws:PrincipalTag/team", "AWS:principaltag/TEAM"],
        operators: ["StringEquals", "StringLike", "StringEqualsIgnoreCase"],
        values: [...texts, ...withVariables, "${s3:none}"],
    },
    {
        keys: ["aws:PrincipalTag/team"],
        operators: ["StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase"],
        values: texts,
    },
    {
        keys: ["aws:SourceIp"],
        operators: ["IpAddress", "NotIpAddress"],
        values: ["10.0.0.0/8", "192.0.2.1/32", "2001:db8::/32", "128.0.0.0/1"],
    },
    {
        keys: ["aws:CurrentTime"],
        operators: [
            "Equals",
            "NotEquals",
            "LessThan",
            "LessThanEquals",
            "GreaterThan",
            "GreaterThanEquals",
        ].map((name) => `Date${name}`),
        values: ["2026-01-01T00:00:00Z", "2026-03-01", "2026-06-01T12:30:00Z"],
    },
    {
        keys: ["s3:TlsVersion"],
        operators: [
            "Equals",
            "NotEquals",
            "LessThan",
            "LessThanEquals",
            "GreaterThan",
            "GreaterThanEquals",
        ].map((name) => `Numeric${name}`),
        values: ["1.2", "1.30", "2", 1.2],
    },
    { keys: ["aws:SecureTransport"], operators: ["Bool"], values: ["true", "false", true, "TRUE"] },
    {
        keys: ["aws:SourceArn"],
        operators: ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
        values: [
            "arn:aws:s3:::orig*",
            "arn:aws:*:*:*:*",
            "arn:aws:sns:*:111111111111:topic",
            "arn:aws:s3:::originals",
        ],
    },
    { keys: ["aws:Nonce"], operators: ["BinaryEquals"], values: ["QUJD", "QUJE"] },
];

const condition = fc.oneof(
    {
        arbitrary: fc.constantFrom(...kinds).chain(({ keys, operators, values }) =>
            fc.record({
                operator: fc
                    .tuple(fc.constantFrom(...operators), fc.constantFrom("", "", "IfExists"))
                    .map((parts) => parts.join("")),
                key: fc.constantFrom(...keys),
                values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 }),
            }),
        ),
        weight: 6,
    },
    {
        arbitrary: fc.record({
            operator: fc.constantFrom(
                ...[
                    "ForAnyValue:StringEquals",
                    "ForAllValues:StringLike",
                    "ForAllValues:StringEqualsIfExists",
                ],
                ...["ForAnyValue:StringNotEquals", "ForAllValues:StringNotLike"],
            ),
            key: fc.constantFrom("aws:TagKeys", "aws:PrincipalTag/team"),
            values: fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 2 }),
        }),
        weight: 2,
    },
    {
        arbitrary: fc.record({
            operator: fc.constant("Null"),
            key: fc.constantFrom(...Object.keys(valuesOfKeys)),
            values: fc.constantFrom(["true"], ["false"], [true]),
        }),
        weight: 1,
    },
);

/** Several operators and keys of a statement, which all have to hold. Of one operator twice for one key the last stands. */
function conditionElement(given: readonly { operator: string; key: string; values: readonly unknown[] }[]) {
    const element: Record<string, Record<string, unknown>> = {};
    for (const { operator, key, values } of given) {
        element[operator] = { ...element[operator], [key]: values.length === 1 ? values[0] : values };
    }
    return given.length === 0 ? {} : { Condition: element };
}

const listed = <T>(arbitrary: fc.Arbitrary<T>) =>
    fc.oneof(
        { arbitrary, weight: 3 },
        { arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: 2 }), weight: 1 },
    );

const statement = ({ patterns, actions }: Asked, place: "own" | "resource" | "trust") =>
    fc
        .record({
            Effect: fc.constantFrom("Allow", "Allow", "Allow", "Allow", "Deny"),
            notAction: fc.constantFrom(false, false, false, false, false, false, true),
            action: listed(
                fc.oneof(
                    { arbitrary: fc.constantFrom(...actions, "*"), weight: 2 },
                    { arbitrary: fc.constantFrom(...actionPatterns), weight: 1 },
                ),
            ),
            notResource: fc.constantFrom(false, false, false, false, false, false, true),
            resource: listed(fc.constantFrom<string>(...patterns.slice(0, 3), ...patterns)),
            notPrincipal: fc.constantFrom(false, false, false, false, false, false, false, true),
            principal: fc.constantFrom(...principals),
            notThese: fc.constantFrom(...principals.slice(2)),
            conditions: fc.oneof(
                { arbitrary: fc.constant([]), weight: 2 },
                { arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }), weight: 3 },
            ),
        })
        .map((made) => ({
            Effect: made.Effect,
            [made.notAction ? "NotAction" : "Action"]: made.action,
            ...(place === "trust" ? {} : { [made.notResource ? "NotResource" : "Resource"]: made.resource }),
            ...(place === "own"
                ? {}
                : made.notPrincipal
                  ? { NotPrincipal: made.notThese }
                  : { Principal: made.principal }),
            ...conditionElement(made.conditions),
        }));

/** A statement that allows whatever is asked, or one that lets the account do so: else hardly anything would be allowed. */
const wide = (place: "own" | "resource" | "trust") =>
    fc.constantFrom<unknown>({ AWS: role }, { AWS: [...roots] }, "*").map((Principal) => ({
        Effect: "Allow",
        Action: "*",
        ...(place !== "trust" && { Resource: "*" }),
        ...(place !== "own" && { Principal }),
    }));

const document = (about: Asked, place: "own" | "resource" | "trust") =>
    fc
        .tuple(
            fc.array(wide(place), { maxLength: 1 }),
            fc.array(statement(about, place), { minLength: 1, maxLength: 3 }),
        )
        .map((statements) => ({ Version: "2012-10-17", Statement: statements.flat() }));

/** A request, and the documents that it is judged by. */
export interface Generated {
    readonly request: Request;
    readonly kind: Asked["kind"];
    readonly identity: object;
    readonly boundary: object | undefined;
    readonly resource: object | undefined;
}

export const generated: fc.Arbitrary<Generated> = fc
    .constantFrom<Asked>(asked[0], asked[0], asked[0], asked[1], asked[1], asked[2])
    .chain((about) =>
        fc.record({
            kind: fc.constant(about.kind),
            request: fc.record({
                caller,
                action: fc.constantFrom<string>(...about.actions),
                resource: fc.constant(about.resource),
                resourceAccountId: fc.constantFrom("111111111111", "222222222222"),
                context: fc.record({
                    keys: fc.record(
                        Object.fromEntries(
                            Object.entries(valuesOfKeys).map(([key, values]) => [
                                key,
                                fc.oneof(
                                    { arbitrary: fc.constantFrom(...values), weight: 6 },
                                    { arbitrary: fc.constant("unknown" as const), weight: 3 },
                                ),
                            ]),
                        ),
                    ),
                    others: fc.constant("absent" as const),
                }),
            }),
            identity: document(about, "own"),
            boundary: fc.option(document(about, "own"), { nil: undefined, freq: 3 }),
            resource:
                about.kind === "bucket"
                    ? fc.option(document(about, "resource"), { nil: undefined, freq: 6 })
                    : document(about, about.kind === "trust" ? "trust" : "resource"),
        }),
    );
