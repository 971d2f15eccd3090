import * as assert from "node:assert/strict";
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/paths";
import { startPlugin, type RunningPlugin } from "../../sandbox/pluginRunner";
import { schemaFile } from "../../tools/schema";
import type { Deployment } from "../support/deployment";
import { inSandbox } from "../support/inSandbox";
import { inEnvironmentOf, reportOn, seenIn, works } from "../support/diagnosing";
import type { Program } from "./examples/program";
import { pythonProgram, yamlProgram } from "./examples/read";

interface Example {
    readonly language: string;
    readonly name: string;
    readonly read: () => Program | Promise<Program>;
    /** The stack's outputs, of the role's ARN. */
    readonly outputs: (roleArn: string) => object;
}

const examples: readonly Example[] = [
    {
        language: "YAML",
        name: "yaml",
        read: yamlProgram,
        outputs: (roleArn) => ({
            sourceBucket: "yaml-source",
            destinationBucket: "yaml-destination",
            roleArn,
        }),
    },
    {
        language: "Python",
        name: "python",
        read: pythonProgram,
        outputs: (roleArn) => ({
            source_bucket: "python-source",
            destination_bucket: "python-destination",
            role_arn: roleArn,
            topic_arns: [
                "arn:aws:sns:ap-northeast-2:111111111111:python-source-replication-failures",
                "arn:aws:sns:ap-northeast-1:111111111111:python-source-replication-latency",
            ],
        }),
    },
];

/** What git has of the working tree, and what it would have once it is added: nothing that is installed or built. */
async function clone(into: string): Promise<void> {
    const { stdout } = await execa("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
        cwd: projectRoot,
    });
    for (const file of stdout.split("\0").filter(Boolean)) {
        await cp(path.join(projectRoot, file), path.join(into, file)).catch((error: unknown) => {
            // One that has been removed and not yet committed.
            if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
                throw error;
            }
        });
    }
}

describe("the package as programs in other languages have it: installed in a fresh clone, and run as a plug-in", function () {
    this.timeout(300_000);
    const world = inSandbox();
    inEnvironmentOf(world);
    let folder = "";
    let plugin: RunningPlugin | undefined;

    before(async () => {
        folder = await realpath(await mkdtemp(path.join(tmpdir(), "clone-")));
        const repository = path.join(folder, "repository");
        await clone(repository);
        const components = path.join(repository, "components");
        // What `pulumi package add` runs there.
        await execa("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: components });
        // The folder of a program that has nothing to do with Node.
        plugin = await startPlugin(components, folder);
    });
    after(async () => {
        await plugin?.stop();
        await rm(folder, { recursive: true, force: true });
    });

    it("serves the schema that is in the repository", async () => {
        assert.deepEqual(
            JSON.parse((await plugin?.schema()) ?? ""),
            JSON.parse(await readFile(schemaFile, "utf8")),
        );
    });

    /** A stack of the program, whose components the plug-in makes. */
    async function stackOf(name: string, program: Program): Promise<Deployment> {
        const file = path.join(folder, `${name}.json`);
        await writeFile(file, JSON.stringify(program));
        return world().stack(name, undefined, {
            workDir: path.join(__dirname, "examples", "deploy"),
            env: {
                PROGRAM_FILE: file,
                PULUMI_DEBUG_PROVIDERS: `s3-cross-account-replication:${plugin?.port ?? 0}`,
            },
        });
    }

    for (const { language, name, read, outputs } of examples) {
        it(`makes both sides of the ${language} example by two providers, and has nothing to do afterwards`, async () => {
            const stack = await stackOf(name, await read());
            assert.deepEqual((await stack.up()).diagnostics, []);
            assert.deepEqual(
                (await world().everything()).filter((text) => text.includes(name)),
                [
                    `destination: bucket ${name}-destination`,
                    `source: bucket ${name}-source`,
                    `source: role ${name}-replication`,
                ],
            );
            const { s3 } = world().as("source");
            const { ReplicationConfiguration: replication } = await s3.getBucketReplication({
                Bucket: `${name}-source`,
            });
            assert.deepEqual(
                replication?.Rules?.map(({ Destination }) => Destination?.Bucket),
                Array.from(replication?.Rules ?? [], () => `arn:aws:s3:::${name}-destination`),
            );
            assert.deepEqual(
                await stack.outputs(),
                outputs(`arn:aws:iam::111111111111:role/${name}-replication`),
            );
            const buckets = { source: `${name}-source`, destination: `${name}-destination` };
            assert.deepEqual(seenIn(await reportOn({ buckets }, "/")), works);
            assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);
        });
    }

    it("tells what is wrong with an argument, at preview and whole", async () => {
        const program = yamlProgram();
        const replicas = program.resources.replicas;
        assert.ok(replicas);
        const properties = { ...replicas.properties, replicationRoleName: "a role" };
        const stack = await stackOf("wrong", {
            ...program,
            resources: { ...program.resources, replicas: { ...replicas, properties } },
        });
        const { changes, diagnostics } = await stack.refused("preview");
        assert.equal(
            diagnostics[0],
            "s3-cross-account-replication:index:ReplicationDestination resource 'replicas' has a problem: " +
                'ReplicationDestination "replicas": replicationRoleName is "a role"; allowed: 1 to 64 letters, digits ' +
                "and _+=,.@- (the name of a role, not its ARN and without a path).",
        );
        assert.deepEqual(
            changes.filter((change) => change.includes("replicas")),
            [],
        );
    });
});
