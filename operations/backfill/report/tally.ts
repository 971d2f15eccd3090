import { type Lowest } from "./lowest";
import type { FailureReason, ReportedObject, ReportRow } from "./report";
import type { ReadRow } from "./row";

const mostReasons = 100;
const mostExamples = 3;
const longestMessage = 300;
const longestCode = 100;

/** The reasons beyond so many that nobody would read them. */
const furtherCodes = "(further codes)";

interface Reason {
    readonly count: number;
    readonly examples: FailureReason["examples"];
}

/** Counts rows, and keeps but a few of them. */
export class Tally {
    private tasks = 0;
    private succeeded = 0;
    failed = 0;
    private reasons = new Map<string, Reason>();
    private uncertain = new Map<string, number>();

    constructor(
        private readonly sample: Lowest,
        private readonly ofBucket?: string,
    ) {}

    /** Counts on from here; what is counted there is not counted here. */
    copy(): Tally {
        const copy = new Tally(this.sample.copy(), this.ofBucket);
        copy.tasks = this.tasks;
        copy.succeeded = this.succeeded;
        copy.failed = this.failed;
        copy.reasons = new Map(this.reasons);
        copy.uncertain = new Map(this.uncertain);
        return copy;
    }

    add(read: ReadRow): void {
        this.tasks += 1;
        if ("unclear" in read) {
            this.addProblem(`with ${read.unclear}: whether these tasks succeeded is not known`);
            return;
        }
        const { row, rawKey } = read;
        if (rawKey) {
            this.addProblem("with a key that is not URL-encoded as it should be: it is given as it stands");
        }
        const isOther = this.ofBucket !== undefined && row.bucket !== "" && row.bucket !== this.ofBucket;
        if (isOther) {
            this.addProblem(`of another bucket than ${this.ofBucket}, whose replicas are not compared`);
        }
        if (row.status === "succeeded") {
            this.succeeded += 1;
            // Of a key without its version it is not known what to compare.
            if (!isOther && row.lacksVersion === undefined) {
                this.sample.add(objectOf(row));
            }
        } else {
            this.failed += 1;
            this.addReason(row);
        }
    }

    private addProblem(words: string): void {
        const known = this.uncertain.has(words) || this.uncertain.size < mostReasons;
        const kind = known ? words : "with further task states: whether these tasks succeeded is not known";
        this.uncertain.set(kind, (this.uncertain.get(kind) ?? 0) + 1);
    }

    private addReason(row: ReportRow): void {
        const code = codeOf(row).slice(0, longestCode);
        const kind = this.reasons.has(code) || this.reasons.size < mostReasons ? code : furtherCodes;
        const { count, examples } = this.reasons.get(kind) ?? { count: 0, examples: [] };
        const message = row.message?.slice(0, longestMessage);
        this.reasons.set(kind, {
            count: count + 1,
            examples:
                examples.length < mostExamples
                    ? [...examples, { ...objectOf(row), ...(message === undefined ? {} : { message }) }]
                    : examples,
        });
    }

    /** What rows do not say, in words. */
    problems(): readonly string[] {
        return [...this.uncertain].map(([words, count]) => `${count} row${count === 1 ? "" : "s"} ${words}.`);
    }

    counts() {
        const { tasks, succeeded, failed, sample } = this;
        return {
            tasks,
            succeeded,
            failed,
            reasons: [...this.reasons]
                .map(([code, reason]) => ({ code, ...reason }))
                .toSorted((one, other) => other.count - one.count),
            sample: sample.picked(),
        };
    }
}

function codeOf({ errorCode, httpStatus }: ReportRow): string {
    return errorCode ?? (httpStatus === undefined ? "" : `HTTP ${httpStatus}`);
}

function objectOf({ key, versionId }: ReportRow): ReportedObject {
    return { key, ...(versionId === undefined ? {} : { versionId }) };
}
