/// Which files may import which library, and why the others may not.
enum Libraries {
    static let systemTargets: Set<String> = ["CArgon2", "CBlocklist", "CCurl", "CLDAP", "CPostgreSQL", "CQRencode"]

    private struct Place {
        let why: String
        let holds: @Sendable (SourceFile) -> Bool
    }

    /// The reason why a file may not import a library, or nil when it may.
    static func refusal(of module: String, in file: SourceFile) -> String? {
        if file.part == "Policy" { return "rules are pure: Policy imports nothing, not even Foundation" }
        guard let place = places[module] else { return nil }
        return place.holds(file) ? nil : place.why
    }

    private static func parts(_ names: String..., why: String) -> Place {
        Place(why: why) { names.contains($0.part) }
    }

    private static let served = Place(
        why:
            "rules never import a web framework: HTTP is served in Web, …Pages.swift files, Gate, Portal and DemoTown/Apps"
    ) { file in
        ["Web", "Gate", "Portal"].contains(file.part) || file.name.hasSuffix("Pages")
            || file.path.hasPrefix("Sources/DemoTown/Apps/")
    }

    private static let places: [String: Place] = [
        "GRDB": parts("Store", why: "only Store touches SQLite"),
        "CPostgreSQL": parts("Store", why: "only Store touches PostgreSQL"),
        "Yams": parts("City", why: "only City touches YAML"),
        "CArgon2": parts("SignIn", why: "only SignIn touches Argon2"),
        "CBlocklist": parts("SignIn", why: "only SignIn judges passwords"),
        "CCurl": Place(why: "mail leaves by People/Messages alone, with TLS verified") {
            $0.path.hasPrefix("Sources/People/Messages/")
        },
        "CLDAP": Place(why: "LDAP is spoken in People/Directory alone, with TLS verified and no referral") {
            $0.path.hasPrefix("Sources/People/Directory/")
        },
        "CQRencode": parts("SignIn", why: "only SignIn draws the authenticator's code"),
        "Mustache": parts("Web", why: "only Web renders templates, with the house's own escaping"),
        "ArgumentParser": parts("nomade", why: "arguments and output belong to the command"),
        "JWTKit": parts("Portal", "OpenID", why: "signing keys stay on the rooms side"),
        "X509": parts(
            "DemoTown",
            "Portal",
            "nomade",
            why: "only the demo's authority and the doctor read certificates"
        ),
        "SwiftASN1": parts(
            "DemoTown",
            "Portal",
            "nomade",
            why: "only the demo's authority and the doctor read certificates"
        ),
        "Hummingbird": served,
        "HummingbirdCore": served,
        "NIOPosix": parts("Gate", "Portal", "DemoTown", "nomade", why: "only the doors own sockets"),
        "NIOSSL": parts("Gate", "Portal", "DemoTown", "nomade", why: "only the doors end TLS"),
        "NIOTLS": parts("Gate", why: "only the gate asks what TLS agreed on"),
        "NIOHTTP1": Place(
            why:
                "the gate judges bytes with its own strict parser and sends the same bytes; only the town's apps use NIO's codec"
        ) { $0.path.hasPrefix("Sources/DemoTown/Apps/") || $0.path.hasPrefix("Sources/People/Messages/") },
        "NIOHTTP2": parts("Gate", why: "only the gate speaks to browsers, so only it reads their frames"),
        "NIOHPACK": parts("Gate", why: "only the gate speaks to browsers, so only it reads their header lists"),
        "NIOWebSocket": Place(why: "frames pass the gate uncut; only the town's echo reads them") {
            $0.path.hasPrefix("Sources/DemoTown/Apps/")
        },
        "AsyncHTTPClient": Place(why: "outgoing calls are made in People/Messages, with TLS verified and no redirect") {
            $0.path.hasPrefix("Sources/People/Messages/")
        },
    ]
}
