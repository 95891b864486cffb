/// What the doctor asks of a PostgreSQL server.
package struct PostgreSQLHealth: Sendable {
    /// The version as a number: 150018 is 15.18.
    package let version: Int64
    /// The order of texts; decision 8 wants `C`.
    package let collation: String
    package let encoding: String
    /// The schema in which our tables are, empty when there is none.
    package let schema: String
    /// Whether the role may make tables there.
    package let mayCreate: Bool
    /// Whether the server only follows another and takes no writes.
    package let isStandby: Bool
    /// The server's clock, in seconds since 1970.
    package let seconds: Int64
}

extension PostgreSQLDatabase {
    /// Asks the server how it is; throws `StoreError.unreachable` when it is not there.
    package func health() async throws -> PostgreSQLHealth {
        try await read { reading in
            let row = try reading.one(
                """
                SELECT CAST(current_setting('server_version_num') AS BIGINT) AS version, CAST(datcollate AS TEXT) AS collation,
                    CAST(pg_encoding_to_char(encoding) AS TEXT) AS encoding,
                    COALESCE(CAST(current_schema() AS TEXT), '') AS schema,
                    COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE) AS may_create,
                    pg_is_in_recovery() AS standby, CAST(extract(epoch FROM clock_timestamp()) AS BIGINT) AS seconds
                FROM pg_database WHERE datname = current_database()
                """
            )
            guard let row else { throw StoreError.schema("the server does not know its own database") }
            return PostgreSQLHealth(
                version: try row["version"],
                collation: try row["collation"],
                encoding: try row["encoding"],
                schema: try row["schema"],
                mayCreate: try row["may_create"],
                isStandby: try row["standby"],
                seconds: try row["seconds"]
            )
        }
    }
}
