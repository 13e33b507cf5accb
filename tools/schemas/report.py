"""The JSON Schema of a report (`civtarget-report/1`), made by pydantic from the types for those who read one."""

from civtarget.json_text import dumps
from civtarget.reports.report_model import ReportModel
from tools.schemas.common import DIALECT, WithoutTitles


def render() -> str:
    """Return the schema as JSON; the text ends with a line break."""
    return dumps({"$schema": DIALECT, **ReportModel.model_json_schema(schema_generator=WithoutTitles)})
