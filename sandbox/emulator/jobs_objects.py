"""The versions of a bucket, which of them are to be replicated, and their replication by MiniStack itself.

MiniStack lets the first rule alone act, gives replicas version ids of their own, and does not ask the role. A job asks
the role, acts on the best rule of each destination, and lays the replica where AWS has it: under the source's version
id, at its place in time.
"""

from contextlib import contextmanager
from datetime import datetime

from jobs_role import key_of, may, may_use_key, trusts
from ministack.services import s3

archived = ("GLACIER", "DEEP_ARCHIVE")
#: Replicas that were deleted by their version id. AWS does not replicate these again.
deleted_by_id: set[tuple] = set()

delete_version = s3._delete_object_version


def remember_deleted(bucket: dict, name: str, key: str, version_id: str) -> tuple:
    for version in s3._object_versions.get((name, key), []):
        if version["version_id"] == version_id and version.get("replication_status") == "REPLICA":
            deleted_by_id.add((name, key, identity(version)))
    return delete_version(bucket, name, key, version_id)


s3._delete_object_version = remember_deleted


def identity(version: dict) -> tuple:
    """MiniStack's own replicas have another version id, but time and content are the source's."""
    return version["last_modified"], version["etag"], bool(version.get("is_delete_marker"))


def versions_of(bucket: str, key: str) -> list[dict]:
    """Oldest first. An object from before versioning is its only version until another comes."""
    versions = s3._object_versions.get((bucket, key))
    current = s3._buckets[bucket]["objects"].get(key)
    if versions or current is None:
        return versions or []
    body = s3._read_body(bucket, key, current)
    return [s3._version_entry_from_record(current, current.get("version_id") or "null", body)]


def all_versions(bucket: str) -> list[tuple[str, dict]]:
    keys = {*s3._buckets[bucket]["objects"], *(key for name, key in s3._object_versions if name == bucket)}
    return [(key, version) for key in sorted(keys) for version in versions_of(bucket, key)]


def tags_of(bucket: str, key: str, version: dict) -> dict:
    version_id = version["version_id"]
    return s3._object_tags.get((bucket, key, None if version_id == "null" else version_id)) or {}


def kms_key(version: dict) -> str | None:
    headers = version.get("preserved_headers") or {}
    if headers.get("x-amz-server-side-encryption") != "aws:kms":
        return None
    return headers.get("x-amz-server-side-encryption-aws-kms-key-id", "")


def rules_for(bucket: str, key: str, version: dict) -> list[dict]:
    """The rule that acts on this version, for each destination."""
    config = s3._bucket_replication.get(bucket) or {}
    tags, best = tags_of(bucket, key, version), {}
    for rule in config.get("Rules", []):
        if rule.get("Status") == "Enabled" and takes(rule, key, version, tags):
            destination = rule["Destination"]["Bucket"]
            rival = best.get(destination)
            if rival is None or int(rule.get("Priority") or 0) > int(rival.get("Priority") or 0):
                best[destination] = rule
    return list(best.values())


def takes(rule: dict, key: str, version: dict, tags: dict) -> bool:
    wanted = s3._replication_rule_tags(rule)
    if not key.startswith(s3._replication_rule_prefix(rule)):
        return False
    if version.get("is_delete_marker"):
        markers = (rule.get("DeleteMarkerReplication") or {}).get("Status") == "Enabled"
        return "Filter" not in rule or (markers and not wanted)
    if version.get("storage_class") in archived or any(tags.get(name) != value for name, value in wanted.items()):
        return False
    selected = (rule.get("SourceSelectionCriteria") or {}).get("SseKmsEncryptedObjects") or {}
    return kms_key(version) is None or selected.get("Status") == "Enabled"


def destination_of(rule: dict) -> tuple[str, str | None]:
    name = rule["Destination"]["Bucket"].split(":::")[-1]
    return name, s3._bucket_owner_account(name)


def is_there(rule: dict, key: str, version: dict) -> bool:
    name, account = destination_of(rule)
    if account is None:
        return False
    with s3._in_account(account):
        return any(same(version, replica) for replica in s3._object_versions.get((name, key), []))


def same(version: dict, replica: dict) -> bool:
    if identity(version) == identity(replica):
        return True
    # MiniStack writes a replicated marker within the same call, and gives it the time of then.
    both = version.get("is_delete_marker") and replica.get("is_delete_marker")
    return bool(both) and 0 <= (time_of(replica) - time_of(version)).total_seconds() < 0.5


def time_of(version: dict) -> datetime:
    return datetime.fromisoformat(version["last_modified"].replace("Z", "+00:00"))


def status_of(bucket: str, key: str, version: dict) -> str:
    status = version.get("replication_status")
    if status is None and version.get("is_delete_marker"):
        rules = rules_for(bucket, key, version)
        return "COMPLETED" if rules and all(is_there(rule, key, version) for rule in rules) else "NONE"
    return status or "NONE"


def refusal(bucket: str, key: str, version: dict, rule: dict) -> str | None:
    """Why this version would not get there, in AWS's words.
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-failure-codes.html
    """
    name, account = destination_of(rule)
    if account is None:
        return "DstBucketNotFound"
    if s3._bucket_versioning.get_scoped(account, None, name) != "Enabled":
        return "DstBucketUnversioned"
    locked = s3._bucket_object_lock.get(bucket) and not s3._bucket_object_lock.get_scoped(account, None, name)
    if locked:
        return "DstBucketObjectLockConfigMissing"
    if (name, key, identity(version)) in deleted_by_id:
        return "DstObjectHardDeleted"
    role = s3._bucket_replication[bucket].get("Role", "")
    if not trusts(role, "s3.amazonaws.com"):
        return "AssumeRoleNotPermitted"
    source, replica = f"arn:aws:s3:::{bucket}/{key}", f"arn:aws:s3:::{name}/{key}"
    if version.get("is_delete_marker"):
        return None if may(role, "s3:ReplicateDelete", replica) else "DstDelObjNotPermitted"
    tagged = bool(tags_of(bucket, key, version))
    # Where the bucket owner is enforced, replicas are the destination's without the override.
    enforced = s3._bucket_owner_enforced(s3._buckets.get_scoped(account, None, name))
    translated = rule["Destination"].get("AccessControlTranslation") is not None and not enforced
    asked = (
        (True, "s3:GetObjectVersionForReplication", source, "SrcGetObjectNotPermitted"),
        (True, "s3:GetObjectVersionAcl", source, "SrcGetAclNotPermitted"),
        (tagged, "s3:GetObjectVersionTagging", source, "SrcGetTaggingNotPermitted"),
        (True, "s3:ReplicateObject", replica, "DstPutObjectNotPermitted"),
        (translated, "s3:ObjectOwnerOverrideToBucketOwner", replica, "DstPutObjectNotPermitted"),
        (tagged, "s3:ReplicateTags", replica, "DstPutTaggingNotPermitted"),
    )
    for needed, action, resource, reason in asked:
        if needed and not may(role, action, resource):
            return reason
    return key_refusal(role, bucket, name, key, version, rule)


def key_refusal(role: str, bucket: str, name: str, key: str, version: dict, rule: dict) -> str | None:
    of_source = kms_key(version)
    if of_source is None:
        return None
    if (key_of(of_source) or {}).get("KeyState") != "Enabled":
        return "SrcKmsKeyInvalidState"
    if not may_use_key(role, "kms:Decrypt", of_source, bucket, key):
        return "SrcGetObjectNotPermitted"
    of_replica = (rule["Destination"].get("EncryptionConfiguration") or {}).get("ReplicaKmsKeyID", "")
    record = key_of(of_replica)
    if record is None:
        return "DstKmsKeyNotFound"
    if record["KeyState"] != "Enabled":
        return "DstKmsKeyInvalidState"
    return None if may_use_key(role, "kms:Encrypt", of_replica, name, key) else "DstPutObjectNotPermitted"


@contextmanager
def only(bucket: str, rule: dict):
    """MiniStack takes the first rule that matches: for the length of one call there is no other."""
    config = s3._bucket_replication[bucket]
    s3._bucket_replication[bucket] = {**config, "Rules": [rule]}
    try:
        yield
    finally:
        s3._bucket_replication[bucket] = config


def replicate(bucket: str, key: str, version: dict, rule: dict) -> bool:
    """Has MiniStack replicate it, unless it is there; false where MiniStack refuses."""
    if is_there(rule, key, version):
        return True
    name, account = destination_of(rule)
    tags = tags_of(bucket, key, version)
    with only(bucket, rule):
        if version.get("is_delete_marker"):
            if s3._replication_destination(bucket, key, rule, s3._bucket_replication[bucket].get("Role", "")) is None:
                return False
            s3._maybe_replicate_delete_marker(bucket, key)
        else:
            record = {**s3._object_record_from_version(version), "parts": version.get("parts")}
            body = s3._version_body(s3._buckets[bucket], bucket, key, version)
            s3._maybe_replicate(bucket, key, record, body, tags)
            if record["replication_status"] != "COMPLETED":
                return False
    with s3._in_account(account):
        lay(name, key, version, rule, tags)
    return True


def lay(name: str, key: str, version: dict, rule: dict, tags: dict) -> None:
    """Gives the version that MiniStack wrote last the id and the time of its source, and what AWS replicates besides."""
    versions = s3._object_versions[(name, key)]
    replica = versions[-1]
    replica.update(last_modified=version["last_modified"], replication_status="REPLICA")
    if version["version_id"] not in {"null", *(other["version_id"] for other in versions)}:
        replica["version_id"] = version["version_id"]
    if tags:
        s3._object_tags[(name, key, replica["version_id"])] = dict(tags)
    if kms_key(version) is not None:
        of_replica = rule["Destination"]["EncryptionConfiguration"]["ReplicaKmsKeyID"]
        replica["preserved_headers"] = {
            **replica["preserved_headers"],
            "x-amz-server-side-encryption-aws-kms-key-id": of_replica,
        }
    versions.sort(key=time_of)
    objects = s3._buckets[name]["objects"]
    for each in versions:
        each["is_latest"] = each is versions[-1]
    if versions[-1].get("is_delete_marker"):
        objects.pop(key, None)
    else:
        body = s3._version_body(s3._buckets[name], name, key, versions[-1])
        objects[key] = {**s3._object_record_from_version(versions[-1]), "body": body}


def stamp(bucket: str, key: str, version: dict, status: str) -> None:
    """An object is COMPLETED once all its destinations have it, and FAILED if one does not get it. A replica of another
    bucket that is replicated on stays a replica."""
    if version.get("replication_status") == "REPLICA":
        return
    version["replication_status"] = status
    current = s3._buckets[bucket]["objects"].get(key)
    if current is not None and (current.get("version_id") or "null") == version["version_id"]:
        current["replication_status"] = status
