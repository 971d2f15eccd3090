"""Requests and answers of S3 Control's jobs, by the service model that botocore ships: what the model does not know is
refused, and what it does not allow cannot be answered.
"""

import functools
import re
from datetime import datetime

from botocore.serialize import RestXMLSerializer
from botocore.session import Session
from botocore.utils import parse_timestamp
from defusedxml.ElementTree import ParseError, fromstring
from ministack.services.s3 import S3CONTROL_NS
from xml.etree.ElementTree import Element, tostring

names = (
    "CreateJob DescribeJob ListJobs UpdateJobStatus UpdateJobPriority PutJobTagging GetJobTagging DeleteJobTagging"
).split()


class Refused(Exception):
    def __init__(self, code: str, message: str, status: int = 400):
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def malformed(what: str) -> Refused:
    return Refused("MalformedXML", f"The XML you provided did not validate against our published schema: {what}")


@functools.cache
def operations() -> dict:
    """Loaded at the first call: it takes longer than all of MiniStack to start."""
    model = Session().get_service_model("s3control")
    return {name: model.operation_model(name) for name in names}


def route(method: str, path: str) -> tuple[str, dict] | None:
    """The operation, and what stands for the `{id}` of its address."""
    for name, operation in operations().items():
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.http["requestUri"])
        matched = re.fullmatch(pattern, path.rstrip("/"))
        if matched and method == operation.http["method"]:
            return name, matched.groupdict()
    return None


def read_request(name: str, uri: dict, headers: dict, query: dict, body: bytes) -> dict:
    shape = operations()[name].input_shape
    values, in_body = {}, {}
    for member, inner in shape.members.items():
        place, wire = inner.serialization.get("location"), inner.serialization.get("name", member)
        if place is None:
            in_body[wire] = member
            continue
        found = {"header": headers.get(wire), "uri": uri.get(wire), "querystring": query.get(wire)}[place]
        if found is not None:
            given = found if isinstance(found, list) else [found]
            isList = inner.type_name == "list"
            values[member] = [scalar(inner.member, each) for each in given] if isList else scalar(inner, given[0])
    if in_body:
        try:
            root = fromstring(body)
        except ParseError:
            raise malformed("it is not well-formed") from None
        if local(root) != shape.serialization.get("name", shape.name):
            raise malformed(f"its root is {local(root)}")
        values.update(read(shape, root))
    check(shape, values, name)
    return values


def local(node) -> str:
    return node.tag.rsplit("}", 1)[-1]


def read(shape, node):
    if shape.type_name == "structure":
        members = {inner.serialization.get("name", member): member for member, inner in shape.members.items()}
        values = {}
        for child in node:
            member = members.get(local(child))
            if member is None or member in values:
                raise malformed(f"{local(child)} in {local(node)}")
            values[member] = read(shape.members[member], child)
        return values
    if shape.type_name == "list":
        if any(local(child) != shape.member.serialization.get("name", "member") for child in node):
            raise malformed(f"the members of {local(node)}")
        return [read(shape.member, child) for child in node]
    if shape.type_name == "map" or len(node):
        raise malformed(local(node))
    return scalar(shape, node.text or "")


def scalar(shape, text: str):
    try:
        if shape.type_name in ("integer", "long"):
            return int(text)
        if shape.type_name == "timestamp":
            return parse_timestamp(text)
        if shape.type_name == "boolean":
            return {"true": True, "false": False}[text.lower()]
    except (ValueError, KeyError):
        raise malformed(f"{text} is no {shape.type_name}") from None
    return text


types = {"structure": dict, "list": list, "string": str, "boolean": bool, "integer": int, "long": int, "timestamp": datetime}


def check(shape, value, path: str) -> None:
    if not isinstance(value, types[shape.type_name]):
        raise malformed(f"{path} is no {shape.type_name}")
    rules = shape.metadata
    if shape.type_name == "structure":
        missing = [name for name in shape.required_members if name not in value]
        unknown = [name for name in value if name not in shape.members]
        if missing or unknown or (rules.get("union") and len(value) != 1):
            raise malformed(f"the members of {path}")
        for name, inner in value.items():
            check(shape.members[name], inner, f"{path}.{name}")
        return
    if shape.type_name == "list":
        for inner in value:
            check(shape.member, inner, f"{path}[]")
    if shape.type_name in ("list", "string", "integer", "long"):
        size = len(value) if isinstance(value, (list, str)) else value
        if not rules.get("min", size) <= size <= rules.get("max", size):
            raise malformed(f"the size of {path}")
    if rules.get("enum") and value not in rules["enum"]:
        raise malformed(f"{path} is {value}")
    pattern = rules.get("pattern", "")
    # Python's expressions have no \p{…}.
    if pattern and r"\p{" not in pattern and not re.fullmatch(pattern, value):
        raise malformed(f"{path} is {value}")


def write_answer(name: str, value: dict) -> tuple:
    shape = operations()[name].output_shape
    check(shape, value, name)
    parent = Element("")
    RestXMLSerializer()._serialize(shape, value, parent, shape.name)
    parent[0].set("xmlns", S3CONTROL_NS)
    return 200, {"Content-Type": "application/xml"}, tostring(parent[0], encoding="utf-8", xml_declaration=True)
