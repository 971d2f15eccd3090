"""S3 Control's jobs, which MiniStack does not have: S3 Batch Operations, of which Batch Replication is the one operation.

Callers are who they are for MiniStack, and may do what its evaluation of their policies says.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
"""

import base64
import json

from jobs_model import Refused, read_request, route, write_answer
from jobs_objects import deleted_by_id
from jobs_run import Job, ends, jobs, jobs_here, running, steering
from ministack import app
from ministack.core.responses import get_account_id, get_region
from ministack.services import s3

control, reset = app._handle_s3_control_request, s3.reset
service = "batchoperations.s3.amazonaws.com"


async def answer(path: str, method: str, body: bytes, query_params: dict, request_id: str, headers=None):
    headers = headers or {}
    if path == "/_sandbox/jobs" and method == "PUT":
        steering.clear()
        steering.update(json.loads(body))
        return 204, {}, b""
    routed = route(method, path) if path == "/v20180820/jobs" or path.startswith("/v20180820/jobs/") else None
    if routed is None:
        return await control(path, method, body, query_params, request_id, headers)
    name, uri = routed
    asked, problem = {}, None
    try:
        asked = read_request(name, uri, headers, query_params, body)
    except Refused as refused:
        problem = refused
    for action, resource, context in permissions(name, uri, asked):
        denied = app._enforce_data_plane("s3", action, headers, query_params, request_id, resource, context)
        if denied:
            return denied
    denied = s3.s3control_account_error(headers)
    if denied:
        return denied
    try:
        if problem:
            raise problem
        return write_answer(name, operations[name](asked))
    except Refused as refused:
        return s3.s3control_error(refused.code, refused.message, refused.status)


app._handle_s3_control_request = answer


def forget() -> None:
    reset()
    for each in [job for those in jobs.values() for job in those.values()]:
        # From another thread than the loop's.
        each.running.get_loop().call_soon_threadsafe(each.running.cancel)
    jobs.clear()
    deleted_by_id.clear()
    steering.clear()


s3.reset = forget


def permissions(name: str, uri: dict, asked: dict) -> list[tuple]:
    """Action, resource and condition keys of what the caller has to be allowed."""
    job = jobs_here().get(uri.get("id"))
    existing = {"s3:ExistingJobPriority": str(job.priority), "s3:ExistingJobOperation": job.operation} if job else {}
    requested = {"s3:RequestJobPriority": str(asked["Priority"])} if "Priority" in asked else {}
    if name == "CreateJob" and asked:
        operation = {"s3:RequestJobOperation": next(iter(asked["Operation"]), "")}
        tagging = [("s3:PutJobTagging", "*", {})] if asked.get("Tags") else []
        passing = ("iam:PassRole", asked["RoleArn"], {"iam:PassedToService": service})
        return [("s3:CreateJob", "*", {**requested, **operation}), *tagging, passing]
    resource = f"arn:aws:s3:{get_region()}:{get_account_id()}:job/{uri['id']}" if "id" in uri else "*"
    return [(f"s3:{name}", resource, {**existing, **requested})]


def job_of(asked: dict) -> Job:
    job = jobs_here().get(asked["JobId"])
    if job is None:
        raise Refused("NotFoundException", "The specified job does not exist", 404)
    return job


def create_job(asked: dict) -> dict:
    given = {name: value for name, value in asked.items() if name not in ("AccountId", "ClientRequestToken")}
    token = asked["ClientRequestToken"]
    for job in jobs_here().values():
        if job.token == token:
            if job.asked != given:
                raise Refused("IdempotencyException", "The token was used for another request")
            return {"JobId": job.id}
    refuse_nonsense(given)
    job = Job(given, token)
    jobs_here()[job.id] = job
    return {"JobId": job.id}


def refuse_nonsense(given: dict) -> None:
    """What the model allows, and its documentation does not."""
    if list(given["Operation"]) != ["S3ReplicateObject"]:
        raise Refused("NotImplemented", "The sandbox has no other operation than S3ReplicateObject", 501)
    if ("Manifest" in given) == ("ManifestGenerator" in given):
        raise Refused("InvalidRequest", "Exactly one of Manifest and ManifestGenerator is needed")
    report = given["Report"]
    if report["Enabled"] and not {"Bucket", "Format", "ReportScope"} <= report.keys():
        raise Refused("InvalidRequest", "A report needs a bucket, a format and a scope")
    spec = given.get("Manifest", {}).get("Spec")
    if spec and spec["Format"] != "S3BatchOperations_CSV_20180820":
        raise Refused("NotImplemented", "The sandbox reads no other manifest than S3BatchOperations_CSV_20180820", 501)
    if spec and not {"Bucket", "Key"} <= {*spec.get("Fields", [])}:
        raise Refused("InvalidRequest", "The fields of a manifest are Bucket, Key and VersionId")
    generator = given.get("ManifestGenerator", {}).get("S3JobManifestGenerator", {})
    if generator.get("EnableManifestOutput") and "ManifestOutputLocation" not in generator:
        raise Refused("InvalidRequest", "A manifest that is kept needs a location")
    if "MatchAnyObjectEncryption" in generator.get("Filter", {}):
        raise Refused("NotImplemented", "The sandbox does not select by encryption", 501)


def describe_job(asked: dict) -> dict:
    job = job_of(asked)
    copied = ("ConfirmationRequired", "Description", "Manifest", "Operation", "Report", "RoleArn", "ManifestGenerator")
    return {
        "Job": {
            "JobId": job.id,
            "JobArn": job.arn,
            "Status": job.status,
            "Priority": job.priority,
            "ProgressSummary": job.summary(),
            "FailureReasons": job.reasons,
            "CreationTime": job.created,
            **{name: job.asked[name] for name in copied if name in job.asked},
            **job.later,
        }
    }


def list_jobs(asked: dict) -> dict:
    found = [job for job in reversed(jobs_here().values()) if job.status in asked.get("JobStatuses", [job.status])]
    if "NextToken" in asked:
        last = next((job for job in jobs_here().values() if token_of(job) == asked["NextToken"]), None)
        if last is None:
            raise Refused("InvalidNextTokenException", "The token is of no list of jobs")
        older = [*jobs_here()]
        found = [job for job in found if older.index(job.id) < older.index(last.id)]
    page = found[: asked.get("MaxResults") or 1000]
    listed = [
        {
            "JobId": job.id,
            **({"Description": job.asked["Description"]} if "Description" in job.asked else {}),
            "Operation": job.operation,
            "Priority": job.priority,
            "Status": job.status,
            "CreationTime": job.created,
            **{name: value for name, value in job.later.items() if name == "TerminationDate"},
            "ProgressSummary": job.summary(),
        }
        for job in page
    ]
    return {"Jobs": listed, **({"NextToken": token_of(page[-1])} if len(page) < len(found) else {})}


def token_of(job: Job) -> str:
    return base64.b64encode(job.id.encode()).decode()


def update_job_status(asked: dict) -> dict:
    job, wanted = job_of(asked), asked["RequestedJobStatus"]
    if job.status not in (("Suspended",) if wanted == "Ready" else running) or job.cancelled.is_set():
        raise Refused("JobStatusException", f"A job that is {job.status} cannot become {wanted}")
    (job.confirmed if wanted == "Ready" else job.cancelled).set()
    job.status = "Ready" if wanted == "Ready" else "Cancelling"
    reason = {name: asked[name] for name in ("StatusUpdateReason",) if name in asked}
    job.later.update(reason)
    return {"JobId": job.id, "Status": job.status, **reason}


def update_job_priority(asked: dict) -> dict:
    job = job_of(asked)
    if job.status in ends:
        raise Refused("BadRequestException", f"The priority of a job that is {job.status} cannot be changed")
    job.priority = asked["Priority"]
    return {"JobId": job.id, "Priority": job.priority}


def put_job_tagging(asked: dict) -> dict:
    if len(asked["Tags"]) > 50:
        raise Refused("TooManyTagsException", "A job has 50 tags at most")
    job_of(asked).tags = asked["Tags"]
    return {}


def get_job_tagging(asked: dict) -> dict:
    return {"Tags": job_of(asked).tags}


def delete_job_tagging(asked: dict) -> dict:
    job_of(asked).tags = []
    return {}


operations = {
    "CreateJob": create_job,
    "DescribeJob": describe_job,
    "ListJobs": list_jobs,
    "UpdateJobStatus": update_job_status,
    "UpdateJobPriority": update_job_priority,
    "PutJobTagging": put_job_tagging,
    "GetJobTagging": get_job_tagging,
    "DeleteJobTagging": delete_job_tagging,
}
