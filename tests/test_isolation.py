"""The two halves: a server loads nothing of the build."""

import subprocess
import sys


def test_a_server_process_loads_no_rdflib_owlrl_pyshacl_or_yaml() -> None:
    heavy = {"rdflib", "owlrl", "pyshacl", "yaml", "pydantic"}
    code = f"import sys, medkg.web.server; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
