/// What a key is for: each purpose has keys of its own, derived from the key file, so that what is sealed for one is
/// nothing to another. Each part declares its own: `extension KeyPurpose { static let … = KeyPurpose("sign-in.factor") }`.
package struct KeyPurpose: Hashable, Sendable {
    let name: String

    /// `name` is `part.thing`, fixed for ever: another name means other keys.
    package init(_ name: StaticString) {
        self.name = name.description
    }
}
