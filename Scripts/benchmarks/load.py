"""Load on one proxy, and what it cost: wrk for HTTP/1.1, h2load for HTTP/2, idle connections, one long upload."""
import os, re, socket, ssl, statistics, subprocess, sys, tempfile, time

SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", "64"))
FORMS = ("HTTP/1.1, plain", "HTTP/1.1, TLS 1.3", "HTTP/2, TLS 1.3")


class Result:
    """Of one run: milliseconds of CPU a request, requests a second, p50 and p99 in milliseconds."""

    def __init__(self, cost, rate, half, tail):
        self.cost, self.rate, self.half, self.tail = cost, rate, half, tail

    @staticmethod
    def median(results):
        return Result(*(statistics.median(getattr(r, n) for r in results) for n in ("cost", "rate", "half", "tail")))


def run(proxy, form, host, cookie):
    """One warming run of two seconds, then one that counts."""
    ask = h2load if form.startswith("HTTP/2") else wrk
    url = f"http://127.0.0.1:{proxy.plain}/" if form.endswith("plain") else f"https://127.0.0.1:{proxy.tls}/"
    ask(url, host, cookie, 2)
    before = proxy.cpu()
    requests, rate, half, tail = ask(url, host, cookie, SECONDS)
    if requests == 0:
        sys.exit(f"bench: {proxy.name} answered nothing over {form}")
    return Result((proxy.cpu() - before) / requests * 1000, rate, half, tail)


def wrk(url, host, cookie, seconds):
    headers = ["-H", f"Host: {host}", "-H", f"Cookie: __Host-nomade-app={cookie}"]
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", *headers, url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        sys.exit(f"bench: {url} did not answer 200\n{out}")
    requests = int(re.search(r"(\d+) requests in", out).group(1))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    return requests, rate, latency(out, 50), latency(out, 99)


def latency(out, percent):
    value, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)", out, re.M).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def h2load(url, host, cookie, seconds):
    """Ten streams on each connection; the times come from its log, since it prints no percentiles."""
    port = url.rsplit(":", 1)[1].rstrip("/")
    with tempfile.NamedTemporaryFile() as log:
        command = ["h2load", "-t1", f"-c{CONNECTIONS}", "-m10", f"-D{seconds}", f"--log-file={log.name}"]
        command += ["-H", f"Cookie: __Host-nomade-app={cookie}"]
        # The authority is the app's; the address is given beside it.
        command += [f"--connect-to=127.0.0.1:{port}", f"https://{host}/"]
        try:
            out = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60).stdout
        except subprocess.TimeoutExpired:
            # It never ends where nothing was answered in its time: a debug build on a busy machine.
            return 0, 0, 0, 0
        if "Application protocol: h2" not in out:
            raise NoHTTP2(url)
        lines = [line.split(b"\t") for line in log]
    times = sorted(int(line[2]) / 1000 for line in lines if len(line) == 3 and line[1].startswith(b"2"))
    counts = re.search(r"status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx", out)
    if counts and not times:
        return 0, 0, 0, 0
    if not counts or any(int(other) for other in counts.groups()[1:]):
        sys.exit(f"bench: {url} did not answer 200 over HTTP/2\n{out}")
    return int(counts.group(1)), float(re.search(r"([\d.]+) req/s", out).group(1)), times[len(times) // 2], times[len(times) * 99 // 100]


class NoHTTP2(Exception):
    """The proxy speaks no HTTP/2."""


def idle(proxy, host, cookie, count):
    """KiB of resident memory for each of `count` TLS connections that asked once and now rest."""
    context = ssl._create_unverified_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    request = f"GET / HTTP/1.1\r\nHost: {host}\r\nCookie: __Host-nomade-app={cookie}\r\n\r\n".encode()
    before = proxy.memory()
    links = []
    try:
        for number in range(count):
            # From several addresses: one alone may not have so many connections (S-9).
            source = (f"127.0.0.{2 + number // 500}", 0)
            link = socket.create_connection(("127.0.0.1", proxy.tls), source_address=source)
            # Else the request waits 40 ms for the acknowledgement of the handshake's last bytes (RFC 1122 §4.2.3.2).
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link = context.wrap_socket(link, server_hostname="nomades.localhost")
            link.sendall(request)
            answer = link.recv(4096)
            if not answer.startswith(b"HTTP/1.1 200"):
                sys.exit(f"bench: {proxy.name} did not answer 200: {answer[:200]}")
            links.append(link)
        return (proxy.memory() - before) * 1024 / count
    finally:
        for link in links:
            link.close()


def upload(proxy, host, cookie, gibibytes):
    """MiB by which the proxy's peak exceeds what it held before an upload by chunks."""
    proxy.forget_peak()
    before = proxy.memory()
    zeros = subprocess.Popen(["head", "-c", str(int(gibibytes * (1 << 30))), "/dev/zero"], stdout=subprocess.PIPE)
    command = ["curl", "-sk", "--http1.1", "-o", "/dev/null", "-w", "%{http_code}", "-X", "PUT", "-T", "-", "-H", "Expect:"]
    command += ["-H", f"Host: {host}", "-H", f"Cookie: __Host-nomade-app={cookie}", f"https://127.0.0.1:{proxy.tls}/upload"]
    status = subprocess.run(command, stdin=zeros.stdout, capture_output=True, text=True).stdout
    zeros.stdout.close()
    zeros.wait()
    if status != "200":
        sys.exit(f"bench: the upload was answered {status}")
    return proxy.memory("VmHWM") - before
