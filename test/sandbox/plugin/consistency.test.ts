import assert from "node:assert/strict";
import {
    KEY_PRINCIPAL_NOT_YET_SEEN,
    PRINCIPAL_NOT_YET_SEEN,
    TOPIC_PRINCIPAL_NOT_YET_SEEN,
    TRUSTED_PRINCIPAL_NOT_YET_SEEN,
    untilConsistent,
    type Transient,
} from "../../../sandbox/plugin/aws/errors";

/** What AWS answers where a policy names a role that is not there, or not yet; the last two are other faults. */
const cases: readonly { transient: Transient; code: string; message: string; passes: boolean }[] = [
    {
        transient: PRINCIPAL_NOT_YET_SEEN,
        code: "MalformedPolicy",
        message: "Invalid principal in policy",
        passes: true,
    },
    {
        transient: PRINCIPAL_NOT_YET_SEEN,
        code: "MalformedPolicy",
        message: "Policy has invalid action",
        passes: true,
    },
    {
        transient: TRUSTED_PRINCIPAL_NOT_YET_SEEN,
        code: "MalformedPolicyDocument",
        message: "Invalid principal in policy: AWS",
        passes: true,
    },
    {
        transient: KEY_PRINCIPAL_NOT_YET_SEEN,
        code: "MalformedPolicyDocumentException",
        message: "Policy contains a statement with one or more invalid principals.",
        passes: true,
    },
    {
        transient: TOPIC_PRINCIPAL_NOT_YET_SEEN,
        code: "InvalidParameterException",
        message: "Invalid parameter: Policy Error: PrincipalNotFound",
        passes: true,
    },
    {
        transient: TRUSTED_PRINCIPAL_NOT_YET_SEEN,
        code: "MalformedPolicyDocument",
        message: "Syntax error at position 1",
        passes: false,
    },
    { transient: PRINCIPAL_NOT_YET_SEEN, code: "AccessDenied", message: "Access Denied", passes: false },
];

describe("the stand-in AWS plug-in: what may pass", function () {
    this.timeout(10_000);

    function failing(code: string, message: string, times: number) {
        let calls = 0;
        const call = () => {
            calls++;
            return calls <= times
                ? Promise.reject(Object.assign(new Error(message), { name: code }))
                : Promise.resolve("done");
        };
        return { call, calls: () => calls };
    }

    for (const { transient, code, message, passes } of cases) {
        it(`${passes ? "is tried again" : "is told at once where it does not"}: ${code}: ${message}`, async () => {
            const { signal } = new AbortController();
            const { call, calls } = failing(code, message, 1);
            const result = await untilConsistent([transient], signal, call).catch((error: unknown) => error);
            assert.deepEqual(
                [result instanceof Error ? result.message : result, calls()],
                passes ? ["done", 2] : [message, 1],
            );
        });
    }

    it("is told in AWS's own words where it does not pass", async () => {
        const { signal } = new AbortController();
        const { call, calls } = failing("MalformedPolicy", "Invalid principal in policy", Infinity);
        await assert.rejects(untilConsistent([PRINCIPAL_NOT_YET_SEEN], signal, call), {
            name: "MalformedPolicy",
            message: "Invalid principal in policy",
        });
        assert.equal(calls(), 5);
    });
});
