"""Runs a Python program against stand-ins of its three packages, and prints what it makes, in the form of a YAML program.

    python3 record.py <schema.json> <the program's folder> <its settings as JSON>

The components' stand-in has the names that Pulumi's code generation makes of the schema: classes with Args after the name,
snake_case arguments, members of enumerations in capitals. Any other name is the error that Python itself would raise.
"""

import json
import pathlib
import re
import runpy
import sys
import types

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
folder = pathlib.Path(sys.argv[2])
settings = json.loads(sys.argv[3])
made = {"resources": {}, "outputs": {}}


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def camel(name):
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


class Reference(str):
    """A resource or one of its outputs, as YAML writes it."""


def arguments(of, known, given):
    """The arguments under the names of the schema. An unknown one is Python's own error."""
    for name in given:
        if name not in known:
            raise TypeError(f"{of} got an unexpected keyword argument '{name}'")
    return {known[name]: value for name, value in given.items()}


def resource_class(token, known, outputs):
    def make(resource_name, opts=None, **given):
        options = {} if opts is None else {"options": {"providers": opts["providers"]}}
        properties = arguments(token, known, given)
        made["resources"][resource_name] = {"type": token, "properties": properties, **options}
        reference = types.SimpleNamespace()
        for output in outputs:
            setattr(reference, snake(output), Reference(f"${{{resource_name}.{output}}}"))
        return reference if outputs else Reference(f"${{{resource_name}}}")

    return make


def names(properties):
    return {snake(name): name for name in properties}


def components():
    module = types.ModuleType("pulumi_" + schema["name"].replace("-", "_"))
    for token, described in schema["resources"].items():
        outputs = list(described["properties"])
        setattr(module, token.split(":")[-1], resource_class(token, names(described["inputProperties"]), outputs))
    for token, described in schema["types"].items():
        name = token.split(":")[-1]
        if "enum" in described:
            members = {snake(member["name"]).upper(): member["value"] for member in described["enum"]}
            setattr(module, name, types.SimpleNamespace(**members))
        else:
            known = names(described["properties"])
            setattr(module, name + "Args", lambda name=name, known=known, **given: arguments(name, known, given))
    return module


def provider(resource_name, **given):
    known = {name: camel(name) for name in given}
    return resource_class("pulumi:providers:aws", known, [])(resource_name, **given)


pulumi = types.ModuleType("pulumi")
pulumi.Config = lambda: types.SimpleNamespace(require=settings.__getitem__)
pulumi.ResourceOptions = lambda **options: options
pulumi.export = made["outputs"].__setitem__
aws = types.ModuleType("pulumi_aws")
aws.Provider = provider
for package in [pulumi, aws, components()]:
    sys.modules[package.__name__] = package

runpy.run_path(str(folder / "__main__.py"), run_name="__main__")
print(json.dumps(made))
