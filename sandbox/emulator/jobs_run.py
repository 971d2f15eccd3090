"""The life of a job, from New to its end, with time between the states.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
"""

import asyncio
import time
import traceback
import uuid
from datetime import datetime, timezone
from fnmatch import fnmatchcase

from jobs_files import JobFailed, generate_manifest, tasks_of_manifest, write_report
from jobs_objects import refusal, replicate, rules_for, stamp, versions_of
from jobs_role import may, trusts
from ministack.core.responses import get_account_id, get_region
from ministack.services import s3

ends = ("Complete", "Cancelled", "Failed")
#: From here it may still be cancelled.
running = ("New", "Preparing", "Suspended", "Ready", "Active", "Pausing", "Paused")

#: What a test may ask for; see jobs.ts. None of it outlasts the next such request.
steering: dict = {}
jobs: dict[tuple, dict] = {}


def jobs_here() -> dict:
    """A job is known in its account and region alone."""
    return jobs.setdefault((get_account_id(), get_region()), {})


def seconds_in(state: str) -> float:
    seconds = steering.get("seconds", 0.3)
    return seconds.get(state, 0.3) if isinstance(seconds, dict) else seconds


def now() -> datetime:
    """To the millisecond, as S3 tells times."""
    found = datetime.now(timezone.utc)
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


class Cancelled(Exception):
    pass


class Job:
    def __init__(self, asked: dict, token: str):
        self.token = token
        self.id = str(uuid.uuid4())
        self.arn = f"arn:aws:s3:{get_region()}:{get_account_id()}:job/{self.id}"
        self.asked, self.tags = asked, list(asked.get("Tags", []))
        self.region, self.siblings = get_region(), jobs_here()
        self.priority, self.status, self.created = asked["Priority"], "New", now()
        self.total, self.done, self.reasons = 0, [], []
        self.active_seconds = 0.0
        # Members of the description that come with time.
        self.later: dict = {}
        self.confirmed, self.cancelled = asyncio.Event(), asyncio.Event()
        self.running = asyncio.create_task(self.run())

    @property
    def operation(self) -> str:
        return next(iter(self.asked["Operation"]))

    def summary(self) -> dict:
        failed = sum(task["status"] == "failed" for task in self.done)
        return {
            "TotalNumberOfTasks": self.total,
            "NumberOfTasksSucceeded": len(self.done) - failed,
            "NumberOfTasksFailed": failed,
            "Timers": {"ElapsedTimeInActiveSeconds": int(self.active_seconds)},
        }

    async def stay(self, state: str) -> None:
        """Waits in a state for its time, or until the job is cancelled."""
        if self.cancelled.is_set():
            raise Cancelled
        self.status = state
        try:
            await asyncio.wait_for(self.cancelled.wait(), seconds_in(state))
        except asyncio.TimeoutError:
            return
        raise Cancelled

    async def run(self) -> None:
        try:
            await self.go()
            end = ("Completing", "Complete")
        except Cancelled:
            end = ("Cancelling", "Cancelled")
        except JobFailed as failure:
            end = self.fail(failure)
        except Exception as error:
            traceback.print_exc()
            end = self.fail(JobFailed("InternalError", f"the sandbox: {error}"[:256]))
        self.status = end[0]
        await asyncio.sleep(seconds_in(end[0]))
        report = self.asked["Report"]
        if report["Enabled"] and self.done:
            try:
                write_report(self.asked["RoleArn"], self.id, report, self.done, steering.get("report") or {})
            except JobFailed as failure:
                end = self.fail(failure)
        self.later["TerminationDate"] = now()
        self.status = end[1]

    def fail(self, failure: JobFailed) -> tuple[str, str]:
        self.reasons.append({"FailureCode": failure.code, "FailureReason": failure.reason})
        return ("Failing", "Failed")

    async def go(self) -> None:
        await self.stay("New")
        await self.stay("Preparing")
        tasks = self.prepare()
        self.total = len(tasks)
        if self.asked.get("ConfirmationRequired"):
            self.later.update(SuspendedDate=now(), SuspendedCause="Awaiting confirmation")
            self.status = "Suspended"
            waits = [asyncio.create_task(event.wait()) for event in (self.confirmed, self.cancelled)]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for wait in waits:
                wait.cancel()
        await self.stay("Ready")
        await self.work(tasks)

    def prepare(self) -> list[tuple]:
        if steering.get("failure"):
            raise JobFailed(steering["failure"]["code"], steering["failure"]["reason"])
        role = self.asked["RoleArn"]
        if not trusts(role, "batchoperations.s3.amazonaws.com"):
            raise JobFailed("AssumeRoleNotPermitted", "The role of the job cannot be assumed by Batch Operations")
        if "Manifest" in self.asked:
            return tasks_of_manifest(role, self.asked["Manifest"])
        tasks, written = generate_manifest(role, self.id, self.asked["ManifestGenerator"]["S3JobManifestGenerator"])
        if written:
            self.later["GeneratedManifestDescriptor"] = written
        return tasks

    async def work(self, tasks: list[tuple]) -> None:
        """Does the tasks, spread over the time in Active. A job of higher priority goes first."""
        size = max(1, min(50, len(tasks) // 20))
        groups = [tasks[start : start + size] for start in range(0, len(tasks), size)]
        for group in groups:
            if self.has_to_wait():
                await self.stay("Pausing")
                while self.has_to_wait():
                    await self.stay("Paused")
            started, self.status = time.monotonic(), "Active"
            for task in group:
                self.done.append(self.do(*task))
            try:
                await asyncio.wait_for(self.cancelled.wait(), seconds_in("Active") / len(groups))
                raise Cancelled
            except asyncio.TimeoutError:
                pass
            finally:
                self.active_seconds += time.monotonic() - started
            failed = self.summary()["NumberOfTasksFailed"]
            if len(self.done) >= 1000 and failed > len(self.done) / 2:
                raise JobFailed("FailureThresholdExceeded", "More than half of the tasks failed")

    def has_to_wait(self) -> bool:
        return any(other.priority > self.priority and other.status in ("Ready", "Active") for other in self.siblings.values())

    def do(self, bucket: str, written: str, key: str, version_id: str | None) -> dict:
        task = {"bucket": bucket, "key": key, "written": written, "version": version_id}
        failure = self.attempt(bucket, key, version_id)
        if failure is None:
            return {**task, "status": "succeeded", "http": 200, "message": "Successful"}
        return {**task, "status": "failed", **failure}

    def attempt(self, bucket: str, key: str, version_id: str | None) -> dict | None:
        if bucket not in s3._buckets:
            return reason("SrcBucketNotFound")
        if s3.bucket_region(bucket) != self.region:
            return reason("SrcBucketInvalidRegion")
        if version_id is None:
            return {"code": "InvalidRequest", "http": 400, "message": "Task failed due to missing VersionId"}
        versions = versions_of(bucket, key)
        version = next((each for each in versions if each["version_id"] == version_id), None)
        if version is None:
            return reason("SrcVersionNotFound" if versions else "SrcKeyNotFound")
        if not s3._bucket_replication.get(bucket):
            return reason("SrcBucketReplicationConfigMissing")
        if not may(self.asked["RoleArn"], "s3:InitiateReplication", f"arn:aws:s3:::{bucket}/{key}"):
            return reason("InitiateReplicationNotPermitted")
        wanted = next((each for each in steering.get("failures", []) if fnmatchcase(key, each["key"])), None)
        rules = rules_for(bucket, key, version)
        if not rules and wanted is None:
            return reason("SrcObjectNotEligible")
        refused = wanted["code"] if wanted else None
        for rule in [] if wanted else rules:
            refusing = refusal(bucket, key, version, rule)
            if refusing is None and not replicate(bucket, key, version, rule):
                refusing = "DstPutObjectNotPermitted"
            refused = refused or refusing
        stamp(bucket, key, version, "FAILED" if refused else "COMPLETED")
        return None if refused is None else {**reason(refused), **(wanted or {}), "key": key}


def reason(code: str) -> dict:
    http = 403 if code.endswith("NotPermitted") else 404 if code.endswith("NotFound") else 400
    return {"code": code, "http": http, "message": "Access Denied" if http == 403 else code}
