"""Nomade beside nginx and HAProxy, on one machine, before the same upstream: tables in Markdown, limits with a word.

The runs of a table are interleaved, round by round, so that a busy minute of the machine hits all alike; medians count."""
import datetime, os, platform, resource, shutil, subprocess, sys, tempfile, time

import load, population, proxies
from browser import sign_in

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
UPLOAD_GIB = float(os.environ.get("BENCH_UPLOAD_GIB", "10"))
IDLE = int(os.environ.get("BENCH_IDLE", "10000"))
SESSIONS = [int(count) for count in os.environ.get("BENCH_SESSIONS", "1000,100000").split(",")]
APPS = [int(count) for count in os.environ.get("BENCH_APPS", "10,500").split(",")]
APP = "bench.nomades.localhost"


def verdict(value, limit):
    return f"{'within' if value <= limit else 'OVER'} the limit of {limit:g}"


def measured(cells):
    """The median of each cell over the rounds; a cell is a name with a proxy, a form of HTTP and a town."""
    kept = {name: [] for name in cells}
    for turn in range(ROUNDS):
        for name, (proxy, form, town) in cells.items():
            print(f"bench: round {turn + 1} of {ROUNDS}: {proxy.name}, {form}", file=sys.stderr)
            try:
                kept[name].append(load.run(proxy, form, f"{APP}:{town.port}", town.cookie))
            except load.NoHTTP2:
                kept[name] = []
    return {name: load.Result.median(results) for name, results in kept.items() if results}


def compare(rivals, ours, town):
    """Every proxy over every form of HTTP; the ratio is to bare nginx over the same form."""
    cells = {(form, proxy.name): (proxy, form, town) for form in load.FORMS for proxy in [*rivals, ours]}
    results = measured(cells)
    print("| | proxy | CPU ms a request | to bare nginx | requests a second | p50 ms | p99 ms |")
    print("|---|---|---|---|---|---|---|")
    for (form, name), result in results.items():
        ratio = result.cost / results[form, "nginx"].cost
        row = [form, name, f"{result.cost:.4f}", f"{ratio:.2f}", f"{result.rate:.0f}", f"{result.half:.2f}", f"{result.tail:.2f}"]
        print("| " + " | ".join(row) + " |")
    print()
    for form in load.FORMS:
        if (form, ours.name) not in results:
            print(f"- {form}: nomade does not speak it.")
            continue
        ratio = results[form, ours.name].cost / results[form, "nginx"].cost
        word = "reported only" if form.startswith("HTTP/2") else verdict(ratio, 1.3)
        print(f"- {form}: {ratio:.2f} times bare nginx's CPU a request, {word}.")


def flat(servers):
    """The same request at servers of other sizes: what it costs against the smallest."""
    form = load.FORMS[1]
    results = measured({server.name: (server, form, town) for server, town in servers})
    first, *others = results
    print(f"\n| {form} | CPU ms a request | to the first | |\n|---|---|---|---|")
    for name, result in results.items():
        ratio = result.cost / results[first].cost
        print(f"| {name} | {result.cost:.4f} | {ratio:.2f} | {verdict(ratio, 1.1) if name in others else ''} |")


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    day = datetime.datetime.now(datetime.timezone.utc).date()
    return f"{day}, revision {revision or 'unknown'}: {os.cpu_count()} × {cpu}, {memory:.0f} GiB."


def open_files(wanted=65_536):
    """How many files each process may have open: as many as wanted where we may say so, else what is allowed."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(hard, wanted), max(hard, wanted)))
    except (ValueError, PermissionError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def main(nomade, decisions):
    files = open_files()
    folder = tempfile.mkdtemp(prefix="nomade-bench-")
    running = []

    def keep(proxy):
        running.append(proxy.process)
        return proxy

    try:
        up, auth, a, b, c, d, e, f, port, port2, *mine = proxies.free_ports(22)
        running.append(proxies.upstream(f"{folder}/up", up, auth))
        app = f"bench=http://127.0.0.1:{up}"
        towns = []
        for place, sessions in zip((port, port2), SESSIONS):
            print(f"bench: a town with {sessions} sessions", file=sys.stderr)
            signing_in = lambda ready, place=place: sign_in(ready, f"{APP}:{place}", APP)
            towns.append(proxies.Town(nomade, f"{folder}/town-{place}", place, app, sessions, signing_in))
        few, many = towns
        shutil.copytree(os.path.dirname(few.config), f"{folder}/town-apps")
        wide = proxies.moved(few, f"{folder}/town-apps")
        sizes = [(few, SESSIONS[0], APPS[0]), (many, SESSIONS[1], APPS[0]), (wide, SESSIONS[0], APPS[1])]
        servers = []
        for index, (town, sessions, apps) in enumerate(sizes):
            name = f"{sessions:,} sessions, {apps} apps"
            servers.append((keep(town.serve(nomade, name, mine[index * 4:index * 4 + 4], apps, up)), town))
        pair = few.pair()
        bare = keep(proxies.nginx_proxy("nginx", f"{folder}/bare", (a, b), up, None, pair))
        asking = keep(proxies.nginx_proxy("nginx, auth_request", f"{folder}/asking", (c, d), up, auth, pair))
        ha = keep(proxies.haproxy(f"{folder}/ha", (e, f), up, pair, files // 2 - 100))
        for proxy in [server for server, _ in servers] + [bare, asking, ha]:
            proxies.wait(proxy)
        ours = proxies.Proxy("nomade", servers[0][0].process, servers[0][0].plain, servers[0][0].tls)

        print(f"{machine()}\n\n1 KiB answers, {load.CONNECTIONS} connections (ten streams each over HTTP/2), "
              f"{load.SECONDS} s a run, medians of {ROUNDS} interleaved rounds.\n")
        compare([bare, asking, ha], ours, few)
        flat(servers)
        count = min(IDLE, files // 2 - 500)
        print(f"\n| {count:,} idle connections, TLS 1.3 | KiB each |\n|---|---|")
        for proxy in (bare, ha, ours):
            print(f"| {proxy.name} | {load.idle(proxy, f'{APP}:{few.port}', few.cookie, count):.1f} |", flush=True)
        if UPLOAD_GIB > 0:
            growth = load.upload(ours, f"{APP}:{few.port}", few.cookie, UPLOAD_GIB)
            print(f"\nResident growth over an upload of {UPLOAD_GIB:g} GiB: {growth:.1f} MiB.")
        population.main(nomade, port + 10)
        print("\n" + subprocess.run([decisions, wide.measured], capture_output=True, text=True, check=True).stdout.strip())
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


main(sys.argv[1], sys.argv[2])
