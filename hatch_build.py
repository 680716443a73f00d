"""Puts the main guide as JSON into the wheel (send_guide/language/compiled.py says why)."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MAKE = (
    "import sys; from pathlib import Path; "
    "from send_guide.language.catalogue import load, main_guide; "
    "from send_guide.language.compiled import compile_guide; "
    "flows = Path('flows'); guide = load(flows, main_guide(flows)); "
    "Path(sys.argv[1]).write_text(compile_guide(guide, flows), encoding='utf-8')"
)


class CompileGuide(BuildHookInterface[Any]):
    """Compiles the main guide while a wheel is built; an editable install reads the flows."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file and add it beside the flows. A guide with faults fails the build."""
        if version == "editable" or self.target_name != "wheel":
            return
        folder = tempfile.mkdtemp()
        made = Path(folder) / "compiled.json"
        # the build's own libraries stand on its path alone
        paths = os.pathsep.join([self.root, *sys.path])
        environment = {**os.environ, "PYTHONPATH": paths}
        command = [sys.executable, "-c", MAKE, str(made)]
        subprocess.run(command, cwd=self.root, env=environment, check=True)
        build_data["force_include"][str(made)] = "send_guide/flows/compiled.json"
