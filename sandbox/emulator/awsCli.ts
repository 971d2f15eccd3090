import * as path from "node:path";
import { writeWhole } from "../files";
import { runPaths } from "../paths";
import { emulatorPython } from "./python";

/**
 * Puts the AWS CLI into a folder of the sandbox that holds nothing else, so that no Python stands on PATH with it. The script
 * that pip makes names the interpreter by a path that is gone: the environment was renamed since.
 */
export async function putAwsCli(directory: string): Promise<void> {
    const python = await emulatorPython();
    const [quoted, cli] = [python, path.join(__dirname, "aws.py")].map(
        (file) => `'${file.replaceAll("'", "'\\''")}'`,
    );
    // Isolated: nothing of the user's PYTHONPATH, and nothing in the working directory, is taken for a part of it.
    const script = `#!/bin/sh\nexec ${quoted} -I ${cli} "$@"\n`;
    await writeWhole(runPaths(directory).awsCli, script, 0o755);
}
