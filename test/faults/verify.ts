import type { S3 } from "@aws-sdk/client-s3";
import * as path from "node:path";
import { projectRoot } from "../../sandbox/paths";
import { injure, Injector } from "./injection";
import type { Outcome } from "./outcome";
import { plannedCalls, planVerify, type breakages, type VerifyPlan } from "./plan";
import { descendantsOf, outliving, type Descendant } from "./processes";
import { readReport, wrongVerdicts } from "./verdict";
import { stacks, type Ended, type FaultWorld } from "./world";

const source = "sre-bucket-source";
const destination = "sre-bucket-destination";

/**
 * How long a step of `verify` may take, and how long a whole run: a step that is not served ends it, after the outputs and the
 * first answers have had as much, and the removal has 70 seconds of its own.
 */
const timeoutSeconds = 15;
const longestSeconds = 180;
/** A stalled connection stays that for longer than any call may wait. */
const stallSeconds = 60;

function verify(world: FaultWorld, started?: (pid: number) => void): Promise<Ended> {
    return world.run(
        process.execPath,
        [
            "--require",
            "ts-node/register",
            path.join(projectRoot, "operations", "verify.ts"),
            ...["--cwd", world.folder, "--json", "--timeout", String(timeoutSeconds)],
            ...["--source-profile", "source", "--destination-profile", "destination"],
        ],
        // Transpiled as the program is, in half the time of the command's own way.
        { ...world.env("source"), TS_NODE_PROJECT: path.join(projectRoot, "tsconfig.pulumi.json") },
        { cwd: projectRoot, seconds: longestSeconds, started },
    );
}

/** Both stacks as they ship, and what runs of `verify` on them come to. */
export async function verifyRuns(world: FaultWorld): Promise<(seed: number) => Promise<Outcome>> {
    await world.reset();
    for (const stack of stacks) {
        const { exitCode, stdout } = await world.pulumi(stack, ["up", "--yes", "--skip-preview"]);
        if (exitCode !== 0) {
            throw new Error(`the stack ${stack} cannot be deployed: ${stdout}`);
        }
    }
    world.takeCalls();
    const { exitCode, stdout, stderr } = await verify(world);
    if (exitCode !== 0) {
        throw new Error(`verify fails without any fault: ${stdout}\n${stderr}`);
    }
    const calls = plannedCalls(world.takeCalls());
    return (seed) => run(world, planVerify(seed, calls));
}

async function run(world: FaultWorld, plan: VerifyPlan): Promise<Outcome> {
    const mend = plan.broken === undefined ? undefined : await breakIt[plan.broken](world);
    const injector = new Injector(plan);
    let pid = 0;
    let family: readonly Descendant[] = [];
    world.meeting = async (call) => {
        const kind = injector.kindFor(call);
        if (kind === undefined) {
            return "passes";
        }
        family = [...family, ...descendantsOf(pid)];
        await injure(call, kind, stallSeconds);
        return "met";
    };
    try {
        const ended = await verify(world, (started) => (pid = started));
        world.meeting = undefined;
        const report = readReport(ended.stdout);
        const told = report?.steps.find(({ id }) => id === "removal")?.result === "failed";
        const left = await removeLeftovers(world);
        return {
            scenario: "verify",
            seed: plan.seed,
            plan: describe(plan),
            recovered: report?.passed ?? false,
            hangs: ended.hung ? [`not at its end after ${longestSeconds} s`] : [],
            wrong: ended.hung
                ? []
                : report === undefined
                  ? [`no report: ${ended.stdout}${ended.stderr}`]
                  : wrongVerdicts(report, plan),
            leftovers: [
                ...(told ? [] : left),
                ...(await outliving(family)).map(({ commandLine }) => `process ${commandLine}`),
            ],
        };
    } finally {
        world.meeting = undefined;
        await mend?.();
    }
}

function describe({ kind, extent, call, broken }: VerifyPlan): string {
    const what =
        extent === "seldom" ? "one call in ten" : `${kind}, ${extent}, from ${call.name} ${call.nth}`;
    return broken === undefined ? what : `${what}; broken: ${broken}`;
}

/** Each breaks the replication in another way, and answers how to put it right again. */
const breakIt: Readonly<
    Record<(typeof breakages)[number], (world: FaultWorld) => Promise<() => Promise<unknown>>>
> = {
    policy: async (world) => {
        const { s3 } = world.as("destination");
        const { Policy } = await s3.getBucketPolicy({ Bucket: destination });
        await s3.deleteBucketPolicy({ Bucket: destination });
        return () => s3.putBucketPolicy({ Bucket: destination, Policy });
    },
    versioning: async (world) => {
        const { s3 } = world.as("destination");
        const set = (Status: "Enabled" | "Suspended") =>
            s3.putBucketVersioning({ Bucket: destination, VersioningConfiguration: { Status } });
        await set("Suspended");
        return () => set("Enabled");
    },
    configuration: async (world) => {
        const { s3 } = world.as("source");
        const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket: source });
        await s3.deleteBucketReplication({ Bucket: source });
        return () => s3.putBucketReplication({ Bucket: source, ReplicationConfiguration });
    },
    rule: async (world) => {
        const { s3 } = world.as("source");
        const { ReplicationConfiguration } = await s3.getBucketReplication({ Bucket: source });
        const [rule] = ReplicationConfiguration?.Rules ?? [];
        await s3.putBucketReplication({
            Bucket: source,
            ReplicationConfiguration: {
                Role: ReplicationConfiguration?.Role,
                Rules: [{ ...rule, Status: "Disabled", Destination: rule?.Destination }],
            },
        });
        return () => s3.putBucketReplication({ Bucket: source, ReplicationConfiguration });
    },
};

/** What is left of probes on either side, told and then removed, so that the next run begins with nothing. */
async function removeLeftovers(world: FaultWorld): Promise<string[]> {
    const lists = await Promise.all(
        (
            [
                ["source", source],
                ["destination", destination],
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
