import * as assert from "node:assert/strict";
import { inSandbox } from "../support/inSandbox";
import { pairSettings } from "../support/pair";

const tokyo = { bucketArn: "arn:aws:s3:::judged-tokyo", accountId: "222222222222" };
const osaka = { bucketArn: "arn:aws:s3:::judged-osaka", accountId: "222222222222" };
const component = 'ReplicationSource "replication"';

/** Settings of a source that AWS has to be asked about, and what is told. */
const cases: readonly (readonly [string, object, string])[] = [
    [
        "a destination of another partition",
        { osaka: { ...osaka, bucketArn: "arn:aws-cn:s3:::judged-osaka" } },
        `${component}: destinations.osaka.bucketArn is "arn:aws-cn:s3:::judged-osaka"; allowed: the ARN of a bucket in the ` +
            "source's partition, aws. S3 does not replicate between partitions.",
    ],
    [
        "a destination of the source's own account",
        { osaka: { ...osaka, accountId: "111111111111" } },
        `${component}: destinations.osaka.accountId is "111111111111"; allowed: another account than the source's. Within one ` +
            "account there is no owner to override. Deploy the two sides with credentials of two accounts.",
    ],
    [
        "a destination for another role",
        { osaka: { ...osaka, replicationRoleName: "another" } },
        `${component}: destinations.osaka.replicationRoleName is "another"; allowed: the source's role, judged-replication. ` +
            "The destination's bucket policy lets in another role: give both sides the same name.",
    ],
    [
        "two destinations that are one bucket",
        { osaka: { ...osaka, bucketArn: tokyo.bucketArn } },
        // Settings come in the order of their names.
        `${component}: destinations.tokyo.bucketArn is "${tokyo.bucketArn}"; allowed: another bucket than destinations.osaka has.`,
    ],
];

/** `up` is run with `--skip-preview` here. */
describe("an update without a preview", function () {
    this.timeout(120_000);
    const world = inSandbox();

    for (const [title, wrong, message] of cases) {
        it(`makes nothing where there is ${title} among several`, async () => {
            const source = await world().stack("judged-source", {
                ...pairSettings("judged").source,
                destinations: { tokyo, ...wrong },
                rules: ["tokyo", "osaka"].map((destination, priority) => ({
                    id: destination,
                    priority,
                    destination,
                })),
            });
            assert.deepEqual((await source.refused("up")).diagnostics, [message]);
            assert.deepEqual(
                (await world().everything()).filter((line) => line.includes("judged")),
                [],
            );
            assert.deepEqual(
                (await source.resources()).filter(
                    (name) => !/^(Stack|pulumi|aws|ReplicationSource) /.test(name),
                ),
                [],
            );
        });
    }
});
