import * as assert from "node:assert/strict";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import type { Deployment } from "../support/deployment";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";
import { statementsOfRole } from "../support/rolePolicy";

/** Where the two destinations of a test are deployed to: the outsider's account is the third. */
const places = {
    tokyo: { side: "destination", region: "ap-northeast-1" },
    singapore: { side: "outsider", region: "ap-southeast-1" },
} as const;

const reports = {
    ID: "reports",
    Priority: 2,
    Status: "Enabled",
    Filter: { Prefix: "reports/" },
    DeleteMarkerReplication: { Status: "Disabled" },
};
const everything = {
    ID: "everything",
    Priority: 1,
    Status: "Enabled",
    Filter: { Prefix: "" },
    DeleteMarkerReplication: { Status: "Enabled" },
};
const destination = (bucket: string, account: string) => ({
    Bucket: `arn:aws:s3:::${bucket}`,
    Account: account,
    AccessControlTranslation: { Owner: "Destination" },
    Metrics: { Status: "Enabled" },
});

describe("one source with two destinations, of three accounts", function () {
    this.timeout(120_000);
    const world = inSandbox();
    inEnvironmentOf(world);

    /** What the role may do at the destinations: `s3:ReplicateDelete arn:aws:s3:::fan-out-tokyo/*`. */
    async function allowedAt(role: string, destinations: RegExp): Promise<string[]> {
        const statements = await statementsOfRole(world().as("source").iam, role);
        return statements
            .flatMap(({ Action, Resource }) =>
                [Resource]
                    .flat()
                    .flatMap((resource) => [Action].flat().map((action) => `${action} ${resource}`)),
            )
            .filter((line) => destinations.test(line))
            .sort();
    }

    /** Where an object is that was written to the source. */
    async function copiesOf(prefix: string, key: string): Promise<string[]> {
        const { s3 } = world().as("source");
        await s3.putObject({ Bucket: `${prefix}-source`, Key: key, Body: key });
        const { ReplicationStatus } = await s3.headObject({ Bucket: `${prefix}-source`, Key: key });
        const copies = await Promise.all(
            Object.entries(places).map(async ([place, { side, region }]) => {
                const { Contents = [] } = await world()
                    .as(side, region)
                    .s3.listObjectsV2({ Bucket: `${prefix}-${place}`, Prefix: key });
                return Contents.length > 0 ? [place] : [];
            }),
        );
        return [`${ReplicationStatus}`, ...copies.flat()];
    }

    describe("by the example's one program", () => {
        let stack: Deployment;
        before(async () => {
            stack = await world().stack("sandbox", undefined, {
                workDir: path.join(projectRoot, "examples", "fan-out"),
            });
            await stack.up();
        });

        it("has a bucket in each account and region", async () => {
            assert.deepEqual(await world().everything(), [
                "destination: bucket fan-out-tokyo",
                "outsider: bucket fan-out-singapore",
                "source: bucket fan-out-source",
                "source: role fan-out-replication",
            ]);
            const regions = await Promise.all(
                Object.entries(places).map(async ([place, { side }]) => {
                    const { s3 } = world().as(side);
                    return (await s3.getBucketLocation({ Bucket: `fan-out-${place}` })).LocationConstraint;
                }),
            );
            assert.deepEqual(
                regions,
                Object.values(places).map(({ region }) => region),
            );
        });

        it("has one configuration with a rule for each destination", async () => {
            assert.deepEqual((await world().bucket("source", "fan-out-source")).replication, {
                Role: "arn:aws:iam::111111111111:role/fan-out-replication",
                Rules: [
                    {
                        ...reports,
                        Destination: {
                            ...destination("fan-out-singapore", "333333333333"),
                            StorageClass: "STANDARD_IA",
                        },
                    },
                    { ...everything, Destination: destination("fan-out-tokyo", "222222222222") },
                ],
            });
        });

        it("has one role, which may do at each destination what its rules use", async () => {
            assert.deepEqual(await allowedAt("fan-out-replication", /tokyo|singapore/), [
                "s3:ObjectOwnerOverrideToBucketOwner arn:aws:s3:::fan-out-singapore/*",
                "s3:ObjectOwnerOverrideToBucketOwner arn:aws:s3:::fan-out-tokyo/*",
                "s3:ReplicateDelete arn:aws:s3:::fan-out-tokyo/*",
                "s3:ReplicateObject arn:aws:s3:::fan-out-singapore/*",
                "s3:ReplicateObject arn:aws:s3:::fan-out-tokyo/*",
                "s3:ReplicateTags arn:aws:s3:::fan-out-singapore/*",
                "s3:ReplicateTags arn:aws:s3:::fan-out-tokyo/*",
            ]);
        });

        // The emulator follows the first rule that an object matches; AWS has the reports in Tokyo too.
        it("replicates to the one and to the other, in the storage class of the rule", async () => {
            assert.deepEqual(await copiesOf("fan-out", "logs/1"), ["COMPLETED", "tokyo"]);
            assert.deepEqual(await copiesOf("fan-out", "reports/1"), ["COMPLETED", "singapore"]);
            const replica = { Bucket: "fan-out-singapore", Key: "reports/1" };
            assert.equal(
                (await world().as("outsider", places.singapore.region).s3.headObject(replica)).StorageClass,
                "STANDARD_IA",
            );
        });

        for (const [place, { side }] of Object.entries(places)) {
            it(`works to ${place}, says the diagnosis`, async () => {
                const buckets = { source: "fan-out-source", destination: `fan-out-${place}` };
                const profiles = { destination: side };
                assert.deepEqual(seenIn(await reportOn({ buckets }, "/", { profiles })), works);
            });
        }

        it("has nothing to do afterwards", async () => {
            assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
        });
    });

    describe("by three stacks, one destination by its stack and one by value", () => {
        const role = { replicationRoleName: "stacks-replication" };
        const settings = pairSettings("stacks");
        const rules = [
            { id: "everything", priority: 1, destination: "tokyo", deleteMarkerReplication: true },
            { id: "reports", priority: 2, destination: "singapore", prefix: "reports/" },
        ];
        const destinations = {
            tokyo: { stack: "tokyo-destination" },
            singapore: { bucketArn: "arn:aws:s3:::stacks-singapore", accountId: "333333333333", ...role },
        };
        let source: Deployment;

        before(async () => {
            const tokyo = { ...settings.destination, bucketName: "stacks-tokyo" };
            const singapore = {
                ...tokyo,
                bucketName: "stacks-singapore",
                accountId: "333333333333",
                region: "ap-southeast-1",
                profile: "outsider",
            };
            await (
                await world().stack("tokyo-destination", { ...tokyo, deleteMarkerReplication: true })
            ).up();
            await (await world().stack("singapore-destination", singapore)).up();
            source = await world().stack("stacks-source", { ...settings.source, destinations, rules });
            await source.up();
        });

        it("has one configuration, and a role for both", async () => {
            assert.deepEqual((await world().bucket("source", "stacks-source")).replication, {
                Role: "arn:aws:iam::111111111111:role/stacks-replication",
                Rules: [
                    { ...reports, Destination: destination("stacks-singapore", "333333333333") },
                    { ...everything, Destination: destination("stacks-tokyo", "222222222222") },
                ],
            });
            assert.equal((await allowedAt(role.replicationRoleName, /stacks-tokyo/)).length, 4);
            assert.equal((await allowedAt(role.replicationRoleName, /stacks-singapore/)).length, 3);
        });

        it("replicates to the one and to the other", async () => {
            assert.deepEqual(await copiesOf("stacks", "logs/1"), ["COMPLETED", "tokyo"]);
            assert.deepEqual(await copiesOf("stacks", "reports/1"), ["COMPLETED", "singapore"]);
        });

        for (const [place, { side }] of Object.entries(places)) {
            it(`works to ${place}, says the diagnosis of the stacks`, async () => {
                const stacks = { source: "stacks-source", destination: `${place}-destination` };
                const { workDir } = source.stack.workspace;
                const profiles = { source: "source", destination: side };
                assert.deepEqual(seenIn(await reportOn({ stacks }, workDir, { profiles })), works);
            });
        }

        it("has nothing to do after a reorder of rules and destinations", async () => {
            await source.settings({
                ...settings.source,
                destinations: Object.fromEntries(Object.entries(destinations).reverse()),
                rules: rules.toReversed(),
            });
            assert.deepEqual((await source.preview({ expectNoChanges: true })).changes, []);
        });
    });
});
