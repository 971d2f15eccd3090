import pulumi from "@pulumi/eslint-plugin";
import prettier from "eslint-config-prettier";
import { defineConfig } from "eslint/config";
import typescript from "typescript-eslint";

// What tells a program of its configuration and of its stack: the components are told by their arguments alone.
const ofTheProgram = "/^(Config|StackReference|allConfig|getConfig|getStack|getProject|getOrganization)$/";
const toldByArguments =
    "A component is told everything by its arguments: it reads no configuration and no environment.";

/** A folder's package.json leads to what was compiled last, not to the sources. */
const compiled = { regex: "/components$" };

/** All of its modules cost a preview 0.1 s and 15 MB, and the build of the package 200 MB. */
const wholeProvider = {
    name: "@pulumi/aws",
    message: "Import the module: @pulumi/aws/s3, @pulumi/aws/getRegion.",
};

export default defineConfig(
    { ignores: ["**/dist/", "**/node_modules/", ".sandbox/", "coverage/"] },
    {
        files: ["**/*.ts"],
        extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
        plugins: { "@pulumi": pulumi },
        languageOptions: {
            parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
        },
        rules: {
            // An output in a template is its toString, which throws away the value.
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            // Members that are taken out of an object leave the rest.
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            // A number in a message is plain.
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            // A resource is made by its constructor; nobody need hold it.
            "no-new": "off",
            eqeqeq: "error",
            "no-restricted-imports": ["error", { patterns: [compiled] }],
        },
    },
    {
        // What runs at each preview.
        files: ["components/**/*.ts", "stacks/**/*.ts"],
        rules: { "no-restricted-imports": ["error", { paths: [wholeProvider], patterns: [compiled] }] },
    },
    {
        files: ["components/**/*.ts"],
        // Pulumi starts it, by the arguments of its process.
        ignores: ["components/plugin.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                ...[
                    `MemberExpression[property.name=${ofTheProgram}]`,
                    `ImportSpecifier[imported.name=${ofTheProgram}]`,
                    "Identifier[name='process']",
                    "ImportDeclaration[source.value=/^(node:)?process$/]",
                ].map((selector) => ({ selector, message: toldByArguments })),
            ],
        },
    },
    prettier,
);
