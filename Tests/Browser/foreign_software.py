"""JupyterLab and Radicale, which nobody here wrote, behind the gate as they are."""

import uuid

from _program import ask
from _visit import picture, sign_in, text


def test_jupyterlab(profile, town):
    """S-10: a notebook's kernel answers over its WebSocket, a file is uploaded and saved."""
    page = profile().new_page()
    page.set_default_timeout(60_000)
    sign_in(page, town, town.people["Karim"], to=town.apps["jupyter"] + "/lab")
    page.wait_for_selector("#jp-main-dock-panel, .jp-LauncherCard")
    name = f"note-{uuid.uuid4().hex[:8]}.txt"
    kernel = page.evaluate(
        """async name => {
            const token = decodeURIComponent((document.cookie.match(/_xsrf=([^;]*)/) || [])[1] || '');
            const headers = {'Content-Type': 'application/json', 'X-XSRFToken': token};
            const saved = await fetch('/api/contents/' + name, {method: 'PUT', headers,
                body: JSON.stringify({type: 'file', format: 'text', content: 'bonjour'})});
            const read = await (await fetch('/api/contents/' + name)).json();
            const kernel = await (await fetch('/api/kernels', {method: 'POST', headers, body: '{}'})).json();
            const socket = new WebSocket('wss://' + location.host + '/api/kernels/' + kernel.id + '/channels');
            const message = {channel: 'shell', content: {code: '6*7', silent: false}, metadata: {}, parent_header: {},
                header: {msg_id: 'a', msg_type: 'execute_request', version: '5.3', session: 's', username: 'u',
                    date: new Date().toISOString()}};
            const result = await new Promise((resolve, reject) => {
                setTimeout(() => reject('no answer'), 45000);
                socket.onerror = () => reject('no socket');
                socket.onopen = () => socket.send(JSON.stringify(message));
                socket.onmessage = event => {
                    const told = JSON.parse(event.data);
                    if (told.msg_type === 'execute_result') resolve(told.content.data['text/plain']);
                };
            });
            socket.close();
            return [saved.status, read.content, result];
        }""",
        name,
    )
    assert kernel == [201, "bonjour", "42"]
    picture(page, "jupyterlab")


def test_radicale(profile, town):
    """S-3: WebDAV's methods pass: a calendar is made, an event put, moved and found again."""
    context = profile()
    page = context.new_page()
    awa = town.people["Awa"]
    sign_in(page, town, awa, to=town.apps["agenda"] + "/.web/")
    calendar = f"{town.apps['agenda']}/{awa.number}/{uuid.uuid4().hex}"
    event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20261124T100000Z\r\n" \
        "DTSTART:20261124T100000Z\r\nSUMMARY:Cantine\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    steps = [
        ("MKCALENDAR", calendar + "/", {}, None, 201),
        ("PUT", calendar + "/a.ics", {"Content-Type": "text/calendar"}, event, 201),
        ("MOVE", calendar + "/a.ics", {"Destination": calendar + "/b.ics"}, None, 201),
        ("PROPFIND", calendar + "/", {"Depth": "1"}, None, 207),
        ("DELETE", calendar + "/", {}, None, 200),
    ]
    for method, address, headers, body, status in steps:
        answer = ask(context, town, address, method, headers, body)
        assert answer.status == status, f"{method} {answer.status} {answer.text()[:300]}"
        if method == "PROPFIND":
            assert "b.ics" in answer.text() and "a.ics" not in answer.text()


def test_the_echo_hears_what_the_gate_says_and_not_what_the_browser_claims(profile, town):
    """S-6: the app is told who asks by the gate alone; what the client claims is cut, our cookies too."""
    page = profile().new_page()
    sign_in(page, town, town.people["Claire"], to=town.apps["echo"] + "/")
    page.wait_for_function("document.getElementById('socket').textContent.includes('bonjour')")
    told = page.evaluate(
        """async () => (await fetch('/headers', {headers: {'Remote-User': '0000000', 'Remote-Groups': 'x'}})).json()"""
    )
    assert told["remote-user"] == town.people["Claire"].number
    assert "__Host-nomade" not in told.get("cookie", "")
    assert "x-nomade-assertion" in told
    assert text(page)
