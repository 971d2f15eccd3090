import { AwsCallError } from "../aws/awsCallError";
import { credentialFlags } from "../aws/side";
import { TimeIsUp } from "../aws/time";
import { readerOf, type ObjectPair } from "../diagnose/object/pair";
import { sideBySide } from "../diagnose/sample/sideBySide";
import { compareObject } from "./check/compareObject";
import type { SampleCheck } from "./outcome";
import type { ReportedObject } from "./report/report";

const sideNames = ["source", "destination"] as const;

/** So many objects at a time, each with a few MiB. */
const width = 4;

/**
 * Compares objects that a job has replicated with their replicas: content, headers, metadata, tags and owner. What was changed
 * or is gone since the job is told, and does not count as different; a replica that is not there does.
 */
export async function checkSample(
    objects: readonly ReportedObject[],
    pair: Pick<ObjectPair, "facts" | "clients">,
): Promise<SampleCheck> {
    const [source, destination] = sideNames.map((side) => readerOf(pair, side));
    if (source === undefined || destination === undefined) {
        const side = source === undefined ? "source" : "destination";
        const why = `There are no credentials of the ${side}. Name some: ${credentialFlags(side)}`;
        return { checked: 0, equal: 0, differing: [], unread: [why], notes: [] };
    }
    const sides = { ...pair, source, destination };
    const counts = { checked: 0, equal: 0 };
    const differing: SampleCheck["differing"][number][] = [];
    const unread = new Map<string, string[]>();
    const notes: string[] = [];
    await sideBySide(objects.values(), width, async (object) => {
        const compared = await compareObject(object, sides).catch(unlessUnread);
        if ("unread" in compared) {
            unread.set(compared.unread, [...(unread.get(compared.unread) ?? []), nameOf(object)]);
            return;
        }
        notes.push(...compared.notes.map((note) => `${nameOf(object)}: ${note}`));
        if (compared.differs === undefined) {
            return;
        }
        counts.checked += 1;
        if (compared.differs.length === 0) {
            counts.equal += 1;
        } else {
            differing.push({ ...object, what: compared.differs.join("; ") });
        }
    });
    return {
        ...counts,
        differing,
        unread: [...unread].map(([why, names]) => unreadInWords(why, names)),
        notes,
    };
}

function unreadInWords(why: string, [first = "", ...others]: readonly string[]): string {
    return `${first}${others.length === 0 ? "" : ` and ${others.length} more`}: ${why}`;
}

function nameOf({ key, versionId }: ReportedObject): string {
    return versionId === undefined ? key : `${key}, version ${versionId}`;
}

function unlessUnread(error: unknown): { readonly unread: string } {
    if (error instanceof AwsCallError || error instanceof TimeIsUp) {
        return { unread: error.message };
    }
    throw error;
}
