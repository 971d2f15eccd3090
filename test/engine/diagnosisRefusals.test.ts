import * as assert from "node:assert/strict";
import { execa } from "execa";
import * as v from "valibot";
import { projectRoot } from "../../sandbox/paths";
import { startProxy, type PassingCall } from "../../sandbox/proxy/proxy";
import { inSandbox } from "../support/inSandbox";
import { deployPair } from "./deployPair";

const reportSchema = v.object({
    result: v.string(),
    findings: v.array(v.object({ id: v.string(), severity: v.string() })),
    unread: v.array(v.string()),
    error: v.optional(v.string()),
});

const buckets = (source = "refused-source", destination = "refused-destination") => [
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
        [...buckets("refused-nowhere"), ...profiles()],
        1,
        /"source-bucket-missing"/,
    ],
    [
        "a destination bucket that does not exist",
        [...buckets(undefined, "refused-nowhere"), ...profiles()],
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
        /may not do s3:GetBucketPolicy on bucket refused-destination/,
        "denied",
    ],
    ["a destination that is too busy", [...buckets(), ...profiles(), ...few], 2, /HTTP 503/, "throttled"],
    ["a destination that does not answer", [...buckets(), ...profiles(), ...few], 2, /"not-read"/, "silent"],
];

describe("the diagnosis of what it cannot read", function () {
    this.timeout(180_000);
    const world = inSandbox();

    before(async () => {
        await deployPair(world(), "refused", { destination: {}, source: {} });
    });

    for (const [title, args, expected, says, how] of cases) {
        it(`ends with ${expected}, and says why: ${title}`, async () => {
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
                const report = v.parse(reportSchema, JSON.parse(stdout));
                const results = ["works", "broken", "unknown", "unknown"];
                assert.deepEqual([exitCode, report.result], [expected, results[expected]], stdout);
                assert.match(stdout, says);
                assert.doesNotMatch(`${stdout}${stderr}`, /^ +at /m);
            } finally {
                proxy.stop();
            }
        });
    }
});
