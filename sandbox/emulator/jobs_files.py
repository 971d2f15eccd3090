"""What a job reads and writes: manifests and completion reports.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-batchjob-manifest
https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html
"""

import csv
import gzip
import hashlib
import io
import json
import time
import uuid
from urllib.parse import quote, quote_plus, unquote

from jobs_objects import all_versions, kms_key, rules_for, status_of, time_of, versions_of
from jobs_role import may, may_use_key
from ministack.core.responses import now_iso
from ministack.services import s3


class JobFailed(Exception):
    """AWS documents some of the reasons. It documents none of the codes: they are ours."""

    def __init__(self, code: str, reason: str):
        super().__init__(reason)
        self.code, self.reason = code, reason


class Denied(Exception):
    pass


def put(role: str, bucket_arn: str, owner: str | None, key: str, body: bytes, encryption: dict | None = None) -> dict:
    """Writes as the role: a KMS key is asked for too, be it the bucket's own."""
    bucket = bucket_arn.split(":::")[-1]
    account = s3._bucket_owner_account(bucket)
    if account is None or owner not in (None, account) or not may(role, "s3:PutObject", f"{bucket_arn}/{key}"):
        raise Denied
    with s3._in_account(account):
        headers = encryption or s3._bucket_default_sse_headers(bucket)
        kms = kms_key({"preserved_headers": headers})
        if kms is not None and not may_use_key(role, "kms:GenerateDataKey", kms, bucket, key):
            raise Denied
        status, answered, _ = s3._put_object(bucket, key, body, dict(headers))
    if status != 200:
        raise Denied
    return answered


def read_manifest(role: str, location: dict) -> bytes:
    name = location["ObjectArn"].split(":::")[-1]
    bucket, key = name.split("/", 1)
    actions = ("s3:GetObject", "s3:GetObjectVersion")
    account = s3._bucket_owner_account(bucket)
    if account is None or not all(may(role, action, location["ObjectArn"]) for action in actions):
        raise JobFailed("ManifestAccessDenied", "Reading the manifest is forbidden: AccessDenied")
    with s3._in_account(account):
        wanted = location.get("ObjectVersionId")
        found = versions_of(bucket, key)
        version = next((each for each in reversed(found) if wanted in (None, each["version_id"])), None)
        if version is None or version.get("is_delete_marker"):
            raise JobFailed("ManifestNotFound", "The manifest was not found")
        if version["etag"].strip('"') != location["ETag"].strip('"'):
            raise JobFailed("ManifestETagMismatch", "The manifest's ETag is not the one that the job names")
        kms = kms_key(version)
        if kms is not None and not may_use_key(role, "kms:Decrypt", kms, bucket, key):
            raise JobFailed("ManifestAccessDenied", "Reading the manifest is forbidden: AccessDenied")
        return s3._version_body(s3._buckets[bucket], bucket, key, version)


def tasks_of_manifest(role: str, manifest: dict) -> list[tuple]:
    """Bucket, key as the manifest has it, key, version id (None where the manifest has none)."""
    fields = manifest["Spec"].get("Fields") or []
    tasks = []
    for row in csv.reader(io.StringIO(read_manifest(role, manifest["Location"]).decode())):
        if len(row) != len(fields):
            raise JobFailed("InvalidManifestContent", f"The manifest has a row of {len(row)} columns, not {len(fields)}")
        named = dict(zip(fields, row))
        tasks.append((named["Bucket"], named["Key"], unquote(named["Key"]), named.get("VersionId") or None))
    return tasks


def generate_manifest(role: str, job_id: str, generator: dict) -> tuple[list[tuple], dict | None]:
    """The tasks, and where the manifest lies if it was asked for."""
    bucket = generator["SourceBucket"].split(":::")[-1]
    actions = ("s3:GetReplicationConfiguration", "s3:PutInventoryConfiguration")
    if bucket not in s3._buckets or not all(may(role, action, generator["SourceBucket"]) for action in actions):
        raise JobFailed("ManifestGenerationDenied", "Generating the manifest is forbidden: AccessDenied")
    found = [
        (bucket, quote(key, safe="/"), key, version["version_id"])
        for key, version in all_versions(bucket)
        if selects(generator.get("Filter") or {}, bucket, key, version)
    ]
    if not found:
        raise JobFailed("NoKeysFound", "Manifest generation found no keys matching the filter criteria.")
    location = generator.get("ManifestOutputLocation")
    if not generator["EnableManifestOutput"] or location is None:
        return found, None
    return found, write_manifest(role, job_id, bucket, location, found)


def selects(wanted: dict, bucket: str, key: str, version: dict) -> bool:
    names = wanted.get("KeyNameConstraint") or {}
    classes, statuses = wanted.get("MatchAnyStorageClass"), wanted.get("ObjectReplicationStatuses")
    storage = version.get("storage_class") or "STANDARD"
    created, size = time_of(version), version["size"]
    eligible = wanted.get("EligibleForReplication")
    return (
        (eligible is None or eligible == bool(rules_for(bucket, key, version)))
        and (not wanted.get("CreatedAfter") or created > wanted["CreatedAfter"])
        and (not wanted.get("CreatedBefore") or created < wanted["CreatedBefore"])
        and (not statuses or status_of(bucket, key, version) in statuses)
        and (not names.get("MatchAnyPrefix") or key.startswith(tuple(names["MatchAnyPrefix"])))
        and (not names.get("MatchAnySuffix") or key.endswith(tuple(names["MatchAnySuffix"])))
        and (not names.get("MatchAnySubstring") or any(part in key for part in names["MatchAnySubstring"]))
        and size > wanted.get("ObjectSizeGreaterThanBytes", -1)
        and size < wanted.get("ObjectSizeLessThanBytes", size + 1)
        and (not classes or storage in classes)
    )


def write_manifest(role: str, job_id: str, bucket: str, location: dict, tasks: list[tuple]) -> dict:
    """As S3 Inventory writes a list. Where below the prefix AWS does not say; the job's description has the place."""
    kms = (location.get("ManifestEncryption") or {}).get("SSEKMS")
    encryption = kms and {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": kms["KeyId"],
    }
    folder = "/".join([*([location["ManifestPrefix"]] if location.get("ManifestPrefix") else []), f"job-{job_id}"])
    rows = lines_of([(task_bucket, written, version) for task_bucket, written, _, version in tasks])
    data, key = gzip.compress(rows), f"{folder}/data/{uuid.uuid4()}.csv.gz"
    owner = location.get("ExpectedManifestBucketOwner")
    content = {
        "sourceBucket": bucket,
        "destinationBucket": location["Bucket"],
        "version": "2021-11-30",
        "creationTimestamp": str(int(time.time() * 1000)),
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, VersionId",
        "files": [{"key": key, "size": len(data), "MD5checksum": hashlib.md5(data).hexdigest()}],
    }
    try:
        put(role, location["Bucket"], owner, key, data, encryption)
        name = f"{folder}/manifest.json"
        answered = put(role, location["Bucket"], owner, name, json.dumps(content).encode(), encryption)
    except Denied:
        raise JobFailed("ManifestWriteDenied", "The manifest could not be written to your manifest bucket") from None
    written = {"ObjectArn": f"{location['Bucket']}/{name}", "ETag": answered["ETag"].strip('"')}
    read_manifest(role, written)
    return {"Format": "S3InventoryReport_CSV_20211130", "Location": written}


def lines_of(rows: list) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def write_report(role: str, job_id: str, report: dict, done: list[dict], fault: dict) -> None:
    """Two lists, of what succeeded and what failed, and a manifest of the two. A row has the order of AWS's examples,
    where HTTP status comes before error code, although the schema says it the other way round; its key is as the
    manifest has it. Beside manifest.json lies its MD5, which the page does not mention."""
    folder = "/".join([*([report["Prefix"]] if report.get("Prefix") else []), f"job-{job_id}"])
    statuses = ["failed"] if report.get("ReportScope") == "FailedTasksOnly" else ["succeeded", "failed"]
    results, files = [], {}
    for status in statuses:
        rows = [row_of(task, number, fault) for number, task in enumerate(done, 1) if task["status"] == status]
        if rows:
            body = lines_of(rows)
            key = f"{folder}/results/{hashlib.sha1(body + job_id.encode()).hexdigest()}.csv"
            digest = hashlib.md5(body if "md5" != fault.get("file") else body + b"\n").hexdigest()
            results.append(
                {"TaskExecutionStatus": status, "Bucket": report["Bucket"].split(":::")[-1], "MD5Checksum": digest, "Key": key}
            )
            if fault.get("file") != "missing":
                files[key] = body[: len(body) // 2] if fault.get("file") == "truncated" else body
    manifest = json.dumps(
        {
            "Format": "Report_CSV_20180820",
            "ReportCreationDate": now_iso(),
            "Results": results,
            "ReportSchema": "Bucket, Key, VersionId, TaskStatus, ErrorCode, HTTPStatusCode, ResultMessage",
        }
    ).encode()
    files[f"{folder}/manifest.json"] = manifest
    files[f"{folder}/manifest.json.md5"] = hashlib.md5(manifest).hexdigest().encode() + b"\n"
    if fault.get("manifest") == "missing":
        files = {key: body for key, body in files.items() if "/results/" in key}
    if fault.get("manifest") == "truncated":
        files[f"{folder}/manifest.json"] = manifest[: len(manifest) // 2]
    try:
        for key, body in files.items():
            put(role, report["Bucket"], report.get("ExpectedBucketOwner"), key, body)
    except Denied:
        reason = "The job report could not be written to your report bucket. Please check your permissions."
        raise JobFailed("ReportWriteDenied", reason) from None


def row_of(task: dict, number: int, fault: dict) -> list:
    """A short row is as AWS's guide to troubleshooting has one: without version id."""
    key = quote_plus(task["key"], safe="/") if fault.get("plusForSpace") else task["written"]
    short = fault.get("shortRows") and number % fault["shortRows"] == 0
    said = [str(task["http"]), task.get("code", "")]
    return [
        task["bucket"],
        key,
        *([] if short else [task["version"] or ""]),
        task["status"],
        *(reversed(said) if fault.get("order") == "schema" else said),
        task["message"],
    ]
