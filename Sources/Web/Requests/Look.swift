package import Hummingbird

/// The language and theme that somebody chose; what they did not choose is nil.
package struct Look: Hashable, Sendable {
    package var language: Language?
    package var theme: Theme?

    /// A choice; none of either by default.
    package init(language: Language? = nil, theme: Theme? = nil) {
        self.language = language
        self.theme = theme
    }

    /// Reads the cookie's value, such as `fr.dark`; what it does not spell was not chosen.
    package init(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let words = parts.map { String(decoding: $0, as: UTF8.self) }
        language = words.first.flatMap(Language.init(rawValue:))
        theme = words.dropFirst().first.flatMap(Theme.init(rawValue:))
    }

    /// The cookie's value.
    package var text: String { "\(language?.rawValue ?? "").\((theme ?? .auto).rawValue)" }

    /// What this says, and where it says nothing, what `other` says.
    package func over(_ other: Look) -> Look {
        Look(language: language ?? other.language, theme: theme ?? other.theme)
    }
}

extension PageContext {
    /// Takes language, theme and print view from the address, else from the look cookie, else from the browser.
    ///
    /// `?lang=` and `?theme=` are links: they change nothing on the server but what a session remembers of its look, and a
    /// cookie that holds no identity.
    package mutating func look(at request: Request) {
        let query = request.uri.queryParameters
        let asked = Look(
            language: query["lang"].flatMap { Language(rawValue: String($0)) },
            theme: query["theme"].flatMap { Theme(rawValue: String($0)) }
        )
        look = asked.over(Look(CookieKind.look.reading(request.headers).value ?? ""))
        speak(to: request)
        ownPath = request.uri.path
        if asked != Look() { cookies.append(CookieKind.look.setting(look.text)) }
    }

    /// The look of a page on an app's host: its address is the app's own, so that only the browser's language is taken.
    package mutating func lookOnAppHost(at request: Request) {
        onAppHost = true
        ownPath = nil
        speak(to: request)
    }

    private mutating func speak(to request: Request) {
        language = look.language ?? Language(acceptLanguage: request.headers[.acceptLanguage])
        theme = look.theme ?? .auto
        printing = request.uri.queryParameters["view"] == "print"
    }

    /// Names the caller; their own language holds unless this browser chose another.
    package mutating func enter(_ caller: Caller, binding: String) {
        self.caller = caller
        self.binding = binding
        if look.language == nil { language = caller.language }
    }

    /// Takes what the session's person chose on the portal, where this browser says nothing else.
    package mutating func wear(_ chosen: Look) {
        look = look.over(chosen)
        language = look.language ?? language
        theme = look.theme ?? theme
    }

    /// Binds forms to the probe cookie, and sets one where there is none.
    mutating func bindToProbe(_ request: Request) {
        if let probe = CookieKind.probe.reading(request.headers).value, probe.utf8.count == 32 {
            binding = "probe:\(probe)"
        } else if CookieKind.portal.reading(request.headers) == .absent, isNavigation(request.headers) {
            let probe = Self.token()
            binding = "probe:\(probe)"
            cookies.append(CookieKind.probe.setting(probe))
        }
    }

    /// 128 bits of the system's generator, as 32 hexadecimal digits.
    static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: (0..<32).map { _ in digits[Int.random(in: 0..<16, using: &generator)] }, as: UTF8.self)
    }
}
