import { readFileSync } from "node:fs";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Side } from "../../operations/aws/side";
import type { Report } from "../../operations/diagnose/report";
import type { NamedPair, StacksToRead } from "../../operations/diagnose/read/found";
import { openStacks } from "../../operations/diagnose/read/openStacks";
import { runDiagnosis } from "../../operations/diagnose/run";
import { runPaths } from "../../sandbox/paths";
import type { inSandbox } from "./inSandbox";

/** In an environment where nobody names a profile, the credentials are those of an account that has no part in it. */
export const bystander = "outsider";

/** Has this process itself use the sandbox, as a command does that is run there. */
export function inEnvironmentOf(world: ReturnType<typeof inSandbox>): void {
    const own = { ...process.env };
    const authorities = getCACertificates("default");

    before(() => {
        const { sandbox } = world();
        Object.assign(process.env, sandbox.env(bystander));
        const ca = readFileSync(runPaths(sandbox.directory).ca, "utf8");
        setDefaultCACertificates([...authorities, ca]);
    });
    after(() => {
        process.env = own;
        setDefaultCACertificates(authorities);
    });
}

interface ReportOptions {
    /** Whose credentials each side is read with; of stacks, those that their settings name unless they are given here. */
    readonly profiles?: Readonly<Partial<Record<Side, string>>>;
    readonly stacks?: () => Promise<StacksToRead>;
}

/** What `npm run diagnose` prints as JSON, of the same functions. */
export async function reportOn(
    pair: NamedPair,
    projectDirectory: string,
    options: ReportOptions = {},
): Promise<Report> {
    const profiles = {
        ...("buckets" in pair && { source: "source", destination: "destination" }),
        ...options.profiles,
    };
    const { report } = await runDiagnosis({
        pair,
        projectDirectory,
        timeoutSeconds: 30,
        openStacks: options.stacks ?? (() => openStacks(projectDirectory)),
        source: { profile: profiles.source },
        destination: { profile: profiles.destination },
        signal: new AbortController().signal,
    });
    return report;
}

/** What a diagnosis comes to, with each finding that is not fine. */
export function seenIn({ result, findings, unread }: Report) {
    return {
        result,
        findings: findings
            .filter(({ severity }) => severity !== "ok")
            .map(({ id, severity }) => `${severity} ${id}`),
        unread,
    };
}

/** What is seen of a pair that works. What organizations deny is never known from here. */
export const works = { result: "works", findings: ["unknown organization-policies"], unread: [] };
