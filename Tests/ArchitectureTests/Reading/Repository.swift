import Foundation

/// The files of this repository, found from where this test was compiled.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path()

    /// The program's own files.
    static let program = files(under: "Sources")
    /// The tests' files.
    static let tests = files(under: "Tests")

    private static func files(under folder: String) -> [SourceFile] {
        let start = URL(filePath: root).appending(path: folder).path()
        let names = FileManager.default.enumerator(atPath: start)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let text = try? String(contentsOfFile: start + "/" + name, encoding: .utf8) else { return nil }
            return SourceFile(path: folder + "/" + name, text: text)
        }
    }
}
