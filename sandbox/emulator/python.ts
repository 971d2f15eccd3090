import * as path from "node:path";
import { emulators } from "../paths";
import { pythonWith } from "../python";

/** The Python of an environment that holds MiniStack and the AWS CLI exactly as requirements.txt pins it. */
export function emulatorPython(progress?: (text: string) => void): Promise<string> {
    const environment = {
        requirements: path.join(__dirname, "requirements.txt"),
        folder: emulators,
        what: "MiniStack and the AWS CLI",
    };
    return pythonWith(environment, progress);
}
