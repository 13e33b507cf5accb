"""`civtarget init`: a starter plan."""

from collections.abc import Sequence

from civtarget.api.inputs import today
from civtarget.commands.exit_codes import SUCCESS
from civtarget.commands.terminal import STDOUT, style_of, tell, write
from civtarget.errors import CivtargetError
from civtarget.files.plan import new_file, starter
from civtarget.files.plan.starter import Starter
from civtarget.language import Language, Text
from civtarget.reports.rendering import Format
from civtarget.reports.style import Style


def run(  # noqa: PLR0913  # as many as the command line has
    path: str | None,
    city: str | None,
    districts: Sequence[str],
    *,
    year: str | None,
    identifier: str | None,
    schema: bool,
    language: Language | None,
    quiet: bool,
) -> int:
    """Write a starter plan, and return the exit code."""
    style = style_of(language, None)
    file_name = new_file.name_of(path) if path not in (None, STDOUT) else None
    called, period = starter.read_identity(identifier, year, file_name=file_name, this_year=today().year)
    new = Starter(
        identifier=called,
        period=period,
        city=None if city is None else starter.read_city(city),
        districts=starter.read_districts(districts),
    )
    if path == STDOUT and schema:
        raise CivtargetError(
            Text("--schema 写在规划文件旁：请写文件名", "--schema writes beside the plan: name a file for it")
        )
    if path == STDOUT:
        write(starter.render(new, style.language), None, Format.JSON)  # a plan is UTF-8, as JSON is
        return SUCCESS
    path = new_file.path_of(path, new.identifier)
    near = new_file.schema_near(path)
    with_schema = schema and near is None
    new_file.create(path, starter.render(new, style.language, starter.SCHEMA_FILE if with_schema else near))
    written = new_file.write_schema(path) if with_schema else None
    if schema and not quiet:
        _report_schema(written, near, style)
    if not quiet:
        _report_next_steps(new, path, style)
    return SUCCESS


def _report_schema(written: str | None, near: str | None, style: Style) -> None:
    """Print which schema editors use: the one that was written, or one that was there."""
    if written is not None:
        message = Text(
            f"已写入 {written}，编辑器按它补全和检查", f"wrote {written}, by which editors complete and check the plan"
        )
    else:
        message = Text(
            f"编辑器按已有的 {near} 补全和检查", f"editors complete and check the plan by {near}, which was there"
        )
    tell(message, style)


def _report_next_steps(new: Starter, path: str, style: Style) -> None:
    """Print the path that was written, what in it is invented, and the next command."""
    tell(
        Text(
            "已写入 {path}（标识 {identifier}，规划期 {period}）；数字都是示例，请换成自己的",
            "wrote {path} (id {identifier}, period {period}); its figures are placeholders: put in your own",
            path=path,
            identifier=new.identifier,
            period=str(new.period),
        ),
        style,
    )
    if not new.districts:
        tell(
            Text("没有用 --district 写明辖市区：文件中的是虚构的", "no --district was named: those in it are invented"),
            style,
        )
    named = f'"{path}"' if " " in path else path
    tell(Text("然后核对：civtarget validate {named}", "then check it: civtarget validate {named}", named=named), style)
