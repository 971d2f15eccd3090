import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { writeWhole } from "../files";

const record = v.record(v.string(), v.string());
const patience = 3000;

/**
 * Remembers what could not be downloaded on this machine, so that only the first start without the internet
 * waits for it. `refresh` forgets.
 */
export class Downloads {
    constructor(
        private readonly file: string,
        private readonly options: { readonly allowed: boolean; readonly refresh: boolean },
    ) {}

    /** Runs the download where its server answers; undefined where it does not, did not before, or it fails. */
    async attempt<Result>(
        what: string,
        server: string,
        download: () => Promise<Result>,
        progress: (text: string) => void,
    ): Promise<Result | undefined> {
        const known = await this.read();
        if (!this.options.allowed || (known[what] !== undefined && !this.options.refresh)) {
            return undefined;
        }
        try {
            progress(`asking for ${what}`);
            const answer = await fetch(server, { method: "HEAD", signal: AbortSignal.timeout(patience) });
            if (!answer.ok) {
                throw new Error(`${server} answers ${answer.status}.`);
            }
            progress(`downloading ${what}`);
            return await download();
        } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            const text = JSON.stringify({ ...(await this.read()), [what]: reason }, undefined, 2);
            await writeWhole(this.file, text);
            progress(`${what} cannot be downloaded here`);
            return undefined;
        }
    }

    private async read(): Promise<Record<string, string>> {
        try {
            return v.parse(record, JSON.parse(await readFile(this.file, "utf8")));
        } catch {
            return {};
        }
    }
}
