"""Software that nobody here wrote, unmodified, with the reverse-proxy options that its own manual names."""

import os
import subprocess
import sys
import tempfile
import time

from _town import free_ports, is_free


class Upstreams:
    """JupyterLab and Radicale on loopback, as a city would run them behind the gate."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="nomade-upstreams-")
        first = free_ports(3)
        self.processes = [self._jupyter(first), self._radicale(first + 1)]
        self.urls = {
            "jupyter": f"http://127.0.0.1:{first}",
            "agenda": f"http://127.0.0.1:{first + 1}",
            "panne": f"http://127.0.0.1:{first + 2}",
        }
        for port in (first, first + 1):
            self._wait_for(port)

    def _jupyter(self, port: int) -> subprocess.Popen:
        root = os.path.join(self.folder, "notebooks")
        os.makedirs(root)
        return self._start(
            "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--ServerApp.root_dir={root}",
            "--ServerApp.allow_remote_access=True", "--IdentityProvider.token=", "--ServerApp.port_retries=0",
        )

    def _radicale(self, port: int) -> subprocess.Popen:
        return self._start(
            "radicale", f"--server-hosts=127.0.0.1:{port}", "--auth-type=http_remote_user",
            f"--storage-filesystem-folder={os.path.join(self.folder, 'collections')}",
        )

    def _start(self, module: str, *options: str) -> subprocess.Popen:
        log = open(os.path.join(self.folder, module + ".log"), "w")
        home = {**os.environ, "HOME": self.folder, "JUPYTER_CONFIG_DIR": self.folder, "IPYTHONDIR": self.folder}
        return subprocess.Popen([sys.executable, "-m", module, *options], stdout=log, stderr=log, env=home)

    def _wait_for(self, port: int):
        for _ in range(600):
            if not is_free(port):
                return
            time.sleep(0.1)
        raise RuntimeError(f"nothing listens on {port}; see {self.folder}")

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=20)
