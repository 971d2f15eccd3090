import "./tools/mochaForStryker.cjs";

// The processes that Stryker starts need it as well.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --require ./tools/mochaForStryker.cjs`;

// The same inputs of properties for every fault, and in every run.
process.env.PROPERTY_SEED ??= "1";

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
        // Bad input first, which notices most. Of the properties the one of what does not depend on the order of the input,
        // which no example shows as well. The others, and the simulation of the policies, take long for what examples notice.
        spec: [
            "test/unit/badInput/**/*.test.js",
            "test/unit/{components,stacks}/**/*.test.js",
            "test/policies/sids.test.js",
            "test/unit/properties/canonical.test.js",
        ],
    },
    // A busy machine is no endless loop.
    timeoutMS: 20_000,
    concurrency: 2,
    tempDirName: ".sandbox/mutation",
    ignorePatterns: [".sandbox", "coverage"],
    // It warns of each test file, which it knows by its source.
    logLevel: "error",
    reporters: ["progress-append-only", "clear-text", "html"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: "coverage/mutation/index.html" },
    thresholds: { high: 100, low: 95, break: 95 },
};
