"""Parses command lines with the parsers of awscli, azure-cli and oci-cli, and runs none of them.

Standard input: {"tool": "aws" | "az" | "oci", "commands": [[{"text": "...", "open": false}, ...], ...]}, without the
tool's own name. Standard output: [null | "what is wrong", ...], one for each command. `open` says that a part of a
word is known only when the script runs; values of such words are not judged.
"""

import collections
import contextlib
import io
import json
import os
import re
import sys
import tempfile


class Parsed(BaseException):
    """Thrown in place of running a command that was read to its end."""


def words(command):
    return [word["text"] for word in command]


def has_open(command):
    return any(word["open"] for word in command)


def refusal(call):
    """What a tool says and how it ends where it does not take a command."""
    err = io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(err):
        try:
            status = call()
        except SystemExit as error:
            status = error.code
    return f"ended with {status}: {last_lines(err.getvalue())}"


def last_lines(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(lines[-3:])[:400]


def aws():
    os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1",
                      AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
    import awscli.clidriver as clidriver
    import awscli.customizations.commands as commands
    import awscli.customizations.waiters as waiters
    import awscli.paramfile as paramfile
    from botocore.validate import ParamValidator

    given = {}

    def stop(self, service, operation, parameters, parsed_globals):
        shape = self._session.get_service_model(service).operation_model(operation).input_shape
        if shape is not None and not given["open"]:
            # What awscli itself takes to ask page by page; the operation has no such parameter.
            parameters = {name: value for name, value in parameters.items() if name != "PaginationConfig"}
            report = ParamValidator().validate(parameters, shape)
            if report.has_errors():
                raise ValueError(report.generate_report())
        raise Parsed()

    def wait(self, service, waiter, parameters, parsed_globals):
        raise Parsed()

    plain = commands.BasicCommand.__call__

    def basic(self, args, parsed_globals):
        def parsed(*_):
            raise Parsed()
        # A command with commands of its own hands on to them in its `_run_main`.
        if not self._build_subcommand_table() or (args and args[0] not in self._build_subcommand_table()):
            self._run_main = parsed
        return plain(self, args, parsed_globals)

    clidriver.create_clidriver()
    for caller in [clidriver.CLIOperationCaller, *clidriver.CLIOperationCaller.__subclasses__()]:
        caller.invoke = stop
    waiters.WaiterCaller.invoke = wait
    commands.BasicCommand.__call__ = basic
    # A file that is named is not there; what is in it is not judged.
    def content(prefix, path, mode):
        given["open"] = True
        return "{}" if mode == "r" else b"{}"

    at_value = paramfile.URIArgumentHandler._check_for_uri_param

    def value_of(self, param, value, parsed_globals):
        read = at_value(self, param, value, parsed_globals)
        is_list = getattr(getattr(param, "argument_model", None), "type_name", None) == "list"
        return "[]" if read == "{}" and is_list else read

    paramfile.URIArgumentHandler._check_for_uri_param = value_of
    for prefix, (_, options) in list(paramfile.LOCAL_PREFIX_MAP.items()):
        paramfile.LOCAL_PREFIX_MAP[prefix] = (content, options)

    def one(command):
        given["open"] = has_open(command)
        return refusal(lambda: clidriver.create_clidriver().main(words(command)))

    return one


def az():
    os.environ["AZURE_CONFIG_DIR"] = tempfile.mkdtemp(prefix="az-")
    os.environ["AZURE_CORE_COLLECT_TELEMETRY"] = "no"
    os.environ["AZURE_EXTENSION_USE_DYNAMIC_INSTALL"] = "no"
    from azure.cli.core import get_default_cli
    import azure.cli.core.parser as parser

    plain = parser.AzCliCommandParser.parse_args

    def parsed(self, args=None, namespace=None):
        plain(self, args, namespace)
        raise Parsed()

    parser.AzCliCommandParser.parse_args = parsed

    def one(command):
        return refusal(lambda: get_default_cli().invoke(words(command), out_file=io.StringIO()))

    return one


def oci():
    import click
    from oci_cli import cli_util, custom_types, dynamic_loader
    from oci_cli.cli import cli

    later = set()
    plain = custom_types.CliDatetime.convert

    def time(self, value, param, context):
        return value if value in later else plain(self, value, param, context)

    custom_types.CliDatetime.convert = time

    # Where none is given, the tool asks the tenancy for the namespace of its object storage.
    def namespace(context, parameter):
        return "x" if parameter in ["namespace-name", "namespace"] else None

    def descend(command, name, arguments, parent):
        context = command.make_context(name, arguments, parent=parent, obj=collections.defaultdict(dict))
        if not isinstance(command, click.Group):
            # Refused only once the command runs.
            missing = context.obj.get("missing_required_parameters")
            if missing:
                raise click.UsageError(f"Missing option(s) --{', --'.join(missing)}.")
            raise Parsed()
        rest = [*getattr(context, "_protected_args", getattr(context, "protected_args", [])), *context.args]
        name, found, rest = command.resolve_command(context, rest)
        descend(found, name, rest, context)

    def one(command):
        arguments = words(command)
        service = next((word for word in arguments if not word.startswith("-")), "")
        if service not in dynamic_loader.NON_SERVICE_TOP_LEVEL_COMMANDS:
            if service not in dynamic_loader.service_mapping:
                return f"there is no service {service}"
            dynamic_loader.load_service(service)
            if service == "os":
                cli_util.SERVICE_FUNCTIONS_TO_EXECUTE["os"] = namespace
            if service == "iam":
                import services.identity.src.oci_cli_identity.identity_cli_extended as identity
                identity.get_tenancy_from_config = lambda context: "x"  # The tenancy of the configuration.
        later.clear()
        later.update(word["text"] for word in command if word["open"])
        try:
            descend(cli, "oci", arguments, None)
        except click.ClickException as error:
            return error.format_message()
        except click.exceptions.Exit as error:
            return f"ended with {error.exit_code}"
        return "was not read to its end"

    return one


def main():
    asked = json.load(sys.stdin)
    check = {"aws": aws, "az": az, "oci": oci}[asked["tool"]]()
    answers = []
    for command in asked["commands"]:
        try:
            answers.append(check(command))
        except Parsed:
            answers.append(None)
        except Exception as error:  # The tool's own way to refuse; told with the command it refused.
            answers.append(re.sub(r"\s+", " ", f"{type(error).__name__}: {error}")[:400])
    json.dump(answers, sys.stdout)


main()
