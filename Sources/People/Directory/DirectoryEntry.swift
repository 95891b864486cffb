/// One profile as the directory has it.
package struct DirectoryEntry: Hashable, Sendable {
    /// The distinguished name, as the server spells it.
    package let name: String
    /// The values of each attribute that was asked for, byte by byte, by the attribute's name in small letters.
    private let values: [String: [[UInt8]]]

    package init(name: String, values: [String: [[UInt8]]]) {
        self.name = name
        self.values = values.reduce(into: [:]) { $0[$1.key.lowercased()] = $1.value }
    }

    /// The values of an attribute; none when the profile has none.
    package func values(of attribute: String) -> [[UInt8]] { values[attribute.lowercased()] ?? [] }
}

/// One attribute to be written: what stands there, as it was shown, and what takes its place.
package struct DirectoryChange: Hashable, Sendable {
    package let attribute: String
    package let old: [[UInt8]]
    package let new: [[UInt8]]

    package init(_ attribute: String, from old: [[UInt8]] = [], to new: [[UInt8]]) {
        self.attribute = attribute
        self.old = old
        self.new = new
    }
}
