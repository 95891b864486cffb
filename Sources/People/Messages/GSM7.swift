/// The alphabet of a plain SMS (3GPP TS 23.038 §6.2.1): text in it fits 160 to a message, anything else 70.
package enum GSM7 {
    private static let basic = Set(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
            .unicodeScalars
    )
    private static let extended = Set("^{}\\[~]|€".unicodeScalars)

    /// How many of the 160 places a text takes; nil when one of its scalars is not in the alphabet.
    package static func length(_ text: String) -> Int? {
        var places = 0
        for scalar in text.unicodeScalars {
            if basic.contains(scalar) {
                places += 1
            } else if extended.contains(scalar) {
                places += 2
            } else {
                return nil
            }
        }
        return places
    }
}
