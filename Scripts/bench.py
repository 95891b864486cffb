"""Bare nginx beside us: the same upstream, certificate and machine. Prints one table in Markdown."""
import base64, hashlib, hmac, html, http.client, json, os, re, shutil, signal, ssl, struct, subprocess, sys, tempfile, time
from urllib.parse import urlencode, urlsplit

SECONDS = int(os.environ.get("BENCH_SECONDS", "10"))
CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", "64"))
UPLOAD_GIB = float(os.environ.get("BENCH_UPLOAD_GIB", "10"))
UPSTREAM, PROXY_PLAIN, PROXY_TLS, PORT, PLAIN = 19001, 19002, 19003, 19443, 19480
HOST = f"bench.nomades.localhost:{PORT}"
TICKS = os.sysconf("SC_CLK_TCK")


def nginx(folder, text):
    path = f"{folder}/nginx.conf"
    with open(path, "w") as file:
        file.write(text)
    return subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-p", folder, "-c", path])


def conf(folder, workers, body):
    return f"""
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; client_max_body_size 0; keepalive_requests 100000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {body} }}"""


def cpu(pids):
    """Seconds of CPU that these processes have used."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()] or [pid]


def wrk(name, url, pids, cookie):
    headers = ["-H", f"Host: {HOST}", "-H", f"Cookie: __Host-nomade-app={cookie}"]
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", "--latency", *headers]
    subprocess.run([*command, "-d2", url], stdout=subprocess.DEVNULL, check=True)
    before = cpu(pids)
    out = subprocess.run([*command, f"-d{SECONDS}", url], capture_output=True, text=True, check=True).stdout
    used = cpu(pids) - before
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    if "Non-2xx" in out or requests == 0:
        sys.exit(f"bench: {name} did not answer 200\n{out}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    tail = {p: re.search(rf"^\s+{p}%\s+(\S+)", out, re.M).group(1) for p in ("50", "99")}
    return used / requests * 10_000, rate, tail["50"], tail["99"]


class Browser:
    """Just enough to sign in: cookies by host, forms by their fields."""

    def __init__(self):
        self.jar = {}
        self.context = ssl._create_unverified_context()

    def ask(self, url, form=None):
        for _ in range(12):
            parts = urlsplit(url)
            link = http.client.HTTPSConnection("127.0.0.1", parts.port, context=self.context)
            headers = {"Host": parts.netloc, "Accept": "text/html", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            cookies = self.jar.setdefault(parts.hostname, {})
            if cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            body = None
            if form is not None:
                body = urlencode(form)
                origin = f"{parts.scheme}://{parts.netloc}"
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}
            link.request("GET" if form is None else "POST", parts.path + ("?" + parts.query if parts.query else ""), body, headers)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, value = line.split(";")[0].split("=", 1)
                cookies[name] = value
            if answer.status not in (301, 302, 303, 307):
                return url, text
            target = answer.headers["Location"]
            url = target if target.startswith("https:") else f"{parts.scheme}://{parts.netloc}{target}"
            form = None
        sys.exit("bench: too many redirects")

    def submit(self, url, text, **values):
        """Sends the form that has the wanted fields."""
        for action, inside in re.findall(r"<form([^>]*)>(.*?)</form>", text, re.S):
            if all(f'name="{name}"' in inside for name in values):
                fields = {}
                for tag in re.findall(r"<input[^>]*>", inside):
                    name = re.search(r'name="([^"]*)"', tag)
                    value = re.search(r'value="([^"]*)"', tag)
                    if name and 'type="hidden"' in tag:
                        fields[name.group(1)] = html.unescape(value.group(1)) if value else ""
                target = re.search(r'action="([^"]*)"', action)
                parts = urlsplit(url)
                path = html.unescape(target.group(1)) if target else parts.path
                path = path if path.startswith("https:") else f"{parts.scheme}://{parts.netloc}{path}"
                return self.ask(path, fields | values)
        sys.exit(f"bench: no form with {list(values)} at {url}\n{text[:2000]}")


def code(secret):
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(ready):
    person = next(p for p in ready["people"] if p.get("totp_secret") and p["state"] == "active")
    browser = Browser()
    url, text = browser.ask(f"https://{HOST}/")
    url, text = browser.submit(url, text, identifier=person["identifier"], password=person["password"])
    if 'name="code"' in text:
        url, text = browser.submit(url, text, code=code(person["totp_secret"]))
    cookie = browser.jar.get("bench.nomades.localhost", {}).get("__Host-nomade-app")
    return cookie or sys.exit(f"bench: no session for the app; last page {url}\n{text[:2000]}")


def growth(pid, cookie):
    """MiB by which the process's peak exceeds what it held before an upload."""
    def read(name):
        with open(f"/proc/{pid}/status") as file:
            return int(re.search(rf"{name}:\s+(\d+)", file.read()).group(1)) / 1024
    with open(f"/proc/{pid}/clear_refs", "w") as file:
        file.write("5")
    before = read("VmRSS")
    size = int(UPLOAD_GIB * (1 << 30))
    zeros = subprocess.Popen(["head", "-c", str(size), "/dev/zero"], stdout=subprocess.PIPE)
    command = ["curl", "-sk", "--http1.1", "-o", "/dev/null", "-w", "%{http_code}", "-X", "PUT", "-T", "-", "-H", "Expect:"]
    command += ["-H", f"Host: {HOST}", "-H", f"Cookie: __Host-nomade-app={cookie}", f"https://127.0.0.1:{PORT}/upload"]
    status = subprocess.run(command, stdin=zeros.stdout, capture_output=True, text=True).stdout
    if status != "200":
        print(f"bench: the upload was answered {status}", file=sys.stderr)
    return read("VmHWM") - before


def main(nomade):
    folder = tempfile.mkdtemp(prefix="nomade-bench-")
    running = []
    try:
        os.makedirs(f"{folder}/up")
        os.makedirs(f"{folder}/proxy")
        answer = "x" * 1024
        sink = f"{folder}/up/sink"
        server = f"""server {{ listen 127.0.0.1:{UPSTREAM}; location / {{ return 200 '{answer}'; }}
          location /upload {{ proxy_request_buffering off; proxy_http_version 1.1; proxy_pass http://127.0.0.1:{UPSTREAM}/; }} }}"""
        running.append(nginx(f"{folder}/up", conf(f"{folder}/up", 1, server)))
        demo = [nomade, "demo", "--port", str(PORT), "--data", f"{folder}/town", "--json", "--app", f"bench=http://127.0.0.1:{UPSTREAM}"]
        town = subprocess.Popen(demo, stdout=subprocess.PIPE, stderr=open(f"{folder}/demo.log", "w"), text=True)
        running.append(town)
        line = town.stdout.readline()
        if not line.startswith("{"):
            sys.exit(f"bench: the town did not open: {line} {open(f'{folder}/demo.log').read()[-2000:]}")
        ready = json.loads(line)
        cookie = sign_in(ready)
        time.sleep(2)
        town.send_signal(signal.SIGTERM)
        town.wait(30)
        config = ready["config"]
        text = open(config).read()
        listener = f'listeners:\n  - {{address: "127.0.0.1:{PLAIN}", channel: nomade, plain: true, trusted-proxies: [127.0.0.1]}}\n'
        plain = f"{os.path.dirname(config)}/bench.yaml"
        with open(plain, "w") as file:
            file.write(text.replace("listeners:\n", listener, 1))
        pair = re.search(r"certificate: \{chain: ([^,]+), key: ([^}]+)\}", text)
        chain, key = (os.path.join(os.path.dirname(config), name.strip()) for name in pair.groups())
        ours = subprocess.Popen([nomade, "serve", "--config", plain], stdout=open(f"{folder}/serve.log", "w"), stderr=subprocess.STDOUT)
        running.append(ours)
        proxy = f"""upstream app {{ server 127.0.0.1:{UPSTREAM}; keepalive 64; keepalive_requests 100000000; }}
          proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
          server {{ listen 127.0.0.1:{PROXY_PLAIN}; location / {{ proxy_pass http://app; }} }}
          server {{ listen 127.0.0.1:{PROXY_TLS} ssl; ssl_protocols TLSv1.3; ssl_certificate {chain};
            ssl_certificate_key {key}; location / {{ proxy_pass http://app; }} }}"""
        bare = nginx(f"{folder}/proxy", conf(f"{folder}/proxy", os.cpu_count(), proxy))
        running.append(bare)
        time.sleep(4)
        rows = []
        for form, theirs, mine in (
            ("plain HTTP", f"http://127.0.0.1:{PROXY_PLAIN}/", f"http://127.0.0.1:{PLAIN}/"),
            ("TLS 1.3", f"https://127.0.0.1:{PROXY_TLS}/", f"https://127.0.0.1:{PORT}/"),
        ):
            one = wrk("nginx", theirs, children(bare.pid), cookie)
            two = wrk("nomade", mine, [ours.pid], cookie)
            rows += [(form, "nginx, bare", one, 1.0), (form, "nomade", two, two[0] / one[0])]
        print(f"1 KiB answers, {CONNECTIONS} connections, {SECONDS} s a run, {os.cpu_count()} cores.\n")
        print("| listener | proxy | CPU s per 10,000 requests | ratio | requests a second | p50 | p99 |")
        print("|---|---|---|---|---|---|---|")
        for form, name, (seconds, rate, half, tail), ratio in rows:
            print(f"| {form} | {name} | {seconds:.2f} | {ratio:.2f} | {rate:.0f} | {half} | {tail} |")
        if UPLOAD_GIB > 0:
            print(f"\nResident growth over an upload of {UPLOAD_GIB:g} GiB: {growth(ours.pid, cookie):.1f} MiB.")
    finally:
        for process in reversed(running):
            if process.poll() is None:
                process.terminate()
        for process in running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(folder, ignore_errors=True)


main(sys.argv[1])
