import type { Edit, RawSettings } from "./edit";
import { applied, movesOf, withOthersMoved } from "./misplaced";
import type { SettingProblem } from "./problem";
import { examples, sureValues, likelyValues } from "./suggestions";

/** What puts a problem right. */
export interface Repair {
    readonly edits: readonly Edit[];
    /** Whether it is what was meant beyond doubt, a value of the right form, nothing in its place, or to be typed. */
    readonly kind: "known" | "example" | "left out" | "asked";
}

/**
 * Finds what puts a problem right, by trying: a change counts where the settings no longer have the problem, nor another one in
 * the same setting.
 */
export function repairOf(
    problem: SettingProblem,
    settings: RawSettings,
    secret: boolean,
    judge: (settings: RawSettings) => readonly SettingProblem[],
): Repair | undefined {
    const path = pathOf(problem);
    if (secret && !problem.unknown) {
        return { edits: [{ path, asked: "secret" }], kind: "asked" };
    }
    const before = new Set(judge(settings).map(({ key }) => key));
    const works = (edits: readonly Edit[], from = settings) => {
        const after = applied(edits, from);
        const touched = [path[0], ...edits.map((edit) => edit.path[0])];
        return (
            after !== undefined &&
            judge(after).every(
                (left) =>
                    left.key !== problem.key && (before.has(left.key) || !touched.includes(pathOf(left)[0])),
            )
        );
    };
    const [name] = path;
    if (problem.unknown && path.length === 1 && typeof name === "string") {
        const move = movesOf(name, settings).find(
            (edits) => works(edits) || works(edits, withOthersMoved(name, settings)),
        );
        if (move) {
            return secret ? { edits: move.map(typed), kind: "asked" } : { edits: move, kind: "known" };
        }
    }
    for (const { kind, edit } of candidates(problem, path, settings)) {
        if (works([edit])) {
            return { edits: withoutQuotes(edit, problem.value), kind };
        }
    }
    return undefined;
}

/** An edit whose value the user types. */
function typed({ path, value }: Edit): Edit {
    return value === undefined ? { path } : { path, asked: "secret" };
}

/** Pulumi keeps the quotes of a text that it overwrites within an object, so that it stays one. */
function withoutQuotes(edit: Edit, value: unknown): readonly Edit[] {
    const { path, value: fresh } = edit;
    const staysText =
        path.length > 1 && typeof value === "string" && fresh !== undefined && typeof fresh !== "string";
    return staysText ? [{ path }, edit] : [edit];
}

/** Changes that may help, the best first. */
function* candidates(problem: SettingProblem, path: Edit["path"], settings: RawSettings) {
    const { value, unknown, allowed } = problem;
    const remove = { path };
    if (unknown || allowed.startsWith("leave it out")) {
        yield { kind: "known", edit: remove } as const;
    }
    for (const sure of sureValues(path, value)) {
        yield { kind: "known", edit: { path, value: sure } } as const;
    }
    for (const likely of [...likelyValues(path, value), ...examples(path, value, settings)]) {
        yield { kind: "example", edit: { path, value: likely } } as const;
    }
    for (const edit of [...memberEdits(path, value), ...shorter(path)]) {
        yield { kind: edit.value === undefined ? "left out" : "example", edit } as const;
    }
}

/** Of an object whose members do not go together: what it lacks, or a member less. */
function memberEdits(path: Edit["path"], value: unknown): readonly Edit[] {
    const wanted: Readonly<Record<string, Edit>> = {
        encryption: { path: [...path, "createKmsKey"], value: true },
        lifecycle: { path: [...path, "noncurrentVersionExpirationDays"], value: 90 },
    };
    const lacking = wanted[String(path.at(-1))];
    const members =
        typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value).sort() : [];
    return [
        ...(lacking === undefined ? [] : [lacking]),
        ...members.map((member) => ({ path: [...path, member] })),
    ];
}

/** The place left out, or what holds it. */
function shorter(path: Edit["path"]): readonly Edit[] {
    return path.map((_, index) => ({ path: path.slice(0, path.length - index) }));
}

function pathOf({ key, path }: SettingProblem): Edit["path"] {
    return path ?? key.split(".");
}
