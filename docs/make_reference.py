"""Make anew what flows/ holds about the flow language: the tables of its reference, two schemas."""

from pathlib import Path

from send_guide.formats import json
from send_guide.language import json_schema, reference, scenario_file

FLOWS = Path(__file__).parents[1] / "flows"

if __name__ == "__main__":
    readme = FLOWS / "README.md"
    text = reference.filled_in(readme.read_text(encoding="utf-8"))
    readme.write_text(text, encoding="utf-8")
    schemas = {
        "schema.json": json_schema.schema(),
        "scenarios/schema.json": scenario_file.schema(),
    }
    for name, schema in schemas.items():
        (FLOWS / name).write_text(json.dump(schema), encoding="utf-8")
