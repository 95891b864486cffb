import Foundation
import Testing

@Suite struct `The package of the fuzzers` {
    private var folder: URL { URL(filePath: Repository.root).appending(path: "Fuzz") }

    @Test func `compiles the product's own files, by links, and no copy of one`() throws {
        let sources = URL(filePath: Repository.root).appending(path: "Sources").resolvingSymlinksInPath().path()
        var links = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "Parsers").path()) {
            let file = folder.appending(path: "Parsers/\(path)")
            let values = try file.resourceValues(forKeys: [.isSymbolicLinkKey, .isRegularFileKey])
            #expect(values.isRegularFile != true, "\(path) is a copy")
            guard values.isSymbolicLink == true else { continue }
            links += 1
            let target = file.resolvingSymlinksInPath().path()
            #expect(target.hasPrefix(sources), "\(path) leads to \(target)")
            #expect(FileManager.default.fileExists(atPath: target), "\(path) leads nowhere")
        }
        #expect(links > 20)
    }

    @Test func `asks for the libraries as the product does`() throws {
        let asked = try packages(folder.appending(path: "Package.swift"))
        #expect(asked.count == 3)
        #expect(asked.subtracting(try packages(URL(filePath: Repository.root).appending(path: "Package.swift"))) == [])
    }

    @Test func `has first examples for each of its targets`() throws {
        let harness = folder.appending(path: "Harness/FuzzTarget.swift")
        let targets = try String(contentsOf: harness, encoding: .utf8).matches(of: /name: "([a-z-]+)"/).map {
            String($0.1)
        }
        let corpus = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Corpus").path())
        #expect(Set(targets) == Set(corpus))
        #expect(targets.count > 12)
    }

    private func packages(_ manifest: URL) throws -> Set<Substring> {
        let text = try String(contentsOf: manifest, encoding: .utf8)
        return Set(text.matches(of: /\.package\(url: [^)]*\)/).map(\.output))
    }
}
