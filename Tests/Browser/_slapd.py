"""Debian's slapd on loopback, as a city runs it: an authority of its own, TLS at once, people under one place."""

import os
import shutil
import socket
import subprocess
import tempfile
import time

SUFFIX = "dc=nomades,dc=example"
PEOPLE = f"ou=agents,{SUFFIX}"
ROOT = f"cn=nomade,{SUFFIX}"
SEED = f"""dn: {SUFFIX}
objectClass: dcObject
objectClass: organization
o: Ville de Nomades
dc: nomades

dn: {PEOPLE}
objectClass: organizationalUnit
ou: agents
"""


class Slapd:
    """One directory; `section` is what a city file says of it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="nomade-slapd-")
        os.chmod(self.folder, 0o755)
        os.mkdir(self._path("db"))
        self._certify()
        self._write("slapd.conf", self._configuration())
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        user = []
        if os.geteuid() == 0:
            for name in ["", "db", "tls.key", "slapd.conf"]:
                shutil.chown(self._path(name), "nobody", "nogroup")
            user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        self.log = open(self._path("log"), "w")
        self.process = subprocess.Popen(
            [*user, "/usr/sbin/slapd", "-h", f"ldaps://127.0.0.1:{self.port}", "-d", "256", "-f", self._path("slapd.conf")],
            stdout=subprocess.DEVNULL, stderr=self.log, cwd="/",
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.05)
        self._run("ldapadd", *self._account(), stdin=SEED)

    @property
    def section(self) -> str:
        self._write("password", "secret\n")
        os.chmod(self._path("password"), 0o600)
        return f"""
directory:
  server: "ldaps://127.0.0.1:{self.port}"
  authority: "{self._path('ca.pem')}"
  bind: "{ROOT}"
  password-file: "{self._path('password')}"
  base: "{PEOPLE}"
  write: true
"""

    def entry(self, number: str) -> str:
        """What Debian's own tool reads of a person; empty where there is no profile."""
        return self._run("ldapsearch", *self._account(), "-LLL", "-o", "ldif-wrap=no", "-b", PEOPLE, f"(employeeNumber={number})")

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _account(self) -> list[str]:
        return ["-x", "-H", f"ldaps://127.0.0.1:{self.port}", "-D", ROOT, "-w", "secret"]

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def _write(self, name: str, text: str):
        with open(self._path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def _run(self, *words: str, stdin: str | None = None) -> str:
        environment = {**os.environ, "LDAPTLS_CACERT": self._path("ca.pem")}
        done = subprocess.run(words, input=stdin, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, f"{words[0]}: {done.stderr}\n{open(self._path('log')).read()[-2000:]}"
        return done.stdout

    def _certify(self):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self._write("names", "subjectAltName=IP:127.0.0.1\n")
        self._run("openssl", "req", "-x509", "-days", "2", "-subj", "/CN=Ville", "-out", self._path("ca.pem"),
                  "-keyout", self._path("ca.key"), *key)
        self._run("openssl", "req", "-subj", "/CN=annuaire", "-out", self._path("tls.csr"), "-keyout", self._path("tls.key"), *key)
        self._run("openssl", "x509", "-req", "-in", self._path("tls.csr"), "-out", self._path("tls.pem"), "-days", "2",
                  "-CA", self._path("ca.pem"), "-CAkey", self._path("ca.key"), "-CAcreateserial", "-extfile", self._path("names"))

    def _configuration(self) -> str:
        return f"""include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {self._path('pid')}
argsfile {self._path('args')}
TLSCACertificateFile {self._path('ca.pem')}
TLSCertificateFile {self._path('tls.pem')}
TLSCertificateKeyFile {self._path('tls.key')}
database mdb
suffix "{SUFFIX}"
rootdn "{ROOT}"
rootpw secret
maxsize 16777216
directory {self._path('db')}
"""
