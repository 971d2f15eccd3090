import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import program from "../../../index";
import { runToFailure } from "../../support/recorder";
import { handshake } from "../../support/settings";
import { deployed, worldOf } from "../../support/sourceWorld";
import { check } from "./check";

/** What cannot be seen in a message, or changes how the rest of it is seen; its lines end by \n alone. */
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const hidden = [
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2028",
    "\u0007",
    "\u001b",
    "\u009b",
    "\ud800",
    "\u{e0041}",
    "\n",
    "\r",
];
const text = fc.string({
    unit: fc.constantFrom(...hidden, "a", '"', "\\", "é", "\u{1f600}"),
    maxLength: 400,
});
const pretending = fc.record({ __pulumiOutput: fc.constant(true), apply: fc.anything() });
const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
        text,
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        pretending,
        fc.array(tie("value"), { maxLength: 2 }),
        fc.dictionary(fc.oneof(text, fc.constantFrom("__pulumiOutput", "then", "toJSON")), tie("value"), {
            maxKeys: 3,
        }),
    ),
}));
const { deleteMarkerReplication, objectAnnotations, replicaModificationSync, objectLock, ...texts } =
    handshake;
const members = fc.constantFrom(...Object.keys(handshake), "kmsKeyArn", "bucketKey", "sourceBucketKey");
/** As another stack's state has it: JSON, in which one text at least is none that AWS could have. */
const hostile = fc
    .oneof(
        value,
        fc
            .tuple(fc.dictionary(members, value), fc.constantFrom(...Object.keys(texts)), value, fc.boolean())
            .map(([wrong, text, of, pretends]) => ({
                ...handshake,
                ...(pretends && { __pulumiOutput: true }),
                ...wrong,
                [text]: of,
            })),
    )
    .map((output): unknown => JSON.parse(JSON.stringify(output)));

describe("whatever another stack has as its hand-shake", function () {
    this.timeout(120_000);

    it("is refused with a message of ours, in which all can be seen", () =>
        check(100, hostile, async (replicationDestination) => {
            const stacks = { [deployed]: { replicationDestination } };
            const { message } = await runToFailure(worldOf({}, { stacks }), program);
            assert.match(message, new RegExp(`^The output replicationDestination of stack ${deployed}: `));
            assert.doesNotMatch(message, unseen);
        }));
});
