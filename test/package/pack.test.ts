import * as assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import * as path from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { execa } from "execa";
import { publint } from "publint";
import componentsJson from "../../components/package.json";
import packageJson from "../../package.json";
import { projectRoot } from "../../sandbox/paths";
import { inSandbox } from "../support/inSandbox";

const packageFolder = path.join(projectRoot, "components");
const { dependencies, devDependencies } = packageJson;
const beside = [
    `@pulumi/pulumi@${dependencies["@pulumi/pulumi"]}`,
    `@pulumi/aws@${dependencies["@pulumi/aws"]}`,
    `@types/node@${devDependencies["@types/node"]}`,
    `typescript@${devDependencies.typescript}`,
];

/** A project as a user of the package has it, with the strictest checks. */
const project = {
    "package.json": JSON.stringify({ name: "consumer", private: true }),
    "tsconfig.json": JSON.stringify({
        compilerOptions: {
            target: "es2023",
            module: "nodenext",
            moduleResolution: "nodenext",
            types: ["node"],
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            skipLibCheck: true,
        },
        files: ["index.ts"],
    }),
    "Pulumi.yaml":
        'name: consumer\nruntime: nodejs\nconfig:\n  pulumi:disable-default-providers:\n    value: ["aws"]\n',
    "index.ts": `
import * as aws from "@pulumi/aws";
import {
    DestinationGrant,
    ReplicationDestination,
    type ReplicationRule,
    ReplicationSource,
    SourcePolicies,
} from "s3-cross-account-replication";

const provider = (name: string, region: aws.Region) =>
    new aws.Provider(name, { profile: name, region, s3UsePathStyle: true });
const destination = new ReplicationDestination(
    "replicas",
    {
        bucketName: "packed-destination",
        sourceAccountId: "111111111111",
        replicationRoleName: "packed-replication",
        grant: DestinationGrant.PinnedRole,
    },
    { providers: [provider("destination", "ap-northeast-1")] },
);
const rules: ReplicationRule[] = [{ id: "reports", priority: 1, prefix: "reports/" }];
const source = new ReplicationSource(
    "originals",
    {
        bucketName: "packed-source",
        replicationRoleName: destination.replicationRoleName,
        destination,
        rules,
        policies: SourcePolicies.Minimal,
    },
    { providers: [provider("source", "ap-northeast-2")] },
);
export const roleArn = source.roleArn;
`,
};

describe("the package, packed and installed into another project", function () {
    this.timeout(300_000);
    const world = inSandbox();
    let folder = "";
    let installed = "";
    let tarball = "";

    before(async () => {
        folder = await realpath(await mkdtemp(path.join(tmpdir(), "consumer-")));
        installed = path.join(folder, "node_modules", "s3-cross-account-replication");
        for (const [name, content] of Object.entries(project)) {
            await writeFile(path.join(folder, name), content);
        }
        const pack = ["pack", "--silent", "--pack-destination", folder];
        const { stdout } = await execa("npm", pack, { cwd: packageFolder });
        tarball = `./${stdout.trim().split("\n").at(-1)}`;
        const quickly = ["--prefer-offline", "--no-audit", "--no-fund"];
        await execa("npm", ["install", ...quickly, tarball, ...beside], { cwd: folder });
    });
    after(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    it("holds what is compiled of its sources, its schema and its documents, and nothing else", async () => {
        const sources = (await filesOf(packageFolder)).filter(
            (file) => file.endsWith(".ts") && !/^(dist|node_modules)\//.test(file),
        );
        const compiled = sources.flatMap((file) =>
            [".js", ".d.ts"].map((end) => `dist/${file.replace(/\.ts$/, end)}`),
        );
        assert.ok(sources.includes("plugin.ts") && sources.includes("policies/document.ts"));
        assert.deepEqual(
            await filesOf(installed),
            [
                ...compiled,
                "LICENSE",
                "PulumiPlugin.yaml",
                "README.md",
                "dist/schema.json",
                "package.json",
            ].sort(),
        );
    });

    it("is found, with its types, by every way of import: publint and Are The Types Wrong say nothing", async () => {
        const data = await readFile(path.join(folder, tarball));
        const { messages } = await publint({
            pack: { tarball: new Uint8Array(data).buffer },
            level: "suggestion",
            strict: true,
        });
        assert.deepEqual(messages, []);
        const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(data)));
        assert.deepEqual(analysis.types && analysis.problems, []);
    });

    it("names no place of the machine that it was made on, and imports nothing but what it depends on", async () => {
        const allowed = [...Object.keys(componentsJson.dependencies), "node:"];
        for (const file of await filesOf(installed)) {
            const text = await readFile(path.join(installed, file), "utf8");
            for (const place of [projectRoot, folder, `${homedir()}/`]) {
                assert.ok(!text.includes(place), `${file} names ${place}`);
            }
            const imported = file.endsWith(".js") ? text.matchAll(/require\("([^".][^"]*)"\)/g) : [];
            for (const [, name = ""] of imported) {
                assert.ok(
                    allowed.some((other) => name.startsWith(other)),
                    `${file} needs ${name}`,
                );
            }
        }
    });

    it("type-checks under strict, and an argument of the wrong type does not", async () => {
        const tsc = path.join(folder, "node_modules", ".bin", "tsc");
        const { stdout } = await execa(tsc, ["--noEmit"], { cwd: folder });
        assert.equal(stdout, "");
        await writeFile(
            path.join(folder, "wrong.ts"),
            `import { ReplicationSource } from "s3-cross-account-replication";\n` +
                `new ReplicationSource("x", { replicationRoleName: "r", destination: "arn:aws:s3:::replicas" });\n`,
        );
        const wrong = await execa(
            tsc,
            ["--noEmit", "--ignoreConfig", "--strict", "--skipLibCheck", "--module", "nodenext", "wrong.ts"],
            { cwd: folder, reject: false },
        );
        assert.match(
            wrong.stdout,
            /^wrong\.ts\(2,\d+\): error TS2322: Type 'string' is not assignable to type/,
        );
    });

    it("deploys both sides with the engine, an object replicates, and all of it goes again", async () => {
        const stack = await world().stack("packed", undefined, { workDir: folder });
        await stack.up();
        assert.deepEqual(await world().everything(), [
            "destination: bucket packed-destination",
            "source: bucket packed-source",
            "source: role packed-replication",
        ]);
        assert.deepEqual(await stack.outputs(), {
            roleArn: "arn:aws:iam::111111111111:role/packed-replication",
        });
        assert.deepEqual((await stack.preview({ expectNoChanges: true })).changes, []);

        const { s3 } = world().as("source");
        const original = { Bucket: "packed-source", Key: "reports/1" };
        await s3.putObject({ ...original, Body: "as written" });
        const written = await s3.headObject(original);
        assert.equal(written.ReplicationStatus, "COMPLETED");
        const there = world().as("destination").s3;
        const replica = { Bucket: "packed-destination", Key: "reports/1" };
        const copy = await there.getObject(replica);
        assert.equal(await copy.Body?.transformToString(), "as written");

        await s3.deleteObject({ ...original, VersionId: written.VersionId });
        await there.deleteObject({ ...replica, VersionId: copy.VersionId });
        await stack.destroy();
        assert.deepEqual(await world().everything(), []);
        assert.deepEqual(await stack.resources(), []);
    });
});

/** The files under a folder, by their paths in it. */
async function filesOf(directory: string): Promise<string[]> {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
        .filter((file) => !file.startsWith("node_modules/"))
        .sort();
}
