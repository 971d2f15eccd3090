import "./tools/mochaForStryker.cjs";

// The processes that Stryker starts need it as well.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require ./tools/mochaForStryker.cjs`;

/** Which faults in the logic of rules, targets, sources, policies and settings no test notices. */
export default {
    mutate: ["components/{rules,target,source,policies}/**/*.ts", "stacks/settings/**/*.ts"],
    testRunner: "mocha",
    plugins: ["@stryker-mutator/mocha-runner"],
    coverageAnalysis: "perTest",
    // A fault in what is made as a module loads takes a process of its own: loading what is compiled takes a third of the time.
    buildCommand:
        "esbuild index.ts components/**/*.ts stacks/**/*.ts sandbox/**/*.ts test/**/*.ts " +
        "--outdir=. --outbase=. --format=cjs --platform=node --log-level=warning",
    mochaOptions: {
        "no-config": true,
        extension: ["js"],
        // Bad input first, which notices most. Not the properties, whose inputs are random, nor the simulation of the
        // policies: a fault that only they notice asks for a test that says what is wrong.
        spec: [
            "test/unit/badInput/**/*.test.js",
            "test/unit/{components,stacks}/**/*.test.js",
            "test/policies/sids.test.js",
        ],
    },
    // A busy machine is no endless loop.
    timeoutMS: 20_000,
    concurrency: 2,
    tempDirName: ".sandbox/mutation",
    ignorePatterns: [".sandbox", "coverage"],
    reporters: ["progress-append-only", "clear-text", "html"],
    clearTextReporter: { allowColor: false, reportTests: false },
    htmlReporter: { fileName: "coverage/mutation/index.html" },
    thresholds: { high: 100, low: 95, break: 95 },
};
