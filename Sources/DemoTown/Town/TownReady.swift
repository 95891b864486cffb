package import City
import Foundation

/// The ready line of the demo: where everything is and who lives there (DESIGN.md, "demo for programs").
package struct TownReady: Encodable, Sendable {
    package let portal: String
    package let officePortal: String
    package let ca: String
    package let phone: String
    package let config: String
    package let apps: [String: String]
    package let people: [Residents.Resident]

    private enum CodingKeys: String, CodingKey {
        case portal, ca, phone, config, apps, people
        case officePortal = "office_portal"
    }

    /// Of a town whose server listens.
    package init(town: Town, city: City, people: [Residents.Resident]) {
        let port = town.options.port
        portal = city.portal.origin(port: port) + "/"
        officePortal = city.portal.origin(port: port + 1) + "/"
        ca = town.files.authority.root
        phone = town.apps.phone.url
        config = town.files.city
        apps = Dictionary(uniqueKeysWithValues: city.apps.map { ($0.key, $0.origin(port: port) + "/") })
        self.people = people
    }

    /// The table for people, and the line that opens a browser which trusts the town's authority.
    package var table: String {
        let rows = people.map { person in
            [person.name, person.identifier, person.employeeNumber, person.password ?? "–", person.totpSecret ?? "–"]
                + [person.phone ?? "–", person.department, person.state]
        }
        let head = ["name", "identifier", "number", "password", "authenticator secret", "phone", "dept", "state"]
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        let lines = ([head] + rows).map { row in
            zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        }
        return """
            \(lines.joined(separator: "\n"))

            portal   \(portal)
            office   \(officePortal)
            phone    \(phone)/
            apps     \(apps.keys.sorted().map { apps[$0] ?? "" }.joined(separator: " "))

            A browser of its own that trusts this town:
            \(browserLine)
            """
    }

    private var browserLine: String {
        let profile = URL(fileURLWithPath: config).deletingLastPathComponent().appending(path: "browser").path
        let home = "HOME='\(profile)' XDG_DATA_HOME="
        return """
            mkdir -p '\(profile)/.pki/nssdb' && certutil -d sql:'\(profile)/.pki/nssdb' -N --empty-password 2>/dev/null; \
            certutil -d sql:'\(profile)/.pki/nssdb' -A -t C,, -n nomade-demo -i '\(ca)'; \
            \(home) chromium --user-data-dir='\(profile)' \(portal)
            """
    }
}
