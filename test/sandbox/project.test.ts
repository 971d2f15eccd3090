import * as assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { readAccounts, writeProfiles } from "../../sandbox/profiles";
import { copyProject } from "../../sandbox/project";
import { temporaryFolder } from "./support/folders";

describe("the copy of a project that Pulumi may write into", () => {
    const folder = temporaryFolder();
    const from = () => path.join(folder(), "program");

    async function copied(pulumiYaml: string): Promise<string> {
        await mkdir(from(), { recursive: true });
        await writeFile(path.join(from(), "Pulumi.yaml"), pulumiYaml);
        const copy = await copyProject(path.join(folder(), "run"), from(), []);
        return readFile(path.join(copy, "Pulumi.yaml"), "utf8");
    }

    it("runs the program where it is", async () => {
        const main = (name: string) => `main: ${JSON.stringify(path.join(from(), name))}\n`;
        assert.equal(
            await copied("name: a\nmain: index.ts # entry\nruntime: nodejs\n"),
            `${main("index.ts")}name: a\nruntime: nodejs\n`,
        );
        assert.equal(await copied(`name: a\nmain: "src/a b.ts"\n`), `${main("src/a b.ts")}name: a\n`);
        assert.equal(
            await copied("name: a\nconfig:\n  main: x\n"),
            `${main("")}name: a\nconfig:\n  main: x\n`,
        );
    });

    it("holds the stack files asked for, as they are now", async () => {
        await mkdir(from(), { recursive: true });
        await writeFile(path.join(from(), "Pulumi.yaml"), "name: a\n");
        await writeFile(path.join(from(), "Pulumi.one.yaml"), "config: {}\n");
        await writeFile(path.join(from(), "Pulumi.two.yaml"), "config: {}\n");
        const copy = await copyProject(path.join(folder(), "run"), from(), ["acme/a/one", "absent"]);
        assert.equal(existsSync(path.join(copy, "Pulumi.two.yaml")), false);
        await writeFile(path.join(copy, "Pulumi.one.yaml"), "encryptionsalt: x\n");
        assert.equal(await copyProject(path.join(folder(), "run"), from(), ["one"]), copy);
        assert.equal(await readFile(path.join(copy, "Pulumi.one.yaml"), "utf8"), "config: {}\n");
        assert.equal(await readFile(path.join(from(), "Pulumi.one.yaml"), "utf8"), "config: {}\n");
    });
});

describe("the accounts of a sandbox", () => {
    const folder = temporaryFolder();

    async function write(side: string, lines: string[]): Promise<void> {
        await writeFile(path.join(folder(), `Pulumi.${side}.yaml`), ["config:", ...lines, ""].join("\n"));
    }

    it("are those of the two stack files that ship", async () => {
        assert.deepEqual(await readAccounts(), {
            source: { accountId: "111111111111", region: "ap-northeast-2" },
            destination: { accountId: "222222222222", region: "ap-northeast-1" },
            outsider: { accountId: "333333333333", region: "ap-northeast-2" },
        });
    });

    it("become profiles", async () => {
        await write("source", [
            '  p:accountId: "444444444444" # ours',
            "  p:sourceAccountId: '999999999999'",
            "  p:region: us-gov-west-1",
        ]);
        await write("destination", [
            "  p:sourceAccountId: '999999999999'",
            "  p:accountId: '555555555555'",
            '  p:region: "eu-west-3"',
        ]);
        const files = {
            awsConfig: path.join(folder(), "aws", "config"),
            awsCredentials: path.join(folder(), "aws", "keys"),
        };
        await writeProfiles(files, await readAccounts(folder()));
        assert.equal(
            await readFile(files.awsConfig, "utf8"),
            "[profile source]\nregion = us-gov-west-1\noutput = json\n\n" +
                "[profile destination]\nregion = eu-west-3\noutput = json\n\n" +
                "[profile outsider]\nregion = us-gov-west-1\noutput = json\n",
        );
        assert.equal(
            await readFile(files.awsCredentials, "utf8"),
            "[source]\naws_access_key_id = 444444444444\naws_secret_access_key = sandbox\n\n" +
                "[destination]\naws_access_key_id = 555555555555\naws_secret_access_key = sandbox\n\n" +
                "[outsider]\naws_access_key_id = 333333333333\naws_secret_access_key = sandbox\n",
        );
    });

    it("must be in the files", async () => {
        await write("source", ["  p:accountId: 12", "  p:region: eu-west-3"]);
        await write("destination", ["  p:accountId: '555555555555'", "  p:region: eu-west-3"]);
        await assert.rejects(readAccounts(folder()), {
            message:
                `${path.join(folder(), "Pulumi.source.yaml")}: the sandbox finds no accountId there. ` +
                `It needs a line such as "accountId: '111111111111'".`,
        });
    });
});
