import * as assert from "node:assert/strict";
import { parseCommandLine, parseFailOn, parseProfile } from "../../../../operations/preview/commandLine";
import { projectDirectory } from "../../../../operations/project";

describe("the command line of preview", () => {
    it("previews destination and source, in this order, without being told", () => {
        assert.deepEqual(parseCommandLine([]), {
            groups: [["destination", "source"]],
            profiles: new Map(),
            projectDirectory,
            output: undefined,
            json: false,
            failOn: ["lost"],
            failOnWarning: false,
        });
    });

    it("takes stacks in the order given, profiles by stack, and where to write", () => {
        const line =
            "--stack b --stack acme/p/a --profile b=x --profile acme/p/a=y=z --output o.md --json --fail-on costs,wider --fail-on-warning -C /";
        assert.deepEqual(parseCommandLine(line.split(" ")), {
            groups: [["b", "acme/p/a"]],
            profiles: new Map([
                ["b", "x"],
                ["acme/p/a", "y=z"],
            ]),
            projectDirectory: "/",
            output: "o.md",
            json: true,
            failOn: ["costs", "wider"],
            failOnWarning: true,
        });
    });

    it("takes further pairs by their names, each by itself, and all of the project", () => {
        assert.deepEqual(
            [["--pair", "prod", "--pair", "eu"], ["--all"]].map((line) => parseCommandLine(line).groups),
            [
                [
                    ["prod-destination", "prod-source"],
                    ["eu-destination", "eu-source"],
                ],
                "all",
            ],
        );
    });

    it("fails on no finding where that is said, and refuses what is none", () => {
        assert.deepEqual(parseFailOn("none"), []);
        assert.throws(() => parseFailOn("lost,losst"), {
            code: "commander.invalidArgument",
            message:
                /^"losst" is no finding\. Allowed: none, or of these, by commas: lost, fails, .*bucket-lost/,
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
