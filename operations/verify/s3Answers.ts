import type {
    DeleteMarkerEntry,
    DeleteObjectsCommandOutput,
    GetObjectCommandOutput,
    HeadObjectCommandOutput,
    ObjectVersion,
} from "@aws-sdk/client-s3";
import { OperationError } from "../operationError";
import type { ListedVersion, ObjectContent, VersionState } from "./bucket";

/** An object as a request takes it. */
export function written(key: string, { contentType, headers, metadata, tags }: ObjectContent) {
    return {
        Key: key,
        ContentType: contentType,
        CacheControl: headers["Cache-Control"],
        ContentDisposition: headers["Content-Disposition"],
        ContentEncoding: headers["Content-Encoding"],
        ContentLanguage: headers["Content-Language"],
        Expires: headers.Expires === undefined ? undefined : new Date(headers.Expires),
        Metadata: { ...metadata },
        // URLSearchParams would write a space as +, which S3 does not promise to read as one.
        Tagging: Object.entries(tags)
            .map((tag) => tag.map(encodeURIComponent).join("="))
            .join("&"),
    };
}

/** What S3 says of a version beside its content and its tags. */
export function described(object: GetObjectCommandOutput | HeadObjectCommandOutput) {
    return {
        contentType: object.ContentType ?? "",
        headers: readHeaders(object),
        metadata: object.Metadata ?? {},
        ...stateOf(object),
    };
}

function readHeaders(object: GetObjectCommandOutput | HeadObjectCommandOutput): ObjectContent["headers"] {
    const headers = {
        "Cache-Control": object.CacheControl,
        "Content-Disposition": object.ContentDisposition,
        "Content-Encoding": object.ContentEncoding,
        "Content-Language": object.ContentLanguage,
        Expires: object.ExpiresString,
    };
    return Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
}

export function stateOf(object: GetObjectCommandOutput | HeadObjectCommandOutput): VersionState {
    return {
        replicationStatus: object.ReplicationStatus,
        // S3 leaves this one out: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
        storageClass: object.StorageClass ?? "STANDARD",
        encryption: object.ServerSideEncryption,
        kmsKeyArn: object.SSEKMSKeyId,
    };
}

export function listedVersion(
    entry: ObjectVersion | DeleteMarkerEntry,
    isDeleteMarker: boolean,
): ListedVersion {
    return {
        key: entry.Key ?? "",
        versionId: entry.VersionId ?? "null",
        isLatest: entry.IsLatest ?? false,
        isDeleteMarker,
        ownerId: entry.Owner?.ID,
    };
}

/** A call that is worth another try although the answer came. */
export class Unserved extends Error {
    override readonly name = "InternalError";
}

/** A listing that S3 has written: each says whether it is the last page. An empty answer would look like an empty bucket. */
export function complete<T extends { readonly IsTruncated?: boolean }>(listing: T): T {
    if (listing.IsTruncated === undefined) {
        throw new Unserved("an empty answer");
    }
    return listing;
}

/** What S3 could not delete only now. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Error.html */
const passing = new Set(["InternalError", "ServiceUnavailable", "SlowDown"]);

/** Each version of a DeleteObjects has an answer of its own, and all must be good. */
export function deleted({ Errors = [] }: DeleteObjectsCommandOutput, count: number, where: string): void {
    const [first] = Errors;
    if (first === undefined) {
        return;
    }
    const what = `the first is ${first.Key}, version ${first.VersionId}: ${first.Code}: ${first.Message}`;
    if (passing.has(first.Code ?? "")) {
        throw new Unserved(`${Errors.length} of ${count} versions are not deleted; ${what}`);
    }
    throw new OperationError(
        `${Errors.length} of ${count} versions in ${where}, cannot be deleted (s3:DeleteObjectVersion); ${what}`,
    );
}
