import * as assert from "node:assert/strict";
import { parseCommandLine, parseProfile } from "../../../../operations/preview/commandLine";
import { projectDirectory } from "../../../../operations/project";

describe("the command line of preview", () => {
    it("previews destination and source, in this order, without being told", () => {
        assert.deepEqual(parseCommandLine([]), {
            stacks: ["destination", "source"],
            profiles: new Map(),
            projectDirectory,
            output: undefined,
            json: false,
            failOnWarning: false,
        });
    });

    it("takes stacks in the order given, profiles by stack, and where to write", () => {
        const line =
            "--stack b --stack acme/p/a --profile b=x --profile acme/p/a=y=z --output o.md --json --fail-on-warning -C /";
        assert.deepEqual(parseCommandLine(line.split(" ")), {
            stacks: ["b", "acme/p/a"],
            profiles: new Map([
                ["b", "x"],
                ["acme/p/a", "y=z"],
            ]),
            projectDirectory: "/",
            output: "o.md",
            json: true,
            failOnWarning: true,
        });
    });

    for (const text of ["source", "=p", "source="]) {
        it(`refuses --profile ${text}`, () => {
            assert.throws(() => parseProfile(text), {
                code: "commander.invalidArgument",
                message: "Allowed: <stack>=<profile>, such as source=my-profile.",
            });
        });
    }
});
