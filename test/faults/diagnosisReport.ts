import * as v from "valibot";
import { catalogue } from "../../operations/diagnose/catalogue";
import { severities } from "../../operations/diagnose/finding";

const ids = Object.keys(catalogue);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.string(), v.isoTimestamp());

const findingSchema = v.strictObject({
    id: v.picklist(ids),
    severity: v.picklist(severities),
    side: v.picklist(["source", "destination"]),
    where: v.string(),
    message: v.pipe(v.string(), v.minLength(1)),
    fix: v.string(),
});

const replicaSchema = v.union([
    v.strictObject({ value: v.looseObject({ versionId: v.string(), sameVersionId: v.boolean() }) }),
    v.strictObject({ none: v.literal(true) }),
    v.strictObject({ unread: v.string() }),
]);

const objectSchema = v.strictObject({
    key: v.string(),
    versionId: v.optional(v.string()),
    modified: v.optional(time),
    status: v.string(),
    cause: v.string(),
    rule: v.optional(v.string()),
    replica: v.optional(replicaSchema),
    message: v.pipe(v.string(), v.minLength(1)),
    fix: v.string(),
});

const sampleSchema = v.strictObject({
    rule: v.string(),
    prefix: v.string(),
    versions: count,
    looked: count,
    byStatus: v.record(v.string(), count),
    causes: v.array(v.strictObject({ cause: v.string(), count })),
    examples: v.array(
        v.strictObject({
            key: v.string(),
            versionId: v.string(),
            modified: time,
            status: v.string(),
            cause: v.string(),
        }),
    ),
    unread: v.optional(v.string()),
});

/** What `diagnose --json` prints: these members and no others. With `error` it could not run, and says nothing else. */
const reportSchema = v.union([
    v.strictObject({
        result: v.literal("unknown"),
        findings: v.pipe(v.array(findingSchema), v.length(0)),
        unread: v.pipe(v.array(v.string()), v.length(0)),
        error: v.pipe(v.string(), v.minLength(1)),
    }),
    v.strictObject({
        result: v.picklist(["works", "broken", "unknown"]),
        findings: v.array(findingSchema),
        object: v.optional(objectSchema),
        sample: v.optional(v.array(sampleSchema)),
        unread: v.array(v.string()),
    }),
]);
export type DiagnosisReport = v.InferOutput<typeof reportSchema>;

/** What `diagnose --json` has printed; undefined where that has not exactly the members of a report. */
export function readDiagnosis(stdout: string): DiagnosisReport | undefined {
    const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), reportSchema), stdout);
    return success ? output : undefined;
}
