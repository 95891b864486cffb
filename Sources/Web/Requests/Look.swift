package import Hummingbird

extension PageContext {
    /// Takes language, theme and print view from the address, else from the look cookie, else from the browser.
    ///
    /// `?lang=` and `?theme=` are links: they change nothing on the server, only a cookie that holds no identity.
    package mutating func look(at request: Request) {
        let kept = Preference(CookieKind.look.reading(request.headers).value ?? "")
        let query = request.uri.queryParameters
        let language = query["lang"].flatMap { Language(rawValue: String($0)) }
        let theme = query["theme"].flatMap { Theme(rawValue: String($0)) }
        languageIsChosen = language != nil || kept.language != nil
        self.language = language ?? kept.language ?? Language(acceptLanguage: request.headers[.acceptLanguage])
        self.theme = theme ?? kept.theme ?? .auto
        printing = query["view"] == "print"
        ownPath = request.uri.path
        if language != nil || theme != nil {
            cookies.append(CookieKind.look.setting("\(self.language.rawValue).\(self.theme.rawValue)"))
        }
    }

    /// Names the caller; their own language holds unless this browser chose another.
    package mutating func enter(_ caller: Caller, binding: String) {
        self.caller = caller
        self.binding = binding
        if !languageIsChosen { language = caller.language }
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

/// What the look cookie holds: `fr.dark`.
struct Preference: Equatable {
    let language: Language?
    let theme: Theme?

    init(_ value: String) {
        let parts = value.utf8.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
        language = parts.first.flatMap(Language.init(rawValue:))
        theme = parts.dropFirst().first.flatMap(Theme.init(rawValue:))
    }
}
