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
            "script": .optional(context.onAppHost ? nil : page.runs?.path),
            "printing": .flag(context.printing),
            "wide": .flag(page.isWide && !context.printing),
            "styleSheet": .text(portal + styles.path),
            "portal": .text(portal),
            "city": .text(site.city),
            "hostInWords": .text(site.host),
            "heading": .said(page.title),
            "inMistake": .flag(!page.mistakes.isEmpty),
            "mistakes": .list(page.mistakes.map { ["field": .text($0.field), "words": .said($0.code, $0.values)] }),
            "languages": .list(languages(in: context)),
            "themes": .list(themes(in: context)),
            "hasChoices": .flag(context.ownPath != nil),
            "callerName": .optional(caller?.name.full),
            "formToken": .text(context.binding.map { tokens.issue(for: $0, at: context.now) } ?? ""),
            "reference": .text(context.reference.description),
            "time": .text(site.moment(context.now).time(in: context.language)),
            "date": .text(site.moment(context.now).date(in: context.language)),
            "help": help?.value ?? .flag(false),
        ]
    }

    private func themes(in context: PageContext) -> [Values] {
        choice(in: context) { own in
            Theme.allCases.map { theme in
                [
                    "words": .said("shell.theme-\(theme.rawValue)"),
                    "current": .flag(theme == context.theme),
                    "address": .text("\(own)theme=\(theme.rawValue)"),
                ]
            }
        }
    }

    /// Links to the page itself; none where it has no address of ours.
    private func choice(in context: PageContext, _ links: (String) -> [Values]) -> [Values] {
        context.ownPath.map { links($0 + ($0.utf8.contains(UInt8(ascii: "?")) ? "&" : "?")) } ?? []
    }

    private func languages(in context: PageContext) -> [Values] {
        choice(in: context) { own in languages(own, in: context) }
    }

    private func languages(_ own: String, in context: PageContext) -> [Values] {
        Language.allCases.map { language in
            [
                "code": .text(language.rawValue),
                "short": .text(language.rawValue.uppercased()),
                "full": .text(language == .fr ? "Français" : "English"),
                "current": .flag(language == context.language),
                "address": .text("\(own)lang=\(language.rawValue)"),
            ]
        }
    }
}
