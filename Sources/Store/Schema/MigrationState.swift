/// How far a database is from the program's migrations.
package struct MigrationState: Hashable, Sendable {
    /// Names not applied yet, in the order in which they will be.
    package let pending: [String]
    /// Names applied by a newer program.
    package let unknown: [String]
    /// Names whose statements changed since they were applied.
    package let altered: [String]
}

extension Database {
    /// Applies what is missing, in the given order and in one transaction; refuses with `StoreError.schema` a database
    /// that a newer program made, or a migration that was edited after its release.
    package func migrate(_ migrations: [Migration]) async throws {
        let dialect = dialect
        try await write { transaction in
            try transaction.execute(dialect.migrationTable)
            let state = try transaction.state(of: migrations, in: dialect)
            try state.refuseIfForeign()
            for migration in migrations where state.pending.contains(migration.name) {
                try transaction.apply(migration, in: dialect)
            }
        }
    }

    /// Compares without changing anything; on an empty database everything is pending.
    package func migrationState(of migrations: [Migration]) async throws -> MigrationState {
        let dialect = dialect
        return try await read { try $0.state(of: migrations, in: dialect) }
    }
}

extension MigrationState {
    fileprivate func refuseIfForeign() throws(StoreError) {
        guard unknown.isEmpty else {
            throw .schema("the database was made by a newer program, which applied \(unknown.joined(separator: ", "))")
        }
        guard altered.isEmpty else {
            throw .schema("edited after its release: \(altered.joined(separator: ", "))")
        }
    }
}

extension Reading {
    fileprivate func state(of migrations: [Migration], in dialect: Dialect) throws -> MigrationState {
        let applied = try appliedDigests(in: dialect)
        let names = Set(migrations.map(\.name))
        let altered = migrations.filter { migration in
            guard let digest = applied[migration.name] else { return false }
            return digest != migration.digest(in: dialect)
        }
        return MigrationState(
            pending: migrations.map(\.name).filter { applied[$0] == nil },
            unknown: applied.keys.filter { !names.contains($0) }.sorted(),
            altered: altered.map(\.name)
        )
    }

    private func appliedDigests(in dialect: Dialect) throws -> [String: [UInt8]] {
        guard try one(dialect.tableNamed("migration")) != nil else { return [:] }
        var digests: [String: [UInt8]] = [:]
        for row in try query("SELECT name, digest FROM migration") {
            digests[try row["name"]] = try row["digest"] as [UInt8]
        }
        return digests
    }
}

extension Transaction {
    fileprivate func apply(_ migration: Migration, in dialect: Dialect) throws {
        for text in migration.statements.flatMap({ $0.rendered(in: dialect) }) {
            try execute(SQL(text: text))
        }
        try execute("INSERT INTO migration (name, digest) VALUES (\(migration.name), \(migration.digest(in: dialect)))")
    }
}
