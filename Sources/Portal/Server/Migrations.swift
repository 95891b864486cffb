package import Store

/// The whole schema: the migrations of every part, in the order of the arrows.
package enum Migrations {
    /// Oldest part first; within a part, oldest first.
    package static let all = [
        StoreSchema.migrations, AssertionSchema.migrations,
    ].flatMap(\.self)
}
