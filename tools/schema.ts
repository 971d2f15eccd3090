/**
 * The schema that Pulumi infers from the component package: what `pulumi package add` makes SDKs of other languages from.
 * Run as a program it writes the copy that ships with the package.
 */
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as prettier from "prettier";
import { ReplicationDestination, ReplicationSource } from "../components/index";

const packageDirectory = join(__dirname, "..", "components");

export const schemaFile = join(packageDirectory, "schema.json");

/** Infers the schema from the sources, as text in the project's style. */
export async function inferSchema(): Promise<string> {
    const provider = new ComponentProvider({
        name: "s3-cross-account-replication",
        dirname: packageDirectory,
        components: [ReplicationDestination, ReplicationSource],
    });
    const options = await prettier.resolveConfig(schemaFile);
    return prettier.format(await provider.getSchema(), { ...options, filepath: schemaFile });
}

if (require.main === module) {
    void inferSchema().then((schema) => {
        writeFileSync(schemaFile, schema);
    });
}
