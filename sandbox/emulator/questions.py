"""Three questions. Two of them MiniStack takes for a listing of the bucket, although it knows the answers: who pays,
and whether the policy is public. The third it does not know: whether the account blocks public access. No account
does, in here.
"""

from ministack import app
from ministack.services import s3

dispatch = s3._dispatch


def answer(method: str, bucket: str, key: str, headers: dict, body: bytes, query_params: dict) -> tuple:
    if method == "GET" and bucket in s3._buckets and not key:
        if "requestPayment" in query_params:
            return s3._get_bucket_request_payment(bucket)
        if "policyStatus" in query_params:
            policy = s3._bucket_policies.get(bucket)
            if policy is None:
                return s3._get_bucket_policy(bucket)
            public = "true" if s3._policy_is_public(policy) else "false"
            text = f'<PolicyStatus xmlns="{s3.S3_NS}"><IsPublic>{public}</IsPublic></PolicyStatus>'
            return 200, {"Content-Type": "application/xml"}, text.encode()
    return dispatch(method, bucket, key, headers, body, query_params)


s3._dispatch = answer

control = app._handle_s3_control_request
invalid_uri = 400


async def answer_of_account(path: str, method: str, body: bytes, query_params: dict, request_id: str, headers=None):
    answered = await control(path, method, body, query_params, request_id, headers)
    asked = method == "GET" and path == "/v20180820/configuration/publicAccessBlock"
    if not asked or answered[0] != invalid_uri:
        return answered
    return s3.s3control_account_error(headers or {}) or s3.s3control_error(
        "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", 404
    )


app._handle_s3_control_request = answer_of_account
