"""What a role may do, judged by MiniStack's own evaluation of its policies, its boundary and the resource's policy.

Nobody calls as the role here: S3 does, so that there is no access key to ask with.
"""

from ministack.core.iam_evaluator import (
    EvalContext,
    _gather_role_policies,
    _permissions_boundary,
    combine_resource_policy,
    evaluate,
    evaluate_resource_policy,
)
from ministack.core.responses import get_region
from ministack.services import iam, kms, s3


def role_of(arn: str) -> dict | None:
    role = iam._roles.get_scoped(arn.split(":")[4], None, arn.rsplit("/", 1)[-1])
    return role if role and role["Arn"] == arn else None


def context_of(arn: str, action: str, resource: str, keys: dict) -> EvalContext:
    return EvalContext(
        principal_arn=arn,
        principal_type="AssumedRole",
        principal_account=arn.split(":")[4] if arn.startswith("arn:") else "",
        action=action,
        resource_arn=resource,
        region=get_region(),
        # S3's own calls, whatever brought the request that led to them.
        secure_transport=True,
        service_context={key.lower(): value for key, value in keys.items()},
    )


def trusts(arn: str, service: str) -> bool:
    """Whether the service may assume the role. AWS does not say that it sends aws:SourceArn or aws:SourceAccount here,
    and a condition on them fails closed."""
    role = role_of(arn)
    # Called by no ARN, so that a statement for an account does not count.
    asked = context_of(service, "sts:AssumeRole", arn, {})
    return role is not None and (
        evaluate_resource_policy(role["AssumeRolePolicyDocument"], asked, service=service).decision == "Allow"
    )


def may(arn: str, action: str, resource: str, **keys: str) -> bool:
    if role_of(arn) is None:
        return False
    account, name = arn.split(":")[4], arn.rsplit("/", 1)[-1]
    asked = context_of(arn, action, resource, keys)
    limits = _permissions_boundary(iam._roles, name, account)
    identity = evaluate(asked, _gather_role_policies(name, account), *limits)
    if action.startswith("kms:"):
        key = key_of(resource)
        policy, owner = (key or {}).get("Policy") or "", resource.split(":")[4]
    else:
        bucket = resource.split(":::")[-1].split("/")[0]
        owner = s3._bucket_owner_account(bucket)
        policy = s3._bucket_policies.get_scoped(owner, None, bucket) if owner else ""
    needs_both = action.startswith("kms:")
    return combine_resource_policy(identity, asked, policy, owner, needs_both, tuple(limits)).decision == "Allow"


def key_of(arn: str) -> dict | None:
    parts = arn.split(":")
    if len(parts) != 6 or not parts[5].startswith("key/"):
        return None
    return kms._keys.get_scoped(parts[4], parts[3], parts[5].removeprefix("key/"))


def may_use_key(arn: str, action: str, key: str, bucket: str, name: str) -> bool:
    """As S3 asks for it: by its own endpoint, with the object as context. (With the bucket, where it has a Bucket Key:
    MiniStack does not tell, and either is taken.)"""
    via = f"s3.{key.split(':')[3]}.amazonaws.com"
    return any(
        may(arn, action, key, **{"kms:ViaService": via, "kms:EncryptionContext:aws:s3:arn": f"arn:aws:s3:::{context}"})
        for context in (f"{bucket}/{name}", bucket)
    )
