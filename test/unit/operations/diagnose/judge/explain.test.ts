import * as assert from "node:assert/strict";
import { catalogue } from "../../../../../operations/diagnose/catalogue";
import type { Diagnosed } from "../../../../../operations/diagnose/finding";
import { explain } from "../../../../../operations/diagnose/judge/explain";
import { reasons } from "../../../../../operations/diagnose/judge/reasons";

const finding = (changes: Partial<Diagnosed>): Diagnosed => ({
    id: "bucket-policy-lacks",
    severity: "wrong",
    side: "destination",
    where: "policy of the bucket there",
    message: "No statement lets in the role.",
    fix: "",
    ...changes,
});
const writing = finding({ actions: ["s3:ReplicateObject", "s3:ReplicateTags"] });
const deleting = finding({ actions: ["s3:ReplicateDelete"] });

describe("AWS's reasons", () => {
    it("are those of the user guide", () => {
        assert.deepEqual(Object.keys(reasons).toSorted(), [
            "AssumeRoleNotPermitted",
            "DstBucketInvalidRegion",
            "DstBucketNotFound",
            "DstBucketObjectLockConfigMissing",
            "DstBucketUnversioned",
            "DstDelObjNotPermitted",
            "DstKmsKeyInvalidState",
            "DstKmsKeyNotFound",
            "DstMultipartCompleteNotPermitted",
            "DstMultipartInitNotPermitted",
            "DstMultipartUploadNotPermitted",
            "DstObjectHardDeleted",
            "DstPutAclNotPermitted",
            "DstPutLegalHoldNotPermitted",
            "DstPutObjectNotPermitted",
            "DstPutRetentionNotPermitted",
            "DstPutTaggingNotPermitted",
            "DstVersionNotFound",
            "InitiateReplicationNotPermitted",
            "SrcBucketInvalidRegion",
            "SrcBucketNotFound",
            "SrcBucketReplicationConfigMissing",
            "SrcGetAclNotPermitted",
            "SrcGetLegalHoldNotPermitted",
            "SrcGetObjectNotPermitted",
            "SrcGetRetentionNotPermitted",
            "SrcGetTaggingNotPermitted",
            "SrcHeadObjectNotPermitted",
            "SrcKeyNotFound",
            "SrcKmsKeyInvalidState",
            "SrcObjectNotEligible",
            "SrcObjectNotFound",
            "SrcReplicationNotPending",
            "SrcVersionNotFound",
        ]);
    });

    it("have findings that explain them, or say why none does", () => {
        const odd = Object.entries(reasons).filter(
            ([, { findings, unexplained }]) => (findings.length === 0) !== (unexplained !== undefined),
        );
        assert.deepEqual(odd, []);
    });

    it("are explained by findings that there are", () => {
        const ids = Object.keys(catalogue);
        const odd = Object.values(reasons).flatMap(({ findings }) =>
            findings.filter((id) => !ids.includes(id)),
        );
        assert.deepEqual(odd, []);
    });

    it("that Batch Replication alone gives are these", () => {
        const batchOnly = Object.entries(reasons).flatMap(([name, { batchOnly: only }]) =>
            only ? [name] : [],
        );
        assert.deepEqual(batchOnly, [
            "DstBucketInvalidRegion",
            "DstObjectHardDeleted",
            "InitiateReplicationNotPermitted",
            "SrcBucketInvalidRegion",
        ]);
    });
});

describe("the explanation of a reason", () => {
    const paused = finding({ id: "rules-paused", severity: "wrong", side: "source" });

    it("is the findings about its actions", () => {
        assert.deepEqual(explain("DstDelObjNotPermitted", [writing, deleting, paused]), {
            text: "S3 may not write a delete marker: it needs s3:ReplicateDelete at the destination. What explains it here:",
            findings: [deleting],
        });
        assert.deepEqual(explain("DstPutObjectNotPermitted", [writing, deleting]).findings, [writing]);
    });

    it("is a finding without actions too", () => {
        const gone = finding({ id: "role-missing", side: "source" });
        assert.deepEqual(explain("AssumeRoleNotPermitted", [writing, gone]), {
            text: "S3 cannot assume the role that the replication configuration, or the Batch Replication job, names. What explains it here:",
            findings: [gone],
        });
    });

    it("is no finding that says that all is well", () => {
        const well = finding({ id: "destination-versioning-off", severity: "ok" });
        assert.deepEqual(explain("DstBucketUnversioned", [well]), {
            text:
                "Versioning is not enabled at the destination bucket. Nothing that was read explains it. What was so when the object " +
                "failed is not so now, or it is about some objects alone, or a policy of an organization denies it, which cannot be " +
                "read from here. Look for the refused call in CloudTrail, which has it where data events of the bucket are logged.",
            findings: [],
        });
    });

    it("says where Batch Replication alone gives it, and why nothing explains it", () => {
        assert.deepEqual(explain("DstObjectHardDeleted", [writing]), {
            text:
                "That version was deleted by its id at the destination, and Batch Replication does not write it again. Batch Replication " +
                "alone gives this reason. It is of one object, and the diagnosis of a pair looks at none: give its key by --key.",
            findings: [],
        });
    });

    it("names all reasons where there is none of that name, and the one that is spelled so in another case", () => {
        const names = Object.keys(reasons).join(", ");
        assert.deepEqual(explain("dstBucketUnVersioned", [writing]), {
            text: `AWS has no reason "dstBucketUnVersioned". Did you mean DstBucketUnversioned? Its reasons: ${names}.`,
            findings: [],
        });
        assert.deepEqual(explain("constructor", []), {
            text: `AWS has no reason "constructor". Its reasons: ${names}.`,
            findings: [],
        });
    });
});
