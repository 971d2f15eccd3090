"""Two questions that MiniStack takes for a listing of the bucket, although it knows the answers: who pays, and
whether the policy is public.
"""

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
