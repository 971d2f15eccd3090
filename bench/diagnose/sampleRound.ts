import * as v from "valibot";
import { measureCommand, withFakeAws } from "../fakeAws";
import type { MemoryBySize } from "../memorySummary";
import { rotated, type Tell } from "../rounds";

/** How many versions a sample looks at, of a bucket that has no more. */
const sizes = [1000, 100_000] as const;

const reportSchema = v.object({ sample: v.tuple([v.looseObject({ looked: v.number() })]) });

/** Each size once, in another order each round, by an S3 that makes its versions up. */
export function measureSampleRound(round: number, stop: AbortSignal, tell: Tell): Promise<MemoryBySize[]> {
    return withFakeAws(stop, async (endpoint) => {
        const runs: MemoryBySize[] = [];
        for (const size of rotated(sizes, round)) {
            tell(`sample of ${size}`);
            runs.push({ round, size, ...(await look(endpoint, size, stop)) });
        }
        return runs;
    });
}

async function look(
    endpoint: string,
    size: number,
    stop: AbortSignal,
): Promise<Pick<MemoryBySize, "seconds" | "memory">> {
    const buckets = ["--source-bucket", `bench-${size}`, "--destination-bucket", "copy"];
    const { stdout, ...took } = await measureCommand(
        "diagnose",
        [...buckets, "--sample", `${size}`, "--json"],
        {
            AWS_ACCESS_KEY_ID: "bench",
            AWS_SECRET_ACCESS_KEY: "bench",
            AWS_ENDPOINT_URL: endpoint,
            AWS_REGION: "eu-west-1",
        },
        stop,
    );
    const {
        sample: [{ looked }],
    } = v.parse(reportSchema, JSON.parse(stdout));
    if (looked !== size) {
        throw new Error(`Of ${size} versions ${looked} were looked at.`);
    }
    return took;
}
