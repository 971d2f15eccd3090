import * as assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { projectDirectory } from "../../../../operations/project";
import { actionOf } from "../../../../operations/aws/awsCallError";
import { notes, parseCommandLine, parseSeconds } from "../../../../operations/verify/commandLine";

describe("the command line of verify", () => {
    it("needs nothing", () => {
        const ambient = { profile: undefined, role: undefined, externalId: undefined };
        assert.deepEqual(parseCommandLine([]), {
            source: { stack: "source", ...ambient },
            destination: { stack: "destination", ...ambient },
            projectDirectory,
            timeoutSeconds: 900,
            json: false,
        });
    });

    it("takes stacks and credentials of each side", () => {
        const line =
            "--source acme/p/s --source-profile sp --source-role sr --source-external-id se --timeout 30 --json -C / " +
            "--destination d --destination-profile dp --destination-role dr --destination-external-id de";
        assert.deepEqual(parseCommandLine(line.split(" ")), {
            source: { stack: "acme/p/s", profile: "sp", role: "sr", externalId: "se" },
            destination: { stack: "d", profile: "dp", role: "dr", externalId: "de" },
            projectDirectory: "/",
            timeoutSeconds: 30,
            json: true,
        });
    });

    for (const text of ["0", "-1", "1.5", "soon", "86401"]) {
        it(`refuses a timeout of ${text}`, () => {
            assert.throws(() => parseSeconds(text), {
                code: "commander.invalidArgument",
                message: "Allowed: whole seconds, 1 to 86400.",
            });
        });
    }

    it("lists every permission that a call to a bucket needs", () => {
        const folder = path.join(projectDirectory, "operations", "verify");
        const sources = readdirSync(folder).filter((file) => file.endsWith(".ts"));
        const operations = sources.flatMap((file) =>
            [...readFileSync(path.join(folder, file), "utf8").matchAll(/new (\w+)Command\(/g)].map(
                ([, operation = ""]) => operation,
            ),
        );
        const needed = operations
            .filter((operation) => operation !== "GetCallerIdentity")
            .flatMap((operation) => actionOf("s3", operation).match(/s3:\w+/g) ?? []);
        const listed = notes.match(/s3:\w+/g) ?? [];
        assert.deepEqual([...new Set(listed)].sort(), [...new Set(needed)].sort());
    });
});
