/// One row of an answer; a column that is absent or holds another type throws and never traps.
package struct Row: Sendable {
    let columns: [String]
    let values: [Value]

    /// The column as the type that is asked for: `let name: String = try row["name"]`; throws `StoreError.column`.
    package subscript<T: ColumnValue>(_ column: String) -> T {
        get throws(StoreError) {
            guard let index = columns.firstIndex(of: column), index < values.count else {
                throw .column(column, "is not in the answer")
            }
            guard let value = T(columnValue: values[index]) else {
                throw .column(column, "holds \(values[index].kind), which is no \(T.self)")
            }
            return value
        }
    }
}
