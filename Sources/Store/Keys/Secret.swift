/// Bytes that no log, error or mirror shows (S-30): passwords, tokens and keys while a part holds them.
package struct Secret: Sendable {
    /// The bytes, for the one place that needs them.
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(text: String) {
        bytes = Array(text.utf8)
    }
}

extension Secret: Equatable {
    package static func == (one: Secret, other: Secret) -> Bool {
        ConstantTime.equal(one.bytes, other.bytes)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "Secret" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
