import type { ReportRow } from "./report";

/** A row, or why it does not say what became of its task. */
export type ReadRow =
    | {
          readonly row: ReportRow;
          /** Whether the key stands as it is in the file. */ readonly rawKey: boolean;
      }
    | { readonly unclear: string };

/** Reads rows whose columns have these names. */
export function rowReader(columns: readonly string[]): (cells: readonly string[]) => ReadRow {
    const place = (name: string) => columns.indexOf(name);
    const places = {
        bucket: place("Bucket"),
        key: place("Key"),
        versionId: place("VersionId"),
        status: place("TaskStatus"),
        errorCode: place("ErrorCode"),
        httpStatus: place("HTTPStatusCode"),
        message: place("ResultMessage"),
    };
    const states: readonly unknown[] = ["succeeded", "failed"];
    /** AWS's own examples have a row without a column for the version's id, and no id is a state. */
    const withVersionId = (cells: readonly string[]) =>
        cells.length === columns.length - 1 &&
        states.includes(cells[places.status - 1]) &&
        places.versionId !== -1
            ? cells.toSpliced(places.versionId, 0, "")
            : cells;
    return (found) => {
        const cells = withVersionId(found);
        const lacksVersion = cells !== found || places.versionId === -1;
        // A row may end early as well.
        const cell = (name: keyof typeof places) => cells[places[name]] ?? "";
        const status = cell("status");
        if (status !== "succeeded" && status !== "failed") {
            return { unclear: status === "" ? "no task state" : `the task state ${short(status)}` };
        }
        const encoded = cell("key");
        if (encoded === "") {
            return { unclear: "no key" };
        }
        const key = decoded(encoded);
        const { errorCode, httpStatus } = codesOf(cell("errorCode"), cell("httpStatus"));
        return {
            row: {
                bucket: cell("bucket"),
                key: key ?? encoded,
                ...given("versionId", cell("versionId")),
                ...(lacksVersion && { lacksVersion }),
                status,
                ...given("errorCode", errorCode),
                ...(httpStatus === undefined ? {} : { httpStatus }),
                ...given("message", cell("message")),
            },
            rawKey: key === undefined,
        };
    };
}

/**
 * ReportSchema names ErrorCode before HTTPStatusCode, and the rows of the user guide's examples have them the other way round.
 * Only a status has three digits.
 */
function codesOf(atErrorCode: string, atHttpStatus: string) {
    if (isHttpStatus(atHttpStatus)) {
        return { errorCode: atErrorCode, httpStatus: Number(atHttpStatus) };
    }
    return isHttpStatus(atErrorCode)
        ? { errorCode: atHttpStatus, httpStatus: Number(atErrorCode) }
        : { errorCode: atErrorCode || atHttpStatus };
}

function isHttpStatus(text: string): boolean {
    return /^[1-5]\d\d$/.test(text);
}

function given<Name extends string>(name: Name, value: string): Partial<Record<Name, string>>;
function given(name: string, value: string): Partial<Record<string, string>> {
    return value === "" ? {} : { [name]: value };
}

/** As S3 encodes keys in listings, a space may be a plus, and a plus never is one; undefined where it is not encoded so. */
function decoded(key: string): string | undefined {
    try {
        return decodeURIComponent(key.replaceAll("+", " "));
    } catch {
        return undefined;
    }
}

function short(text: string): string {
    return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
