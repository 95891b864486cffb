import City
import Policy
import Store

/// The database: it opens, this program made it, and the key file is the one it was written under.
struct DatabaseChecks {
    let files: CityFiles
    let migrations: [Migration]
    let now: Instant

    func run() async -> [Check] {
        if let server = files.server { return await run(PostgreSQLAddress(server)) }
        guard FileStatus(files.database) != nil else {
            return [.ok(.database, files.database, "it will be made on the first start")]
        }
        do {
            let database = try SQLiteDatabase(path: files.database)
            defer { try? database.close() }
            return [schema(try await database.migrationState(of: migrations)), try await keys(of: database)]
                .compactMap(\.self)
        } catch {
            let fix =
                "sqlite3 \(files.database) 'PRAGMA integrity_check'  and restore the backup when it does not say ok"
            return [.fail(.database, files.database, "it does not open: \(error)", fix: fix)]
        }
    }

    private func run(_ address: PostgreSQLAddress) async -> [Check] {
        let database = PostgreSQLDatabase(at: address)
        do {
            defer { try? database.close() }
            return try await ServerChecks(address: address, now: now).run(database)
                + [schema(try await database.migrationState(of: migrations)), try await keys(of: database)]
                .compactMap(\.self)
        } catch {
            let fix = "psql '\(address)' -c 'SELECT 1'  as the user who runs nomade says the same; see postgresql.md"
            return [.fail(.database, files.databaseName, "\(error)", fix: fix)]
        }
    }

    private func schema(_ state: MigrationState) -> Check {
        if let newer = state.unknown.first {
            let cause = "a newer nomade wrote it (\(newer)); this one refuses to start"
            return .fail(
                .database,
                files.databaseName,
                cause,
                fix: "install the newer nomade again, or restore the older backup"
            )
        }
        if let altered = state.altered.first {
            let cause = "its schema is not this program's (\(altered))"
            return .fail(.database, files.databaseName, cause, fix: "install a nomade as it was released")
        }
        guard state.pending.isEmpty else {
            let cause = "\(state.pending.count) migrations wait; the next start applies them"
            return .warn(
                .database,
                files.databaseName,
                cause,
                fix: "nomade backup FILE, then: systemctl restart nomade"
            )
        }
        return .ok(.database, files.databaseName, "it opens and its schema is this program's")
    }

    private func keys(of database: any Database) async throws -> Check? {
        guard try await database.migrationState(of: StoreSchema.migrations).pending.isEmpty else { return nil }
        guard let file = try? KeyFile.open(at: files.keyFile, outside: files.data) else { return nil }
        guard let missing = try await database.read({ try KeyStore.missing(from: file, in: $0) }) else { return nil }
        let mistake = KeyFileMistake.foreign(path: files.keyFile, key: missing)
        return .fail(.database, files.keyFile, mistake.what, fix: mistake.fix)
    }
}
