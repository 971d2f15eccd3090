/**
 * The walls: who may import whom. `npm run walls` checks them, test/unit/walls.test.ts proves that each can fail.
 *
 * The wings of components/, from left to right. A wing imports itself and wings to its right, never one to its left nor one
 * beside it.
 */
const wings = [
    ["source/"],
    ["monitoring/"],
    ["backfill/", "target/", "destination/"],
    ["bucket/", "replicationRole.ts", "rules/"],
    ["role/"],
    ["policies/", "location.ts", "validation/"],
];

/** What is above the wings, and puts them together. */
const roof = ["index.ts", "plugin.ts", "replicationDestination.ts", "replicationSource.ts"];

/** What is beside the components. */
const outside = "^(stacks|operations|sandbox|bench|test|tools|examples)/|^index\\.ts$";

/** As a regular expression, and from the beginning. A file ends where it ends. */
function within(...places) {
    const parts = places.map((place) => place.replaceAll(".", "\\.") + (place.endsWith("/") ? "" : "$"));
    return `^components/(${parts.join("|")})`;
}

function wingRules() {
    return wings.flatMap((level, index) =>
        level.map((wing) => {
            const right = wings.slice(index + 1).flat();
            const may = [wing, ...right];
            return {
                name: wing.replace(/\/$|\.ts$/, ""),
                comment: `${wing} imports of components/ nothing but ${may.join(", ")}.`,
                from: { path: within(wing) },
                to: { path: "^components/", pathNot: within(...may) },
            };
        }),
    );
}

const rules = [
    {
        name: "circle",
        comment: "Files that import each other, be it for a type, cannot be understood one by one.",
        from: { path: "^(components|stacks|operations|sandbox)/" },
        to: { circular: true },
    },
    {
        name: "components-alone",
        comment: "The components are a package of their own: it imports nothing from beside it.",
        from: { path: "^components/" },
        to: { path: outside },
    },
    {
        name: "known-wing",
        comment:
            "A file of components/ is in a wing, or above them. A new wing gets its place in this file first.",
        from: {},
        to: { path: "^components/.*\\.ts$", pathNot: within(...roof, ...wings.flat()) },
    },
    ...wingRules(),
    {
        name: "destination-without-source",
        comment: "A destination knows nothing of sources, but for the type of what it tells them.",
        from: { path: within("replicationDestination.ts") },
        to: {
            path: within("source/", "monitoring/", "target/", "replicationSource.ts"),
            pathNot: within("target/args.ts"),
        },
    },
    {
        name: "pure-policies",
        comment:
            "Policies are made by pure functions: texts in, documents out, without a resource or an output.",
        from: { path: within("policies/") },
        to: { path: "@pulumi/" },
    },
    {
        name: "stacks",
        comment: "The stacks put components together, and know nothing of the commands and the sandbox.",
        from: { path: "^stacks/" },
        to: { path: outside, pathNot: "^stacks/" },
    },
    {
        name: "operations",
        comment:
            "The commands know the program by its stack files and outputs, and of its code the policies alone.",
        from: { path: "^operations/" },
        to: { path: `${outside}|^components/`, pathNot: ["^operations/", within("policies/")] },
    },
    {
        name: "sandbox",
        comment: "So does the sandbox. Of the commands it uses one thing: what to do when interrupted.",
        from: { path: "^sandbox/" },
        to: {
            path: `${outside}|^components/`,
            pathNot: ["^sandbox/", within("policies/"), "^operations/interruption\\.ts$"],
        },
    },
    {
        name: "agpl",
        comment: "The licence of these two does not go with the project's: they are for tests alone.",
        from: { pathNot: "^test/" },
        to: { path: "@cloud-copilot/iam-(simulate|policy)" },
    },
];

export default {
    forbidden: rules.map((rule) => ({ severity: "error", ...rule })),
    options: {
        doNotFollow: { path: "node_modules" },
        exclude: { path: "(^|/)dist/" },
        tsConfig: { fileName: "tsconfig.json" },
        // An import of a type alone is an import.
        tsPreCompilationDeps: true,
    },
};
