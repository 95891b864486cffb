import City
import Policy
import Store

/// The PostgreSQL server of a city: it answers, is new enough, lets us make tables, orders texts as we do, and keeps time.
struct ServerChecks {
    let address: PostgreSQLAddress
    let now: Instant

    private var name: String { address.description }

    /// What the server says of itself; throws when it is not reached.
    func run(_ database: PostgreSQLDatabase) async throws -> [Check] {
        let health = try await database.health()
        return [version(health), rights(health), order(health), clock(health)].compactMap(\.self)
    }

    private func version(_ health: PostgreSQLHealth) -> Check {
        let major = health.version / 10_000
        guard major >= 13 else {
            let fix = "move the database to PostgreSQL 15, as Debian has it: pg_upgradecluster \(major) main"
            return .fail(.database, name, "PostgreSQL \(major) is older than 13", fix: fix)
        }
        return .ok(.database, name, "PostgreSQL \(major) answers")
    }

    private func rights(_ health: PostgreSQLHealth) -> Check? {
        if health.isStandby {
            let fix = "name the server that takes writes in database:"
            return .fail(.database, name, "it follows another server and takes no writes", fix: fix)
        }
        guard health.mayCreate else {
            let role = address.role ?? "nomade"
            let fix = "psql \(address.name) -c 'CREATE SCHEMA AUTHORIZATION \"\(role)\"'  as the server's administrator"
            return .fail(.database, name, "the role may make no tables there", fix: fix)
        }
        return nil
    }

    private func order(_ health: PostgreSQLHealth) -> Check? {
        guard health.encoding == "UTF8" else {
            let cause = "its texts are \(health.encoding), not UTF8"
            return .fail(
                .database,
                name,
                cause,
                fix: "createdb --encoding UTF8 --locale C --template template0 \(address.name)"
            )
        }
        guard health.collation != "C", health.collation != "POSIX" else { return nil }
        let cause = "it orders texts by \(health.collation), lists by C"
        return .warn(
            .database,
            name,
            cause,
            fix: "createdb --encoding UTF8 --locale C --template template0 \(address.name)"
        )
    }

    private func clock(_ health: PostgreSQLHealth) -> Check? {
        let ahead = health.seconds - now.seconds
        guard abs(ahead) > 5 else { return nil }
        let cause = "its clock is \(abs(ahead)) s \(ahead > 0 ? "ahead of" : "behind") this machine's"
        return .warn(.database, name, cause, fix: "timedatectl set-ntp true  on both machines")
    }
}
