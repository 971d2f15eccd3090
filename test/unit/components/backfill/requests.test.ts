import * as assert from "node:assert/strict";
import { backfillAssumption, backfillRequests } from "../../../../components/policies/backfillRequests";
import { backfillPermissions, backfillTrust } from "../../../../components/policies/backfillRole";
import type { PolicyDocument } from "../../../../components/policies/document";
import { describeRequests, judge } from "../../../../components/policies/judgement";

const roleArn = "arn:aws:iam::111111111111:role/replicator-backfill";
const source = {
    bucketArn: "arn:aws:s3:::originals",
    accountId: "111111111111",
    objectKeys: ["2018/12/11.csv"],
};
const bucketArn = "arn:aws:s3:::reports";
const key = {
    keyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/reports",
    region: "ap-northeast-2",
    dnsSuffix: "amazonaws.com",
    bucketArn,
    bucketKey: "either",
} as const;
const place = { bucketArn, prefix: "replication/", key };
const requests = backfillRequests(roleArn, source, { ...place, accountId: source.accountId });

/** What of a job's requests no statement of these permissions allows, in words. */
function lackingIn(content: PolicyDocument): string {
    const { refusals, lacking, unclear } = judge(requests, { identity: [{ name: "permissions", content }] });
    assert.deepEqual([refusals, unclear], [[], []]);
    return describeRequests(lacking.map(({ request }) => request));
}

describe("the requests of a job", () => {
    it("are what its role's permissions allow, each of them in a statement of its own", () => {
        const document = backfillPermissions({ sourceBucketArn: source.bucketArn, ...place });
        assert.equal(lackingIn(document), "");
        const without = document.Statement.map(({ Sid }, index) => [
            Sid,
            lackingIn({ ...document, Statement: document.Statement.toSpliced(index, 1) }),
        ]);
        const under = `${bucketArn}/replication`;
        assert.deepEqual(without, [
            ["InitiateReplication", "s3:InitiateReplication on arn:aws:s3:::originals/2018/12/11.csv"],
            [
                "ListWhatIsReplicated",
                "s3:GetReplicationConfiguration, s3:PutInventoryConfiguration on arn:aws:s3:::originals",
            ],
            [
                "ReadManifests",
                `s3:GetObject, s3:GetObjectVersion on ${under}/manifests/job/object; ` +
                    `s3:GetObject, s3:GetObjectVersion on ${under}/retries/job/object`,
            ],
            [
                "WriteManifestsAndReports",
                `s3:PutObject on ${under}/manifests/job/object; s3:PutObject on ${under}/reports/job/object`,
            ],
            ["EncryptAndDecryptManifests", `kms:GenerateDataKey, kms:Decrypt on ${key.keyArn}`],
        ]);
    });

    it("begin with a role that trusts S3 Batch Operations, of which AWS does not say for whom it asks", () => {
        const judged = (trust: PolicyDocument) =>
            judge([backfillAssumption(roleArn)], {
                identity: [],
                resource: { name: "trust", kind: "trust", content: trust },
            });
        assert.deepEqual(judged(backfillTrust()), { refusals: [], lacking: [], unclear: [] });
        const confined = (accountId: string) =>
            judged(backfillTrust({ accountId })).refusals.map(({ doubt }) => doubt?.keys);
        assert.deepEqual(confined("111111111111"), [["aws:SourceAccount"]]);
        assert.equal(judged(backfillTrust({ accountId: "222222222222" })).lacking.length, 1);
    });
});
