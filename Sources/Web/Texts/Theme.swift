/// Light, dark, or what the device asks for.
package enum Theme: String, CaseIterable, Sendable, Codable {
    case auto
    case light
    case dark
}
