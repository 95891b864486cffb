package import City
import People
import Policy
package import Web

/// The templates and texts of this part.
package enum AccessParts {
    package static let parts = PageParts(
        templates: [
            TemplateFile("launcher", PackageResources.launcher_mustache),
            TemplateFile("app-access", PackageResources.app_access_mustache),
            TemplateFile("my-access", PackageResources.my_access_mustache),
            TemplateFile("device", PackageResources.device_mustache),
            TemplateFile("browser-help", PackageResources.browser_help_mustache),
            TemplateFile("cookie-absent", PackageResources.cookie_absent_mustache),
            TemplateFile("cookies", PackageResources.cookies_mustache),
            TemplateFile("accessibility", PackageResources.accessibility_mustache),
            TemplateFile("sections", PackageResources.sections_mustache),
            TemplateFile("help", PackageResources.help_mustache),
            TemplateFile("guide", PackageResources.guide_mustache),
            TemplateFile("guide-structure", PackageResources.guide_structure_mustache),
            TemplateFile("contact-answer", PackageResources.contact_answer_mustache),
            TemplateFile("grant-request", PackageResources.grant_request_mustache),
            TemplateFile("ready", PackageResources.ready_mustache),
            TemplateFile("ready-line", PackageResources.ready_line_mustache),
            TemplateFile("false-site", PackageResources.false_site_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.Refusal_fr_txt), TextFile(.en, PackageResources.Refusal_en_txt),
            TextFile(.fr, PackageResources.Access_fr_txt), TextFile(.en, PackageResources.Access_en_txt),
            TextFile(.fr, PackageResources.Statics_fr_txt), TextFile(.en, PackageResources.Statics_en_txt),
            TextFile(.fr, PackageResources.Guide_fr_txt), TextFile(.en, PackageResources.Guide_en_txt),
            TextFile(.fr, PackageResources.Request_fr_txt), TextFile(.en, PackageResources.Request_en_txt),
            TextFile(.fr, PackageResources.Ready_fr_txt), TextFile(.en, PackageResources.Ready_en_txt),
            TextFile(.fr, PackageResources.Browsers_fr_txt), TextFile(.en, PackageResources.Browsers_en_txt),
        ]
    )
}

extension Site {
    /// The city as every page names it, from its file.
    package init(_ city: City) {
        self.init(
            city: city.name,
            host: city.portal.host,
            notice: city.identity.legalNotice ?? "",
            accent: city.identity.accent,
            accentDark: city.identity.accentDark,
            offset: { city.secondsEast(at: $0) },
            help: { caller in
                caller.flatMap { city.departments[$0.department] }
                    .flatMap { city.contacts[$0.hrOffice] }
                    .map(HelpContact.init)
            }
        )
    }
}

extension City {
    /// Seconds east of UTC, from the local weekday and minute.
    func secondsEast(at instant: Instant) -> Int {
        let local = localTime(of: instant)
        let utc = Moment(secondsSince1970: instant.seconds)
        let week = 7 * 1440
        let ahead = (local.weekday.rawValue - utc.weekday) * 1440 + local.minute - utc.minute
        let minutes = ((ahead % week) + week) % week
        return 60 * (minutes > week / 2 ? minutes - week : minutes)
    }
}
