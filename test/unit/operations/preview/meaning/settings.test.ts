import * as assert from "node:assert/strict";
import { catalogue } from "../../../../../operations/preview/meaning/catalogue";
import type { Change } from "../../../../engine/meaning/change";
import { changes } from "../../../../engine/meaning/changes";
import { declaredSettings } from "../../../docs/stackFiles";

/** The settings that a change is about. */
function settingsOf({ settings }: Change): readonly string[] {
    return [...new Set(Object.values(settings).flatMap((of) => Object.keys(of)))];
}

const all = Object.values(changes).flat();
/** Each changes one setting. */
const single = all.filter((change) => settingsOf(change).length === 1);
/** More than notes. */
const serious = Object.entries(catalogue).flatMap(([id, { severity }]) => (severity === "note" ? [] : [id]));
const hurts = ({ findings }: Change) =>
    findings.some((finding) => serious.some((id) => finding.startsWith(`${id} `)));
const without = (some: readonly Change[]) =>
    declaredSettings().filter((name) => !some.some((change) => settingsOf(change).includes(name)));

describe("the changes of settings that are previewed on the engine", () => {
    it("are of every setting, and of each by itself", () => {
        assert.deepEqual(without(single), []);
    });

    it("go in the direction that hurts, where a setting has one", () => {
        assert.deepEqual(without(single.filter(hurts)), [
            // Versioning and policy stay as they are; the endpoint is not for AWS; the others are known by what follows.
            "manageVersioning",
            "endpoint",
            "replicaModificationSync",
            "policies",
        ]);
    });

    it("go in the direction that does not, where a setting has one", () => {
        assert.deepEqual(without(single.filter((change) => !hurts(change))), [
            // Another of these is another bucket, another role or another account in any case.
            "accountId",
            "region",
            "bucketName",
            "replicationRoleName",
            "sourceAccountId",
            "existingRoleArn",
            // What they let in is known either way, what keeps it back is not.
            "confineTrust",
            "permissionsBoundary",
        ]);
    });
});
