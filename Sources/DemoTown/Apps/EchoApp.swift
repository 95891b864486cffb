/// An app that says what it was told, for tests and for the curious.
enum EchoApp {
    /// The echo: says what it was told, in every way that a browser or a program can ask for.
    ///
    /// `/headers` JSON · `/socket` WebSocket · `/events?count=&every=` · `/bytes?count=` · `/upload` counts what comes ·
    /// `/slow?milliseconds=` · `/cookies?count=` a script that fills the jar.
    static let app = TownApp(name: "echo") { told in
        switch told.path {
        case "/": .page(AppPage.show("Écho", AppPage.greeting(told) + links, told: told))
        case "/headers": .json(JSONText.object(told.headers.map { ($0.name.lowercased(), $0.value) }))
        case "/events":
            .events(count: told.number("count", upTo: 10_000) ?? 3, every: told.number("every", upTo: 60_000) ?? 100)
        case "/bytes": .bytes(told.number("count", upTo: 1 << 40) ?? 1_024)
        case "/upload": .json("{\"method\":\(JSONText.string(told.method)),\"received\":\(told.received)}")
        case "/slow": Answer.json("{}").after(milliseconds: told.number("milliseconds", upTo: 600_000) ?? 1_000)
        case "/cookies": .page(AppPage.show("Cookies", jarFiller(told.number("count", upTo: 2_000) ?? 200), told: told))
        default: .page(AppPage.show("Écho", AppPage.greeting(told), told: told))
        }
    }

    private static let links = """
        <ul><li><a href="/headers">En-têtes</a></li><li><a href="/events">Événements</a></li>
        <li><a href="/cookies">Remplir le navigateur de cookies</a></li></ul>
        <form method="post" action="/upload"><p><label for="text">Texte</label> <input id="text" name="text">
        <button>Envoyer</button></p></form>
        <p id="socket">Liaison directe : pas encore essayée.</p>
        <script>
        const line = document.getElementById('socket');
        const socket = new WebSocket('wss://' + location.host + '/socket');
        socket.onopen = () => socket.send('bonjour');
        socket.onmessage = event => { line.textContent = 'Liaison directe : ' + event.data + '.'; };
        socket.onerror = () => { line.textContent = 'Liaison directe : refusée.'; };
        </script>
        """

    private static func jarFiller(_ count: Int) -> String {
        """
        <p id="jar">Le navigateur se remplit.</p>
        <script>
        for (let number = 0; number < \(count); number += 1) {
            document.cookie = 'jar' + number + '=' + 'x'.repeat(240) + '; path=/; secure';
        }
        document.getElementById('jar').textContent = 'Le navigateur est plein.';
        </script>
        """
    }
}
