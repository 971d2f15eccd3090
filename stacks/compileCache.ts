import * as nodeModule from "node:module";
import { join } from "node:path";

/**
 * Keeps the compiled modules, the provider's SDK above all, for the next run: a program runs anew at each preview. They are
 * kept in the project, since code that runs with AWS credentials must not come from a folder that others may write to. Imported
 * first, for its effect. Before Node 22 there is no such cache, and the program runs without.
 */
const known: Partial<Pick<typeof nodeModule, "enableCompileCache">> = nodeModule;
known.enableCompileCache?.(join(__dirname, "..", "node_modules", ".cache", "compiled"));
