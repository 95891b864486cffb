"""A whole city's people: its feed taken in again, one of twenty changed, and the HR desk's search meanwhile."""
import json, os, re, signal, statistics, subprocess, sys, tempfile, time
from urllib.parse import quote

from browser import Browser, code

AGENTS = int(os.environ.get("BENCH_AGENTS", "55000"))
WORDS = ["moreau", "le goff", "d'orm", "nguyen", "0512345", "marie", "ben you", "xyzzy", "t", "œuvrard"]


def verdict(value, limit):
    return f"{'within' if value <= limit else 'OVER'} the limit of {limit:g}"


def taken_in(nomade, config, feed):
    """Seconds, peak memory in MiB, and what the command said of an import."""
    began = time.monotonic()
    command = [nomade, "people", "import", feed, "--config", config, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return time.monotonic() - began, usage.ru_maxrss / 1024, said


def entered(ready):
    """A browser in which the HR officer of the town has signed in."""
    sophie = next(person for person in ready["people"] if person["name"].startswith("Sophie"))
    browser = Browser()
    url, text = browser.ask(ready["portal"].rstrip("/") + "/sign-in")
    url, text = browser.submit(url, text, identifier=sophie["identifier"], password=sophie["password"])
    browser.submit(url, text, code=code(sophie["totp_secret"]))
    return browser


def searched(browser, portal):
    """The milliseconds of searches at the desk, each word three times."""
    spent = []
    for word in WORDS * 3:
        began = time.monotonic()
        _, text = browser.ask(f"{portal}/desk/hr?filter=all&q={quote(word)}")
        spent.append((time.monotonic() - began) * 1000)
        assert "/desk/hr" in text, text[:500]
    return spent


def main(nomade, port):
    folder = tempfile.mkdtemp(prefix="nomade-bench-")
    command = [nomade, "demo", "--port", str(port), "--data", folder, "--json", "--agents", str(AGENTS)]
    town = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(f"{folder}/demo.log", "w"), text=True)
    try:
        ready = json.loads(town.stdout.readline())
        feed = os.path.join(os.path.dirname(ready["config"]), "people.csv")
        same, same_peak, said = taken_in(nomade, ready["config"], feed)
        assert (said["changed"], said["ended"]) == (0, 0), said
        with open(feed, encoding="utf-8") as file:
            lines = file.read().splitlines()
        changed = [re.sub("École des Lilas|Atelier du quai|Atelier du canal", "École du Marché", line)
                   if index % 20 == 0 and line.startswith("05") else line for index, line in enumerate(lines)]
        changed = [re.sub(";fr$", ";en", line) if index % 20 == 0 and line.startswith("05") else line
                   for index, line in enumerate(changed)]
        with open(feed + ".changed", "w", encoding="utf-8") as file:
            file.write("\n".join(changed) + "\n")
        other, other_peak, said = taken_in(nomade, ready["config"], feed + ".changed")
        assert said["changed"] > AGENTS / 25, said
        browser = entered(ready)
        spent = searched(browser, ready["portal"].rstrip("/"))
    finally:
        town.send_signal(signal.SIGTERM)
        town.wait(60)
    print(f"\n| {AGENTS:,} agents | | |\n|---|---|---|")
    print(f"| the same feed again | {same:.1f} s, {same_peak:.0f} MiB | {verdict(same, 60)} s |")
    print(f"| a feed with {said['changed']:,} agents changed | {other:.1f} s, {other_peak:.0f} MiB | {verdict(other, 90)} s |")
    middle, worst = statistics.median(spent), max(spent)
    print(f"| search at the HR desk, whole page with its TLS handshake | median {middle:.0f} ms, worst {worst:.0f} ms | {verdict(middle, 100)} ms |")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 23_443)
