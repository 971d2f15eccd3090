import * as assert from "node:assert/strict";
import type { Diagnosed } from "../../../../operations/diagnose/finding";
import { failedReport, reportOf } from "../../../../operations/diagnose/report";
import { diagnoses } from "../../../support/diagnosed";

const wrong: Diagnosed = {
    id: "statement-denies",
    severity: "wrong",
    side: "destination",
    where: "statement Deny",
    message: "It denies.",
    fix: "aws s3api x",
    leg: "role",
    subject: "policy",
    actions: ["s3:ReplicateObject"],
};

const printed = {
    id: "statement-denies",
    severity: "wrong",
    side: "destination",
    where: "statement Deny",
    message: "It denies.",
    fix: "aws s3api x",
};

describe("the report of a diagnosis", () => {
    it("has six members of a finding, and no object or sample that nobody asked for", () => {
        assert.equal(
            JSON.stringify(reportOf({ findings: [wrong], unread: ["policy of x: denied"] })),
            JSON.stringify({ result: "broken", findings: [printed], unread: ["policy of x: denied"] }),
        );
    });

    it("has the object and the sample where they were asked for", () => {
        const { object, sample } = diagnoses.broken;
        assert.deepEqual(Object.keys(reportOf(diagnoses.broken)), [
            "result",
            "findings",
            "object",
            "sample",
            "unread",
        ]);
        assert.equal(reportOf(diagnoses.broken).object, object);
        assert.equal(reportOf(diagnoses.broken).sample, sample);
    });

    for (const [name, result] of [
        ["healthy", "works"],
        ["broken", "broken"],
        ["unknown", "unknown"],
    ] as const) {
        it(`of a ${name} pair says ${result}`, () => {
            assert.equal(reportOf(diagnoses[name]).result, result);
        });
    }

    for (const [cause, ofHealthy, ofUnknown] of [
        ["failed", "broken", "broken"],
        ["gone", "broken", "broken"],
        ["pending", "unknown", "unknown"],
        ["unknown", "unknown", "unknown"],
        ["customer-key", "unknown", "unknown"],
        ["replicated", "unknown", "unknown"],
        ["arrived", "works", "unknown"],
        ["changed", "works", "unknown"],
        ["storage-class", "works", "unknown"],
        ["missing", "works", "unknown"],
    ] as const) {
        it(`says the worse of the pair and of an object: ${cause}`, () => {
            const object = { key: "k", status: "none", cause, message: "", fix: "" } as const;
            assert.deepEqual(
                (["healthy", "unknown", "broken"] as const).map(
                    (name) => reportOf({ ...diagnoses[name], object }).result,
                ),
                [ofHealthy, ofUnknown, "broken"],
            );
        });
    }

    it("of a diagnosis that could not run has the same members, and an error besides", () => {
        assert.deepEqual(failedReport("no credentials"), {
            result: "unknown",
            findings: [],
            unread: [],
            error: "no credentials",
        });
    });
});
