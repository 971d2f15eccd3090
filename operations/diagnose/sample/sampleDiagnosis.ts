import type { ReplicationRule } from "@aws-sdk/client-s3";
import { AwsCallError } from "../../aws/awsCallError";
import { credentialFlags } from "../../aws/side";
import { TimeIsUp } from "../../aws/time";
import { OperationError } from "../../operationError";
import { prefixOf } from "../../replicationRules";
import type { ListedEntry } from "../object/answers";
import type { BucketReader } from "../object/bucketReader";
import { NewestTimes, picks } from "./newest";
import { readerOf, rulesOf, type ObjectPair } from "../object/pair";
import { unlessRefused } from "../object/refusal";
import { causeByHead, needsTags, selectionOf, type Cause } from "../object/selection";
import { sideBySide } from "./sideBySide";
import { Tally, type Counts, type SampleStatus } from "./tally";

/** What became of the newest versions under a rule's prefix, as `--json` prints it. */
export interface SampleDiagnosis extends Counts {
    /** The rule's id. */
    readonly rule: string;
    readonly prefix: string;
    /** How many versions there are under the prefix; delete markers, which have no status, are not counted. */
    readonly versions: number;
    /** How many of them were looked at: the newest, by the time that they were written. */
    readonly looked: number;
    /** Why not all that were asked for were looked at; absent where they were. */
    readonly unread?: string;
}

/** How many versions are asked about at the same time. */
const width = 16;

/**
 * Looks at the newest n versions under each enabled rule's prefix. S3 lists by key and not by time, so that every listing is
 * gone through twice: first for the times of the newest, then for the versions. So much is exact, and what is kept is 8 bytes
 * a version; what is written meanwhile is left out.
 */
export async function diagnoseSample(
    pair: ObjectPair,
    count: number,
    tell: (looked: string) => void = () => undefined,
): Promise<readonly SampleDiagnosis[]> {
    const source = readerOf(pair, "source");
    if (source === undefined) {
        throw new OperationError(
            `Objects are looked at with credentials of the source, and there are none. Name some: ${credentialFlags("source")}`,
        );
    }
    const rules = rulesOf(pair.facts) ?? [];
    const rows: SampleDiagnosis[] = [];
    for (const rule of rules.filter(({ Status }) => Status === "Enabled")) {
        rows.push(await sampleOf(rule, rules, source, count, tell));
    }
    return rows;
}

async function sampleOf(
    rule: ReplicationRule,
    rules: readonly ReplicationRule[],
    source: BucketReader,
    count: number,
    tell: (looked: string) => void,
): Promise<SampleDiagnosis> {
    const prefix = prefixOf(rule);
    const tally = new Tally();
    const listing = { versions: 0, latest: 0 };
    const about = { rule: rule.ID ?? "", prefix };
    /** Not of each version: a log has a line for whatever is told. */
    const progress = () => {
        const all = Math.min(count, listing.versions);
        if (tally.looked % Math.ceil(all / 100) === 0) {
            tell(`rule ${about.rule}: ${tally.looked} of ${all} versions`);
        }
    };
    let unread: string | undefined;
    try {
        const newest = new NewestTimes(count);
        for await (const page of source.pages(prefix)) {
            for (const entry of page.filter(({ isDeleteMarker }) => !isDeleteMarker)) {
                listing.versions += 1;
                listing.latest = Math.max(listing.latest, entry.modified.getTime());
                newest.add(entry);
            }
            progress();
        }
        const threshold = newest.threshold();
        if (threshold !== undefined) {
            const isPicked = picks(threshold, listing.latest);
            await sideBySide(picked(source, prefix, isPicked), width, async (entry) => {
                tally.add(entry, await look(source, rules, entry));
                progress();
            });
        }
    } catch (error) {
        if (!(error instanceof AwsCallError || error instanceof TimeIsUp)) {
            throw error;
        }
        unread = error.message;
    }
    return {
        ...about,
        versions: listing.versions,
        looked: tally.looked,
        ...tally.counts(),
        ...(unread === undefined ? {} : { unread }),
    };
}

async function* picked(
    source: BucketReader,
    prefix: string,
    isPicked: (entry: ListedEntry) => boolean,
): AsyncGenerator<ListedEntry> {
    for await (const page of source.pages(prefix)) {
        for (const entry of page) {
            if (!entry.isDeleteMarker && isPicked(entry)) {
                yield entry;
            }
        }
    }
}

async function look(
    source: BucketReader,
    rules: readonly ReplicationRule[],
    { key, versionId }: ListedEntry,
): Promise<{ readonly status: SampleStatus; readonly cause: Cause }> {
    const head = await source.head(key, versionId);
    switch (head.kind) {
        case "version": {
            const readsTags = head.status === "none" && needsTags(rules, key);
            const tags = readsTags ? await source.tags(key, versionId).catch(unlessRefused) : {};
            return { status: head.status, cause: causeByHead(head, selectionOf(rules, key, tags)) };
        }
        case "customer key":
            return { status: "unknown", cause: "customer-key" };
        default:
            return { status: "missing", cause: "missing" };
    }
}
