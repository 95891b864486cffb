/// What an app of the town was told by one request: the whole of it, since the apps exist to show it.
package struct Told: Sendable {
    package let method: String
    package let target: String
    package let headers: [(name: String, value: String)]
    /// Bytes of the body that came.
    package var received: Int

    /// The path before any `?`, as it came.
    package var path: Substring { target.prefix { $0 != "?" } }

    /// The value of a header, the name being compared without case; the first when there are several.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The number that the query gives to `name`, between zero and `limit`.
    package func number(_ name: String, upTo limit: Int) -> Int? {
        for pair in target.drop(while: { $0 != "?" }).dropFirst().split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0] == name, let value = Int(parts[1]), (0...limit).contains(value) {
                return value
            }
        }
        return nil
    }
}
