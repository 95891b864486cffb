package import City
import Crypto

/// What will be written into the directory, exactly: shown first, then done as it was shown or not at all.
package struct DirectoryPlan: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// The directory has no profile with that employee number.
        case creation
        /// It has one that differs from the personnel feed.
        case mending
    }

    package let kind: Kind
    /// The employee number.
    package let number: String
    /// The distinguished name of the profile.
    package let name: String
    package let changes: [DirectoryChange]

    package init(kind: Kind, number: String, name: String, changes: [DirectoryChange]) {
        self.kind = kind
        self.number = number
        self.name = name
        self.changes = changes
    }

    /// A plan that differs in anything has another mark; 64 hexadecimal digits.
    package var mark: String {
        var hash = SHA256()
        func add(_ bytes: [UInt8]) {
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        for text in [kind.rawValue, number, name] { add(Array(text.utf8)) }
        for change in changes {
            add(Array(change.attribute.utf8))
            for values in [change.old, change.new] {
                add([UInt8(truncatingIfNeeded: values.count)])
                values.forEach(add)
            }
        }
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension DirectoryComparison {
    /// What would make the profile say what the feed says; nil where the city does not let Nomade write, or nothing is to be
    /// written. Nothing that the feed does not know is removed, and the attributes that name the entry stay.
    package func plan(in directory: CityDirectory) -> DirectoryPlan? {
        guard let creation = directory.creation else { return nil }
        guard let entry else { return self.creation(creation) }
        let changes = fields.filter(\.isMendable).compactMap { field in
            field.feed.map { DirectoryChange(field.attribute, from: field.found, to: [Array($0.utf8)]) }
        }
        if changes.isEmpty { return nil }
        return DirectoryPlan(kind: .mending, number: number, name: entry.name, changes: changes)
    }

    private func creation(_ creation: DirectoryCreation) -> DirectoryPlan? {
        guard let naming = fields.first(where: { $0.field == creation.field }), let value = naming.feed else {
            return nil
        }
        let classes = DirectoryChange("objectClass", to: creation.objectClasses.map { Array($0.utf8) })
        let values = fields.compactMap { field in
            field.feed.map { DirectoryChange(field.attribute, to: [Array($0.utf8)]) }
        }
        let name = "\(naming.attribute)=\(DirectoryEscape.name(value)),\(creation.parent)"
        return DirectoryPlan(kind: .creation, number: number, name: name, changes: [classes] + values)
    }
}
