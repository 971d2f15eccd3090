import * as assert from "node:assert/strict";
import { catalogue } from "../../../operations/diagnose/catalogue";
import { parseCommandLine } from "../../../operations/diagnose/commandLine";
import { reasons } from "../../../operations/diagnose/judge/reasons";
import { blocks, documents, readDocument } from "./markdown";

/** The calls of the command in the documents, with words in the place of what the reader fills in. */
const calls = ["../README.md", "../README.ko.md", ...documents()].flatMap((file) => {
    const inBlocks = blocks(file, "sh").flatMap(({ text }) => text.split("\n"));
    const inText = [...readDocument(file).matchAll(/`(npm run diagnose -- [^`]*)`/g)].map(
        ([, call = ""]) => call,
    );
    return [...inBlocks, ...inText].flatMap((line) => {
        const [, options] = /^npm run diagnose(?: --)?( .*)?$/.exec(line.replace(/\s+#.*/, "")) ?? [];
        return options === undefined ? [] : [{ file, options: options.trim() }];
    });
});

const filledIn = (options: string) =>
    options
        .replace("<url>", "https://sqs.eu-west-1.amazonaws.com/111111111111/failures")
        .replace("<reason>", "DstPutObjectNotPermitted")
        .replaceAll(/<n>/g, "10")
        .replaceAll(/<[^>]*>/g, "word")
        .replaceAll('"', "")
        .split(" ");

const refuse = (code: number): never => {
    throw new Error(`it ends with ${code}`);
};

describe("the calls of diagnose in the documents", () => {
    it("are there", () => {
        assert.ok(calls.length > 12, `${calls.length} calls`);
        assert.deepEqual(
            ["../README.md", "../README.ko.md", "diagnose.md", "operating.md", "sandbox.md"].filter(
                (page) => !calls.some(({ file }) => file === page),
            ),
            [],
        );
    });

    for (const { file, options } of calls.filter(({ options }) => options !== "--help")) {
        it(`are as the command takes them: ${file}: ${options}`, () => {
            assert.equal(parseCommandLine(filledIn(options), refuse).json, options.includes("--json"));
        });
    }

    it("would be refused with an option that there is none of", () => {
        assert.throws(() => parseCommandLine(["--keys", "a"], refuse), { message: "it ends with 3" });
    });

    it("have reasons and findings that there are", () => {
        const named = [...readDocument("diagnose.md").matchAll(/--reason (\w+)/g)].map(
            ([, name = ""]) => name,
        );
        assert.deepEqual(named, ["DstPutObjectNotPermitted"]);
        assert.ok(named.every((name) => name in reasons));
        const ids = [...readDocument("diagnose.md").matchAll(/"id": "([\w-]+)"/g)].map(([, id = ""]) => id);
        assert.deepEqual(ids, ["statement-denies"]);
        assert.ok(ids.every((id) => id in catalogue));
    });
});
