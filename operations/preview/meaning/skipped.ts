import type { ReplicationRule } from "@aws-sdk/client-s3";
import { selectionOf } from "../../diagnose/object/selection";
import { selectsKmsObjects } from "../../diagnose/judge/use";
import { valueOf } from "../../diagnose/facts";
import { prefixOf, replicatesDeleteMarkers, rulesTo, tagsOf } from "../../replicationRules";
import { grouped } from "../grouped";
import { configurationOf } from "./configuration";
import { listed, meaning, type MeaningFinding } from "./finding";
import type { PreviewedResource } from "./resources";
import { bucketNameOf, isOf, ofBucket, textAt, untoldReason, type State } from "./state";

/** An object that stands for all like it. */
interface Kind {
    readonly key: string;
    readonly tags: Readonly<Record<string, string>>;
    /** As a finding has it. */
    readonly place: string;
    /** Whether it is written as the bucket encrypts by default, or under SSE-KMS in any case, or is a delete marker. */
    readonly is: "as by default" | "under SSE-KMS" | "a delete marker";
}

/** Which objects rules take no more, and which they take newly, of each bucket that is replicated before and after. */
export function judgeSelection(before: State, after: State): readonly MeaningFinding[] {
    return after.resources
        .filter((each) => isOf(each, "configuration"))
        .flatMap((fresh) => {
            const bucket = bucketNameOf(fresh, after);
            const old = ofBucket(before, "configuration", bucket);
            // A bucket that is made with its rules has no objects yet.
            return old === undefined &&
                ofBucket(before, "bucket", bucket) === undefined &&
                ofBucket(after, "bucket", bucket)
                ? []
                : compared(bucket, old && { resource: old, state: before }, {
                      resource: fresh,
                      state: after,
                  });
        });
}

interface Placed {
    readonly resource: PreviewedResource;
    readonly state: State;
}

function compared(bucket: string, old: Placed | undefined, fresh: Placed): readonly MeaningFinding[] {
    const { stack } = fresh.resource;
    const where = `replication configuration of the bucket ${bucket}`;
    const reads = [old, fresh].map((each) =>
        each ? configurationOf(each.resource, each.state) : { value: { Role: "", Rules: [] } },
    );
    if (reads.some((read) => "unread" in read)) {
        return [
            meaning("not-known", {
                stack,
                where,
                message: `Which objects are replicated is not known: ${untoldReason}.`,
            }),
        ];
    }
    const [had = [], has = []] = reads.map((read) => valueOf(read)?.Rules ?? []);
    const [encrypted = false, encrypts = false] = [old, fresh].map(
        (each) => each !== undefined && kmsByDefault(bucket, each.state),
    );
    const destinations = new Set([...had, ...has].flatMap(({ Destination }) => Destination?.Bucket ?? []));
    const kinds = kindsOf([...had, ...has], encrypted || encrypts);
    return [...destinations].flatMap((arn) => {
        const [rules, later] = [
            rulesTo({ Role: "", Rules: [...had] }, arn),
            rulesTo({ Role: "", Rules: [...has] }, arn),
        ];
        const changed = kinds
            .map((kind) => ({
                kind,
                old: taken(rules, kind, encrypted),
                fresh: taken(later, kind, encrypts),
            }))
            .filter(({ old: one, fresh: other }) => one !== other);
        // Where objects go elsewhere, that is told as such.
        const turned = later.length === 0 && has.some(({ Destination }) => !goesTo(had, Destination?.Bucket));
        return [
            ...tell(
                changed.filter(({ fresh: is }) => !is && !turned),
                "skipped",
                { stack, where, arn, rules: later, had: rules, encrypts },
            ),
            ...tell(
                changed.filter(({ fresh: is }) => is),
                "taken",
                { stack, where, arn, rules: later, had: rules, encrypts },
            ),
        ];
    });
}

function goesTo(rules: readonly ReplicationRule[], arn: string | undefined): boolean {
    return rules.some(({ Destination }) => Destination?.Bucket === arn);
}

function kmsByDefault(bucket: string, state: State): boolean {
    const encryption = ofBucket(state, "encryption", bucket);
    return (
        textAt(encryption?.inputs, "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm")?.startsWith(
            "aws:kms",
        ) ?? false
    );
}

/** One object for each prefix and each set of tags that a rule has, and one that no rule names. */
function kindsOf(rules: readonly ReplicationRule[], encrypts: boolean): readonly Kind[] {
    const prefixes = new Set(["", ...rules.map(prefixOf)]);
    const tagSets = new Map(
        rules.map((rule) => {
            const tags = Object.fromEntries(tagsOf(rule).map(({ Key = "", Value = "" }) => [Key, Value]));
            return [JSON.stringify(tags), tags] as const;
        }),
    ).set("{}", {});
    const kms = encrypts || rules.some(selectsKmsObjects);
    return [...prefixes].flatMap((prefix) => {
        const named = [...prefixes].filter((each) => each !== "").map((each) => JSON.stringify(each));
        const others = named.length === 0 ? "of every key" : `of every key not under ${listed(named)}`;
        const keys = prefix === "" ? others : `under ${JSON.stringify(prefix)}`;
        return [...tagSets.values()].flatMap((tags): readonly Kind[] => {
            const tagged = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
            const place = tagged.length === 0 ? keys : `${keys} with the tags ${tagged.join(" and ")}`;
            const kind = { key: `${prefix}-any-other-object-`, tags, place };
            return [
                { ...kind, is: "as by default" },
                ...(kms ? [{ ...kind, is: "under SSE-KMS" } as const] : []),
                ...(tagged.length === 0 ? [{ ...kind, is: "a delete marker" } as const] : []),
            ];
        });
    });
}

function taken(rules: readonly ReplicationRule[], { key, tags, is }: Kind, kmsByDefault: boolean): boolean {
    const found = selectionOf(rules, key, tags);
    if (!("rule" in found)) {
        return false;
    }
    const isKms = is === "under SSE-KMS" || (is === "as by default" && kmsByDefault);
    return is === "a delete marker"
        ? replicatesDeleteMarkers(found.rule)
        : !isKms || selectsKmsObjects(found.rule);
}

/** What is the same of several objects is told once. Where plain objects change, those under SSE-KMS mostly do too. */
function tell(
    changed: readonly { readonly kind: Kind }[],
    what: "skipped" | "taken",
    {
        stack,
        where,
        arn,
        rules,
        had,
        encrypts,
    }: {
        readonly stack: string;
        readonly where: string;
        readonly arn: string;
        readonly rules: readonly ReplicationRule[];
        readonly had: readonly ReplicationRule[];
        readonly encrypts: boolean;
    },
): readonly MeaningFinding[] {
    const plain = changed.filter(({ kind }) => kind.is === "as by default").map(({ kind }) => kind);
    const distinct = changed.filter(({ kind: { key, tags, is, place } }) =>
        is === "as by default"
            ? // What goes for an object without tags is not told again of those with some.
              Object.keys(tags).length === 0 ||
              !plain.some((other) => other.key === key && Object.keys(other.tags).length === 0)
            : !plain.some((other) => other.place === place),
    );
    return grouped(distinct, ({ kind }) => kind.is).map((group) => {
        const [{ kind } = { kind: undefined }] = group;
        const objects = [...new Set(group.map(({ kind: one }) => one.place))];
        const markers = kind?.is === "a delete marker";
        const subject = markers
            ? "Deletions of objects"
            : kind?.is === "under SSE-KMS"
              ? "Objects under SSE-KMS"
              : "Objects";
        const verb = what === "taken" ? "would be replicated to" : "would no longer be replicated to";
        const rest =
            what === "skipped"
                ? reasonOf(rules, had, encrypts)
                : markers
                  ? ""
                  : " Versions from before need a backfill: npm run backfill.";
        const id = `${markers ? "delete-markers" : "objects"}-${what}` as const;
        return meaning(id, { stack, where, message: `${subject} ${listed(objects)} ${verb} ${arn}.${rest}` });
    });
}

function reasonOf(
    rules: readonly ReplicationRule[],
    had: readonly ReplicationRule[],
    encrypts: boolean,
): string {
    const ids = (some: readonly ReplicationRule[]) => some.map(({ ID }) => ID ?? "without an id");
    const paused = rules.filter(
        ({ ID, Status }) =>
            Status !== "Enabled" && had.some((rule) => rule.ID === ID && rule.Status === "Enabled"),
    );
    const gone = ids(had).filter((id) => !ids(rules).includes(id));
    const leavesOut = encrypts
        ? rules.filter((rule) => rule.Status === "Enabled" && !selectsKmsObjects(rule))
        : [];
    return [
        ...(leavesOut.length > 0
            ? [
                  ` The bucket's objects are under SSE-KMS by default, which these leave out: ${listed(ids(leavesOut))}.`,
              ]
            : []),
        ...(paused.length > 0 ? [` Paused: ${listed(ids(paused))}.`] : []),
        ...(gone.length > 0 ? [` Removed: ${listed(gone)}.`] : []),
    ].join("");
}
