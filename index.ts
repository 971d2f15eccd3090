import "./stacks/compileCache";
import { deployDestination } from "./stacks/destination";
import { readSettings } from "./stacks/settings/read";
import { deploySource } from "./stacks/source";

/** The program: deploys the side that this stack is. Pulumi calls what the program exports, and puts out the result. */
export = async () => {
    const settings = readSettings();
    return settings.side === "source" ? deploySource(settings) : deployDestination(settings);
};
