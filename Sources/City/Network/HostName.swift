/// Host names of the city file: lower-case letters, digits, hyphens and dots, as they travel in `Host`.
package enum HostName {
    /// The canonical spelling, or nil for what is no host name; names in other letters are written in their ASCII form.
    package static func canonical(_ text: String) -> String? {
        let bytes = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
        guard !bytes.isEmpty, bytes.count <= 253 else { return nil }
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), labels.last?.contains(where: { (97...122).contains($0) }) == true else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The domain that portal and apps share when the file names none: the portal's parent, never one label alone and
    /// never a public suffix.
    package static func domain(ofPortal host: String) -> String {
        guard let dot = host.firstIndex(of: ".") else { return host }
        let parent = String(host[host.index(after: dot)...])
        return parent.contains(".") && !publicSuffixes.contains(parent) ? parent : host
    }

    private static let publicSuffixes: Set<String> = [
        "asso.fr", "com.fr", "gouv.fr", "nom.fr", "prd.fr", "tm.fr", "co.uk", "gov.uk", "asso.re", "com.re",
    ]

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard (1...63).contains(label.count), label.first != 45, label.last != 45 else { return false }
        return label.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}
