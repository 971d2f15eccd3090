import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { actionOf } from "../../../../../operations/aws/awsCallError";
import type { Side } from "../../../../../operations/aws/side";
import { diagnoseEvents } from "../../../../../operations/diagnose/events/eventsDiagnosis";
import { diagnoseObject } from "../../../../../operations/diagnose/object/objectDiagnosis";
import type { ObjectPair } from "../../../../../operations/diagnose/object/pair";
import { diagnoseSample } from "../../../../../operations/diagnose/sample/sampleDiagnosis";
import { permissions } from "../../../../../operations/diagnose/read/permissions";
import { projectRoot } from "../../../../../sandbox/paths";
import { refused, s3Answering, sqsAnswering, type Answers, type Asked } from "./clients";
import { factsWith, rule } from "./pair";

const listed = {
    ListObjectVersions: () => ({
        IsTruncated: false,
        Versions: [
            { Key: "a", VersionId: "v1", IsLatest: true, LastModified: new Date(0), ETag: '"e"', Size: 3 },
        ],
    }),
};
const tagged = rule({ Filter: { Tag: { Key: "team", Value: "sre" } } });

/** Objects of every kind that makes the look at them ask for more. */
const sources: readonly Answers[] = [
    { ...listed, HeadObject: () => ({ ReplicationStatus: "COMPLETED" }) },
    { ...listed, HeadObject: () => ({}), GetObjectTagging: () => ({ TagSet: [] }) },
    {
        ...listed,
        HeadObject: () => refused("Unknown", 400),
        GetObject: () => refused("InvalidRequest", 400),
    },
];
const destination: Answers = {
    ...listed,
    HeadObject: () => ({ ReplicationStatus: "REPLICA" }),
    GetBucketAcl: () => ({ Owner: { ID: "of-the-bucket" } }),
};

/** The operations that were asked of each side, of all kinds of objects. */
async function askedBy(
    look: (pair: ObjectPair) => Promise<unknown>,
): Promise<Readonly<Record<Side, readonly string[]>>> {
    const asked: Record<Side, Asked[]> = { source: [], destination: [] };
    for (const answers of sources) {
        const clients = { source: s3Answering(answers), destination: s3Answering(destination) };
        await look({ facts: factsWith([tagged]), findings: [], clients });
        asked.source.push(...clients.source.asked);
        asked.destination.push(...clients.destination.asked);
    }
    return { source: operationsOf(asked.source), destination: operationsOf(asked.destination) };
}

function operationsOf(asked: readonly Asked[]): readonly string[] {
    return [...new Set(asked.map(({ operation }) => operation))];
}

const listedFor = (side: Side, wanted: string) =>
    permissions[side].flatMap(({ action, option }) => (option === wanted ? action : [])).toSorted();
const needed = (service: "s3" | "sqs", operations: readonly string[]) =>
    [...new Set(operations.map((operation) => actionOf(service, operation)))].toSorted();

const looks = {
    "--key": (pair: ObjectPair) => diagnoseObject(pair, { key: "a" }),
    "--sample": (pair: ObjectPair) => diagnoseSample(pair, 10),
} as const;

/** The queue of these tests is the source's. */
async function askedOfQueue(): Promise<readonly string[]> {
    const { sqs, asked } = sqsAnswering({ GetQueueAttributes: () => ({}), ReceiveMessage: () => ({}) });
    const url = "https://sqs.eu-west-1.amazonaws.com/111111111111/failures";
    await diagnoseEvents({ client: sqs, side: "source", url }, (name) => ({ name, text: "", findings: [] }));
    return operationsOf(asked);
}

describe("the permissions for objects and events", () => {
    for (const [option, look] of Object.entries(looks)) {
        it(`are those of the calls that ${option} makes, and no other`, async () => {
            const asked = await askedBy(look);
            for (const side of ["source", "destination"] as const) {
                assert.deepEqual(needed("s3", asked[side]), listedFor(side, option), side);
            }
            assert.ok(asked.source.length > 3);
        });
    }

    it("are those of the calls that --events-queue makes, and no other", async () => {
        assert.deepEqual(needed("sqs", await askedOfQueue()), listedFor("source", "--events-queue"));
    });

    it("are tried with every call that the code has", async () => {
        const commands = ["object", "sample", "events"]
            .map((name) => path.join(projectRoot, "operations", "diagnose", name))
            .flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)))
            .filter((file) => file.endsWith(".ts"))
            .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/new (\w+)Command\(/g)])
            .map(([, operation = ""]) => operation);
        const { source, destination: there } = await askedBy(looks["--key"]);
        assert.deepEqual(
            [...new Set(commands)].toSorted(),
            [...new Set([...source, ...there, ...(await askedOfQueue())])].toSorted(),
        );
    });
});
