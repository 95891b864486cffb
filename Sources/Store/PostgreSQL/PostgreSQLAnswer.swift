import CPostgreSQL

/// One result of the server, freed with its last reference.
final class PostgreSQLAnswer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var status: ExecStatusType { PQresultStatus(result) }
    /// What the server says it did, such as `COMMIT`.
    var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }
    /// How many rows the statement changed.
    var changed: Int { Int(PQcmdTuples(result).map { String(cString: $0) } ?? "") ?? 0 }

    /// The error that the server reports, in this part's words; nil when there is none.
    var failure: PostgreSQLFailure? {
        switch status {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
            PostgreSQLFailure(state: field(.state), message: field(.message))
        default: nil
        }
    }

    /// All rows, each value in the form of its column's type.
    func rows() throws(StoreError) -> [Row] {
        let width = PQnfields(result)
        let columns = (0..<width).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        let types = (0..<width).map { PQftype(result, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            var values: [Value] = []
            for column in 0..<width { values.append(try value(row, column, of: types[Int(column)])) }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    private func value(_ row: Int32, _ column: Int32, of type: Oid) throws(StoreError) -> Value {
        guard PQgetisnull(result, row, column) == 0 else { return .null }
        let length = Int(PQgetlength(result, row, column))
        let start = UnsafeRawPointer(PQgetvalue(result, row, column))
        guard let value = PostgreSQLType(oid: type)?.value(UnsafeRawBufferPointer(start: start, count: length)) else {
            throw .engine(code: "type \(type)", "the answer holds a type that this house has not")
        }
        return value
    }

    /// Fields of an error by their letter in the protocol (postgres_ext.h).
    private enum Field: UInt8 {
        case state = 0x43
        case message = 0x4D
    }

    private func field(_ field: Field) -> String {
        PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) } ?? ""
    }
}
