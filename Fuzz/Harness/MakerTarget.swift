import Foundation

@testable import SignIn

/// A maker's file of devices: what is read is no deeper than the limit, and is read the same when written anew.
enum MakerTarget {
    static func check(_ bytes: [UInt8]) {
        guard let root = MakerXML.root(bytes) else { return }
        require(depth(of: root) <= MakerXML.deepest, "an element deeper than the limit")
        let written = text(of: root) { plain($0) }
        guard let again = MakerXML.root(Array(written.utf8)) else {
            return require(false, "what was read is refused when written anew: \(written)")
        }
        require(text(of: again) { $0 } == written, "it is read otherwise when written anew: \(written)")
    }

    private static func depth(of element: MakerElement) -> Int {
        1 + (element.children.map(depth).max() ?? 0)
    }

    private static func text(of element: MakerElement, named: (String) -> String) -> String {
        let attributes = element.attributes.map { " \(named($0.key))=\"\(escaped($0.value))\"" }.sorted().joined()
        let inside = escaped(element.words) + element.children.map { text(of: $0, named: named) }.joined()
        return "<\(named(element.name))\(attributes)>\(inside)</\(named(element.name))>"
    }

    /// A name that XML takes for whatever a name was: what stands behind a prefix may not stand alone.
    private static func plain(_ name: String) -> String {
        "n" + name.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: ".")
    }

    /// Every character by its number but letters and digits: nothing of it is mark-up, and no line end is made another.
    private static func escaped(_ words: String) -> String {
        words.unicodeScalars.map { $0.properties.isAlphabetic ? String($0) : "&#\($0.value);" }.joined()
    }
}
