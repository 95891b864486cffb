/// The pages of the town's apps: plain, old-fashioned, with the list of everything that the app was told.
enum AppPage {
    /// A page in French with a title, a few paragraphs of HTML, and what the app was told.
    static func show(_ title: String, _ content: String, told: Told) -> String {
        """
        <!doctype html>
        <html lang="fr">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escape(title))</title>
        <style>
        body{font:17px/1.5 system-ui,sans-serif;margin:0 auto;max-width:48rem;padding:1rem;color:#1b1f23;background:#fff}
        h1{font-size:1.6rem} table{border-collapse:collapse;width:100%} caption{text-align:left;font-weight:600}
        th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;overflow-wrap:anywhere}
        td{font-family:ui-monospace,monospace} a{color:#0b5a6e}
        </style></head>
        <body><main>
        <h1>\(escape(title))</h1>
        \(content)
        \(whatItWasTold(told))
        </main></body></html>

        """
    }

    /// Who the gate said is asking, in a sentence.
    static func greeting(_ told: Told) -> String {
        guard let number = told.header("Remote-User") else { return "<p>Personne ne s'est présenté.</p>" }
        let name = told.header("Remote-Name") ?? number
        return "<p>Bonjour <strong>\(escape(name))</strong>, matricule \(escape(number)).</p>"
    }

    private static func whatItWasTold(_ told: Told) -> String {
        let rows = told.headers.map { header in
            "<tr><th scope=\"row\">\(escape(header.name))</th><td>\(escape(header.value))</td></tr>"
        }
        return """
            <table><caption>Ce que l'application a reçu : \(escape(told.method)) \(escape(told.target))</caption>
            \(rows.joined(separator: "\n"))
            </table>
            """
    }

    /// Encodes text for HTML, scalar by scalar, so that a combining mark hides nothing.
    static func escape(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
