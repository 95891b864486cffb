"""A home folder for Chromium whose certificate store trusts the town's authority, and nothing else of ours."""

import os
import subprocess
import tempfile


def home_trusting(authority: str) -> str:
    home = tempfile.mkdtemp(prefix="nomade-home-")
    for place in (".pki/nssdb", ".local/share/pki/nssdb"):
        store = os.path.join(home, place)
        os.makedirs(store)
        database = f"sql:{store}"
        subprocess.run(["certutil", "-N", "-d", database, "--empty-password"], check=True)
        subprocess.run(
            ["certutil", "-A", "-d", database, "-n", "nomade", "-t", "C,,", "-i", authority], check=True
        )
    return home
