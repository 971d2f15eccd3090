"""Calls every operation of jobs by botocore, which checks each request against its model, and compares each answer, as
it came, with the same model: nothing that it does not know, and nothing missing that it requires.

Prints the answers. Arguments: endpoint, file of the authority, account, region, the members of CreateJob as JSON.
"""

import json
import sys
from xml.etree.ElementTree import fromstring

from botocore.config import Config
from botocore.session import Session

endpoint, authority, account, region, members = sys.argv[1:]
session = Session()
session.set_credentials(account, "sandbox")
client = session.create_client("s3control", region, endpoint_url=endpoint, verify=authority, config=Config(retries={"total_max_attempts": 1}))


def without_account(request, **_):
    request.url = request.url.replace(f"//{account}.", "//", 1)


def look(shape, node, place):
    if shape.type_name == "structure":
        wired = {inner.serialization.get("name", name): (name, inner) for name, inner in shape.members.items()}
        given = [child.tag.rsplit("}", 1)[-1] for child in node]
        unknown, missing = {*given} - {*wired}, {*shape.required_members} - {wired[name][0] for name in given if name in wired}
        assert not unknown and not missing and len(given) == len({*given}), (place, unknown, missing, given)
        for name, child in zip(given, node):
            look(wired[name][1], child, f"{place}.{name}")
    elif shape.type_name == "list":
        for child in node:
            assert child.tag.rsplit("}", 1)[-1] == shape.member.serialization.get("name", "member"), (place, child.tag)
            look(shape.member, child, f"{place}[]")
    else:
        assert not len(node), place


looked_at = []


def compare(operation_model, response_dict, **_):
    look(operation_model.output_shape, fromstring(response_dict["body"]), operation_model.name)
    looked_at.append(operation_model.name)


client.meta.events.register("before-sign.s3-control", without_account)
client.meta.events.register("before-parse.s3-control", compare)

job = {"AccountId": account, "JobId": client.create_job(AccountId=account, **json.loads(members))["JobId"]}
client.update_job_priority(**job, Priority=9)
client.put_job_tagging(**job, Tags=[{"Key": "by", "Value": "botocore"}])
answers = {
    "Tags": client.get_job_tagging(**job)["Tags"],
    "Described": client.describe_job(**job)["Job"],
    "Listed": client.list_jobs(AccountId=account, JobStatuses=["New"])["Jobs"],
}
client.delete_job_tagging(**job)
client.update_job_status(**job, RequestedJobStatus="Cancelled", StatusUpdateReason="enough")
print(json.dumps({**answers, "LookedAt": looked_at}, default=lambda value: value.isoformat(), sort_keys=True))
