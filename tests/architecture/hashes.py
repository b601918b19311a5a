"""The hashes of the files that the tested installation is made of: `poe pin` writes them, `poe hashes` checks them.

They are not in constraints.txt: with a single hash there, pip checks everything and refuses to install a folder, which
both commands of the README do.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
HASHES = ROOT / ".ci" / "hashes.txt"
_HEAD = """\
# The files that .ci/run installs, of the versions in constraints.txt. "poe pin" writes this; "poe hashes" fetches each
# file again and has pip hold it against its hash. Another system may be given other files of the same versions.
"""


def pinned(path: Path) -> Mapping[str, str]:
    """Map the names in a file of requirements to what follows each: its version, and its hash if it has one."""
    rows = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return dict(row.split("==", 1) for row in rows if "==" in row and not row.startswith("#"))


def written() -> str:
    """Return the file of hashes as pip would install the constraints here and now."""
    versions = [f"{name}=={version}" for name, version in pinned(CONSTRAINTS).items()]
    asked = ["install", "--quiet", "--disable-pip-version-check", "--dry-run", "--ignore-installed", "--no-deps"]
    command = [sys.executable, "-m", "pip", *asked, "--report", "-", *versions]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    hash_by_version = {
        (each["metadata"]["name"], each["metadata"]["version"]): each["download_info"]["archive_info"]["hashes"][
            "sha256"
        ]
        for each in json.loads(done.stdout)["install"]
    }
    rows = (f"{name}=={version} --hash=sha256:{found}" for (name, version), found in sorted(hash_by_version.items()))
    return _HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    HASHES.write_text(written(), encoding="utf-8")
