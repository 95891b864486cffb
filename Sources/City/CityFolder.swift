import Foundation

/// The folder of the city file, from which the paths in it are taken.
struct CityFolder {
    /// The path of the city file.
    let city: String

    /// A path of the file, made absolute.
    func path(_ text: String) -> String {
        let folder = URL(fileURLWithPath: city).deletingLastPathComponent()
        return URL(fileURLWithPath: text, relativeTo: folder).standardizedFileURL.path
    }
}
