import * as assert from "node:assert/strict";
import { appendFile } from "node:fs/promises";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot, runPaths } from "../../sandbox/paths";
import { permissions } from "../../operations/diagnose/read/permissions";
import { startProxy, type PassingCall } from "../../sandbox/proxy/proxy";
import type { inSandbox } from "../support/inSandbox";

const reportSchema = v.object({
    result: v.string(),
    findings: v.array(
        v.object({ id: v.string(), severity: v.string(), side: v.string(), where: v.string() }),
    ),
    unread: v.array(v.string()),
    error: v.optional(v.string()),
});

const buckets = (source = "keyed-source", destination = "keyed-destination") => [
    ...["--source-bucket", source],
    ...["--destination-bucket", destination],
];
const profiles = (source = "source", destination = "destination") => [
    ...["--source-profile", source],
    ...["--destination-profile", destination],
];
const few = ["--timeout", "3"];

const xml = (status: number, code: string) => ({
    status,
    headers: ["Content-Type", "application/xml"],
    content: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`),
});

/** What becomes of the destination's calls; all others are passed on. */
const broken: Readonly<Record<string, (call: PassingCall) => Promise<void>>> = {
    denied: async (call) => {
        call.answer(call.name === "GetBucketPolicy" ? xml(403, "AccessDenied") : await call.pass());
    },
    throttled: (call) => {
        call.answer(xml(503, "SlowDown"));
        return Promise.resolve();
    },
    silent: (call) => call.abandoned,
};

/** What is asked, how AWS is broken, and what comes of it: the exit code, and what is said. */
const cases: readonly (readonly [
    title: string,
    args: readonly string[],
    exitCode: number,
    says: RegExp,
    how?: string,
])[] = [
    [
        "a stack that does not exist",
        ["--source", "nowhere-source", "--destination", "nowhere-destination"],
        3,
        /There is no stack nowhere-source in this backend/,
    ],
    ["no folder of a project", ["--cwd", "/nowhere"], 3, /--cwd is \/nowhere, which holds no Pulumi.yaml/],
    [
        "a source bucket that does not exist",
        [...buckets("keyed-nowhere"), ...profiles()],
        1,
        /"source-bucket-missing"/,
    ],
    [
        "a destination bucket that does not exist",
        [...buckets(undefined, "keyed-nowhere"), ...profiles()],
        1,
        /"(no-rule-to-destination|destination-bucket-missing)"/,
    ],
    [
        "the source's credentials on both sides",
        [...buckets(), ...profiles("source", "source")],
        2,
        /is not of account 111111111111/,
    ],
    [
        "an outsider's credentials at the destination",
        [...buckets(), ...profiles("source", "outsider")],
        1,
        /"destination-bucket-missing"/,
    ],
    [
        "a profile that does not exist, at the destination",
        [...buckets(), ...profiles("source", "nobody")],
        2,
        /nobody/,
    ],
    ["profiles that do not exist", [...buckets(), ...profiles("nobody", "nobody")], 3, /nobody/],
    [
        "a policy that may not be read",
        [...buckets(), ...profiles()],
        2,
        /may not do s3:GetBucketPolicy on bucket keyed-destination/,
        "denied",
    ],
    ["a destination that is too busy", [...buckets(), ...profiles(), ...few], 2, /HTTP 503/, "throttled"],
    ["a destination that does not answer", [...buckets(), ...profiles(), ...few], 2, /"not-read"/, "silent"],
];

/** The option whose permissions the pair needs that is named by its buckets. */
const byNames = "--source-bucket, --destination-bucket";

/** Runs the command, with an answer of AWS's broken in one of these ways. */
async function run(world: ReturnType<typeof inSandbox>, args: readonly string[], how?: string) {
    const { sandbox } = world();
    const { accountId } = sandbox.accounts.destination;
    const proxy = await startProxy(sandbox, async (call) => {
        const handle = how !== undefined && call.account === accountId ? broken[how] : undefined;
        await (handle
            ? handle(call)
            : call.pass().then((answer) => {
                  call.answer(answer);
              }));
    });
    try {
        const { exitCode, stdout, stderr } = await execa(
            "npm",
            ["run", "--silent", "diagnose", "--", "--json", ...args],
            { cwd: projectRoot, env: proxy.env(sandbox.env("outsider")), reject: false },
        );
        return { exitCode, stdout, stderr, report: v.parse(reportSchema, JSON.parse(stdout)) };
    } finally {
        proxy.stop();
    }
}

/** Makes a user who may do these things; the profile is called as the user. */
async function addUser(
    world: ReturnType<typeof inSandbox>,
    name: string,
    side: "source" | "destination",
    actions: readonly string[],
) {
    const { iam } = world().as(side);
    const user = { UserName: `${name}-of-${side}` };
    await iam.createUser(user);
    await iam.putUserPolicy({
        ...user,
        PolicyName: "read",
        PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
        }),
    });
    const { AccessKey } = await iam.createAccessKey(user);
    await appendFile(
        runPaths(world().sandbox.directory).awsCredentials,
        `\n[${user.UserName}]\naws_access_key_id = ${AccessKey?.AccessKeyId}\n` +
            `aws_secret_access_key = ${AccessKey?.SecretAccessKey}\n`,
    );
}

/** Tests of what cannot be read of the pair `keyed`, which is deployed and works. */
export function describeRefusals(world: ReturnType<typeof inSandbox>): void {
    for (const [title, args, expected, says, how] of cases) {
        it(`ends with ${expected}, and says why: ${title}`, async () => {
            const { exitCode, stdout, stderr, report } = await run(world, args, how);
            const results = ["works", "broken", "unknown", "unknown"];
            assert.deepEqual([exitCode, report.result], [expected, results[expected]], stdout);
            assert.match(stdout, says);
            assert.doesNotMatch(`${stdout}${stderr}`, /^ +at /m);
        });
    }

    it("reads all with users who have the permissions that are listed, and no others", async () => {
        for (const side of ["source", "destination"] as const) {
            const needed = permissions[side].filter(
                ({ option }) => option === undefined || option === byNames,
            );
            await addUser(
                world,
                "diagnoser",
                side,
                needed.map(({ action }) => action),
            );
        }
        const { exitCode, report } = await run(world, [
            ...buckets(),
            ...profiles("diagnoser-of-source", "diagnoser-of-destination"),
        ]);
        assert.deepEqual([exitCode, report.result, report.unread], [0, "works", []]);
    });

    it("ends with 2, and says what was not read: with users who may read the buckets and nothing else", async () => {
        await addUser(world, "reader", "source", ["s3:Get*", "s3:List*"]);
        await addUser(world, "reader", "destination", ["s3:Get*", "s3:List*"]);
        const { exitCode, report } = await run(world, [
            ...buckets(),
            ...profiles("reader-of-source", "reader-of-destination"),
        ]);
        const nameless = (text: string) => text.replace(/key\/[\w-]+/g, "key/").replace(/ \(HTTP .*/s, "");
        const refused = (side: string, what: string) => `The credentials of the ${side} may not do ${what}`;
        const role = "role keyed-replication";
        assert.deepEqual([exitCode, report.result], [2, "unknown"]);
        assert.deepEqual(
            report.findings
                .filter(({ severity }) => severity !== "ok")
                .map(({ id, severity, side, where }) => nameless(`${severity} ${id}, ${side}: ${where}`)),
            [
                "unknown not-read, source: KMS key arn:aws:kms:ap-northeast-2:111111111111:key/",
                "unknown not-read, destination: KMS key arn:aws:kms:ap-northeast-1:222222222222:key/",
                "unknown not-read, source: role arn:aws:iam::111111111111:role/keyed-replication",
                "unknown organization-policies, source: role arn:aws:iam::111111111111:role/keyed-replication",
            ],
        );
        // They come as AWS answers, in no order.
        assert.deepEqual(report.unread.map(nameless).toSorted(), [
            refused("destination", "kms:DescribeKey on key arn:aws:kms:ap-northeast-1:222222222222:key/"),
            refused("source", "cloudwatch:DescribeAlarms on alarms of account 111111111111"),
            refused("source", `iam:GetRole on ${role}`),
            refused("source", `iam:ListAttachedRolePolicies on ${role}`),
            refused("source", `iam:ListRolePolicies on ${role}`),
            refused("source", "kms:DescribeKey on key arn:aws:kms:ap-northeast-2:111111111111:key/"),
        ]);
    });
}
