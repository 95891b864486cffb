import Policy

extension Shell {
    /// What stands in the braces of every text: who we are and where.
    func words(in context: PageContext) -> [String: String] {
        [
            "city": site.city,
            "host": site.host,
            "reference": context.reference.description,
            "time": site.moment(context.now).time(in: context.language),
            "hr-contacts": texts("shell.hr-contacts", in: context.language),
        ]
    }

    /// The values of head and foot; a page cannot replace them.
    func frame(of page: Page, in context: PageContext) -> Values {
        let caller = context.onAppHost ? nil : context.caller
        let portal = context.onAppHost ? site.origin(port: context.connection.port) : ""
        let help = page.help ?? site.help(context.caller)
        return [
            "lang": .text(context.language.rawValue),
            "theme": .text(context.theme == .auto ? "" : context.theme.rawValue),
            "standalone": .flag(page.dress == .standalone || context.onAppHost),
            "linked": .flag(!context.onAppHost),
            "printing": .flag(context.printing),
            "styleSheet": .text(portal + styles.path),
            "portal": .text(portal),
            "city": .text(site.city),
            "hostInWords": .text(site.host),
            "heading": .said(page.title),
            "inMistake": .flag(!page.mistakes.isEmpty),
            "mistakes": .list(page.mistakes.map { ["field": .text($0.field), "words": .said($0.code, $0.values)] }),
            "languages": .list(languages(in: context)),
            "callerName": .optional(caller?.name.full),
            "formToken": .text(context.binding.map { tokens.issue(for: $0, at: context.now) } ?? ""),
            "reference": .text(context.reference.description),
            "time": .text(site.moment(context.now).time(in: context.language)),
            "date": .text(site.moment(context.now).date(in: context.language)),
            "help": help?.value ?? .flag(false),
        ]
    }

    private func languages(in context: PageContext) -> [Values] {
        guard let path = context.ownPath else { return [] }
        let joint = path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
        return Language.allCases.map { language in
            [
                "code": .text(language.rawValue),
                "short": .text(language.rawValue.uppercased()),
                "full": .text(language == .fr ? "Français" : "English"),
                "current": .flag(language == context.language),
                "address": .text("\(path)\(joint)lang=\(language.rawValue)"),
            ]
        }
    }
}
