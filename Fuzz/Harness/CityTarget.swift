@testable import City

/// A city file: any text is a city or a list of mistakes, each with its place, and soon.
enum CityTarget {
    static func check(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        do throws(CityMistakes) {
            let city = try City.read(text: text, path: "/etc/nomade/nomade.yaml")
            require(!city.portal.host.isEmpty, "a city without a portal")
        } catch {
            require(!error.mistakes.isEmpty, "a refusal without a mistake")
            for mistake in error.mistakes { require(mistake.place.line >= 1, "a mistake without its line") }
        }
    }
}
