import * as path from "node:path";

/** The folder that holds Pulumi.yaml. */
export const projectRoot = path.resolve(__dirname, "..");

/** Everything downloaded, built or running is under this ignored folder. */
export const sandboxHome = path.join(projectRoot, ".sandbox");

/** The program's own tools, `node` of the right version among them. */
export const npmBin = path.join(projectRoot, "node_modules", ".bin");

/** Python environments of the emulator, one folder for each set of requirements. */
export const emulators = path.join(sandboxHome, "emulator");

/** The sandbox that `npm run sandbox -- start` leaves running. */
export const defaultRun = path.join(sandboxHome, "run");

/** The sandboxes that end with the process that started them, a folder each. */
export const passingRuns = path.join(sandboxHome, "runs");

/** What the toolchain is kept in: `.sandbox`, or another folder in a test. */
export function toolchainPaths(home: string) {
    return {
        /** Engines, one folder a version, each with its `bin/pulumi`. */
        engines: path.join(home, "engine"),
        /** The project's stand-ins: their bundles and launchers. */
        bin: path.join(home, "bin"),
        /** The PULUMI_HOME into which plug-ins are downloaded, shared by all sandboxes. */
        pluginHome: path.join(home, "plugin-home"),
        /** What could not be downloaded, so that the next start does not try again. */
        downloads: path.join(home, "downloads.json"),
    };
}

/** What one sandbox keeps in its own directory. */
export function runPaths(directory: string) {
    return {
        directory,
        record: path.join(directory, "sandbox.json"),
        project: path.join(directory, "project"),
        emulatorLog: path.join(directory, "emulator.log"),
        engineLog: path.join(directory, "engine.log"),
        ca: path.join(directory, "ca.pem"),
        certificate: path.join(directory, "server.pem"),
        key: path.join(directory, "server.key"),
        trust: path.join(directory, "trust.pem"),
        awsConfig: path.join(directory, "aws", "config"),
        awsCredentials: path.join(directory, "aws", "credentials"),
        /** The command `aws`, in a folder of its own. */
        awsCli: path.join(directory, "cli", "aws"),
        state: path.join(directory, "state"),
        pulumiHome: path.join(directory, "pulumi-home"),
        temporary: path.join(directory, "tmp"),
    };
}
