import type { S3 } from "@aws-sdk/client-s3";
import { describe, operate, operateUnder, type Operation } from "./operating";
import type { Outcome } from "./outcome";
import { plannedCalls, planVerify, type VerifyPlan } from "./plan";
import { outliving } from "./processes";
import { deployPair, pairNames } from "./shippedPair";
import { readReport, wrongVerdicts } from "./verdict";
import type { FaultWorld } from "./world";

/**
 * How long a step of `verify` may take, and how long a whole run: a step that is not served ends it, after the outputs and the
 * first answers have had as much, and the removal has 70 seconds of its own.
 */
const operation: Operation = { command: "verify", args: ["--timeout", "15"], seconds: 180 };

/** Both stacks as they ship, and what runs of `verify` on them come to. */
export async function verifyRuns(world: FaultWorld): Promise<(seed: number) => Promise<Outcome>> {
    await deployPair(world);
    const { exitCode, stdout, stderr } = await operate(world, operation);
    if (exitCode !== 0) {
        throw new Error(`verify fails without any fault: ${stdout}\n${stderr}`);
    }
    const calls = plannedCalls(world.takeCalls());
    return (seed) => run(world, planVerify(seed, calls));
}

function run(world: FaultWorld, plan: VerifyPlan): Promise<Outcome> {
    return operateUnder(world, operation, plan, async ({ stdout, stderr, hung }, family) => {
        const report = readReport(stdout);
        const told = report?.steps.find(({ id }) => id === "removal")?.result === "failed";
        const left = await removeLeftovers(world);
        return {
            scenario: "verify",
            seed: plan.seed,
            plan: describe(plan),
            recovered: report?.passed ?? false,
            hangs: hung ? [`not at its end after ${operation.seconds} s`] : [],
            wrong: hung
                ? []
                : report === undefined
                  ? [`no report: ${stdout}${stderr}`]
                  : wrongVerdicts(report, plan),
            leftovers: [
                ...(told ? [] : left),
                ...(await outliving(family)).map(({ commandLine }) => `process ${commandLine}`),
            ],
        };
    });
}

/** What is left of probes on either side, told and then removed, so that the next run begins with nothing. */
async function removeLeftovers(world: FaultWorld): Promise<string[]> {
    const lists = await Promise.all(
        (
            [
                ["source", pairNames.source],
                ["destination", pairNames.destination],
            ] as const
        ).map(async ([stack, bucket]) => emptied(world.as(stack).s3, bucket)),
    );
    return lists.flat();
}

async function emptied(s3: S3, Bucket: string): Promise<string[]> {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
    const objects = [...Versions, ...DeleteMarkers];
    for (const { Key, VersionId } of objects) {
        await s3.deleteObject({ Bucket, Key, VersionId });
    }
    for (const { Key, UploadId } of Uploads) {
        await s3.abortMultipartUpload({ Bucket, Key, UploadId });
    }
    return [
        ...(objects.length === 0 ? [] : [`${objects.length} versions and markers in ${Bucket}`]),
        ...(Uploads.length === 0 ? [] : [`${Uploads.length} open uploads in ${Bucket}`]),
    ];
}
