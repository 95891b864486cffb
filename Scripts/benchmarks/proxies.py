"""The proxies that are measured side by side: each with one plain and one TLS 1.3 port before the same upstream."""
import os, re, signal, socket, subprocess, sys, json, time

TICKS = os.sysconf("SC_CLK_TCK")


def free_ports(count):
    """So many ports in a row that nobody listens on."""
    for first in range(21_000 + os.getpid() % 9_000, 60_000, count):
        sockets = []
        try:
            for port in range(first, first + count):
                sockets.append(socket.create_server(("127.0.0.1", port)))
            return list(range(first, first + count))
        except OSError:
            continue
        finally:
            for each in sockets:
                each.close()
    sys.exit("bench: no free ports")


class Proxy:
    """One running proxy."""

    def __init__(self, name, process, plain, tls, workers=False, log=None):
        self.name, self.process, self.plain, self.tls, self.workers, self.log = name, process, plain, tls, workers, log

    def pids(self):
        """The processes that do the work."""
        if not self.workers:
            return [self.process.pid]
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
            return [int(child) for child in file.read().split()] or [self.process.pid]

    def cpu(self):
        """Seconds of CPU used so far, user and system."""
        total = 0
        for pid in self.pids():
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self, name="VmRSS"):
        """Resident MiB now; `VmHWM`: at the peak."""
        total = 0
        for pid in self.pids():
            with open(f"/proc/{pid}/status") as file:
                total += int(re.search(rf"{name}:\s+(\d+)", file.read()).group(1)) / 1024
        return total

    def forget_peak(self):
        for pid in self.pids():
            with open(f"/proc/{pid}/clear_refs", "w") as file:
                file.write("5")


def nginx(folder, workers, body):
    os.makedirs(folder)
    text = f"""
daemon off; worker_processes {workers}; worker_rlimit_nofile 40000; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 20000; }}
http {{ access_log off; client_max_body_size 0; keepalive_requests 100000000; keepalive_timeout 300;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {body} }}"""
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(text)
    return subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-p", folder, "-c", f"{folder}/nginx.conf"])


def upstream(folder, port, auth):
    """Answers of 1 KiB, a sink for uploads, and what says yes to `auth_request`."""
    server = f"""server {{ listen 127.0.0.1:{port}; location / {{ return 200 '{"x" * 1024}'; }}
      location /upload {{ proxy_request_buffering off; proxy_http_version 1.1; proxy_pass http://127.0.0.1:{port}/; }} }}
    server {{ listen 127.0.0.1:{auth}; location / {{ return 204; }} }}"""
    return nginx(folder, 1, server)


def nginx_proxy(name, folder, ports, up, auth, pair):
    """Bare where `auth` is none, else it asks there for each request."""
    plain, tls = ports
    location = "location / { proxy_pass http://app; }"
    asked = ""
    if auth:
        asked = f"upstream auth {{ server 127.0.0.1:{auth}; keepalive 64; keepalive_requests 100000000; }}"
        location = """location / { auth_request /auth; proxy_pass http://app; }
          location = /auth { internal; proxy_pass http://auth; proxy_pass_request_body off;
            proxy_set_header Content-Length ""; }"""
    body = f"""upstream app {{ server 127.0.0.1:{up}; keepalive 64; keepalive_requests 100000000; }} {asked}
      proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
      server {{ listen 127.0.0.1:{plain}; {location} }}
      server {{ listen 127.0.0.1:{tls} ssl http2; ssl_protocols TLSv1.3; ssl_certificate {pair[0]};
        ssl_certificate_key {pair[1]}; {location} }}"""
    return Proxy(name, nginx(folder, os.cpu_count(), body), plain, tls, workers=True)


def haproxy(folder, ports, up, pair, most):
    os.makedirs(folder)
    with open(f"{folder}/pair.pem", "w") as file:
        os.chmod(f"{folder}/pair.pem", 0o600)
        file.write(open(pair[0]).read() + open(pair[1]).read())
    with open(f"{folder}/haproxy.cfg", "w") as file:
        file.write(f"""global
  nbthread {os.cpu_count()}
  maxconn {most}
defaults
  mode http
  http-reuse always
  timeout connect 5s
  timeout client 300s
  timeout server 60s
frontend plain
  bind 127.0.0.1:{ports[0]}
  default_backend app
frontend tls
  bind 127.0.0.1:{ports[1]} ssl crt {folder}/pair.pem alpn h2,http/1.1 ssl-min-ver TLSv1.3
  default_backend app
backend app
  server up 127.0.0.1:{up}
""")
    log = open(f"{folder}/haproxy.log", "w")
    process = subprocess.Popen(["haproxy", "-db", "-f", f"{folder}/haproxy.cfg"], stdout=log, stderr=log)
    return Proxy("HAProxy", process, *ports, log=log.name)


class Town:
    """A demo town filled and closed again, whose folder `serve` then opens."""

    def __init__(self, nomade, folder, port, app, sessions, signing_in):
        agents = max(1, sessions // 10)
        command = [nomade, "demo", "--port", str(port), "--data", folder, "--json", "--app", app]
        command += ["--agents", str(agents), "--sessions", str(sessions)]
        os.makedirs(folder)
        town = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(f"{folder}/demo.log", "w"), text=True)
        try:
            line = town.stdout.readline()
            if not line.startswith("{"):
                sys.exit(f"bench: the town did not open: {line} {open(f'{folder}/demo.log').read()[-2000:]}")
            ready = json.loads(line)
            self.config, self.port = ready["config"], port
            self.cookie = signing_in(ready)
            time.sleep(2)
        finally:
            town.send_signal(signal.SIGTERM)
            town.wait(60)

    def pair(self):
        """The paths of certificate and key."""
        names = re.search(r"certificate: \{chain: ([^,]+), key: ([^}]+)\}", open(self.config).read()).groups()
        return [os.path.join(os.path.dirname(self.config), name.strip()) for name in names]

    def serve(self, nomade, name, ports, apps, up):
        """`serve` on a plain and a TLS port, with so many apps more than the town's own few."""
        text = open(self.config).read()
        more = "".join(
            f"  measured-{n}:\n    name: Measured {n}\n    host: measured-{n}.nomades.localhost\n"
            f"    upstream: http://127.0.0.1:{up}\n    owner: it-dsin\n    allow:\n      - {{everyone: true, factor: none}}\n"
            for n in range(apps)
        )
        text = re.sub(r"^apps:\n", f"apps:\n{more}", text, count=1, flags=re.M)
        listeners = (
            f'listeners:\n  - {{address: "127.0.0.1:{ports[0]}", channel: nomade, plain: true, trusted-proxies: [127.0.0.1]}}\n'
            f'  - {{address: "127.0.0.1:{ports[1]}", channel: nomade}}\n'
            # Clauses of the town name the office.
            f'  - {{address: "127.0.0.1:{ports[3]}", channel: office}}\n'
        )
        text = re.sub(r"^listeners:\n(  .*\n)+", listeners, text, count=1, flags=re.M)
        text = re.sub(r"^operation:.*$", f'operation: "127.0.0.1:{ports[2]}"', text, count=1, flags=re.M)
        config = self.measured = f"{os.path.dirname(self.config)}/measured.yaml"
        with open(config, "w") as file:
            file.write(text)
        log = open(f"{os.path.dirname(config)}/serve.log", "w")
        process = subprocess.Popen([nomade, "serve", "--config", config], stdout=log, stderr=subprocess.STDOUT)
        return Proxy(name, process, ports[0], ports[1], log=log.name)


def moved(town, folder):
    """The same town from a copy of its folder."""
    copy = Town.__new__(Town)
    copy.config, copy.port, copy.cookie = f"{folder}/{os.path.basename(town.config)}", town.port, town.cookie
    text = open(copy.config).read()
    with open(copy.config, "w") as file:
        file.write(text.replace(os.path.dirname(town.config), folder))
    return copy


def wait(proxy, seconds=120):
    """Until both ports answer: a server with many sessions takes its time to load them."""
    until = time.time() + seconds
    for port in (proxy.plain, proxy.tls):
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.time() > until or proxy.process.poll() is not None:
                    told = open(proxy.log).read()[-2000:] if proxy.log else ""
                    sys.exit(f"bench: {proxy.name} does not listen on {port}\n{told}")
                time.sleep(0.2)
