import Testing

@Suite struct `The sizes of the house` {
    private let files = Repository.program + Repository.tests

    @Test func `are at most 400 lines a file, 70 a function, 8 parameters an initializer`() {
        #expect(files.flatMap(refusals) == [])
    }

    @Test func `stay small in the middle, not only at the edge`() {
        let lines = Measure(Repository.program.map(\.lineCount))
        let functions = Measure(Repository.program.flatMap { Declaration.all(in: $0).compactMap(\.lineCount) })
        print(
            "files: \(lines.count), median \(lines.median), 90 % under \(lines.ninetieth), largest \(lines.largest) lines"
        )
        print(
            "functions: \(functions.count), median \(functions.median), 90 % under \(functions.ninetieth), "
                + "largest \(functions.largest) lines"
        )

        #expect(lines.median <= 90)
        #expect(lines.ninetieth <= 250)
        #expect(functions.median <= 8)
        #expect(functions.ninetieth <= 25)
    }

    @Test func `refuse a file of 401 lines`() {
        let planted = SourceFile(path: "Sources/Web/Page.swift", text: String(repeating: "\n", count: 401))
        #expect(refusals(planted) == ["Sources/Web/Page.swift has 401 lines: over 400"])
    }

    @Test func `refuse a function of 71 lines`() {
        let body = String(repeating: "    work()\n", count: 69)
        let planted = SourceFile(path: "Sources/Web/Page.swift", text: "func show(a: Int) {\n\(body)}\n")
        #expect(refusals(planted) == ["Sources/Web/Page.swift:1 has a function of 71 lines: over 70"])
    }

    @Test func `refuse an initializer with nine parameters`() {
        let parameters = (1...9).map { "a\($0): [String: Int] = [:]" }.joined(separator: ", ")
        let planted = SourceFile(path: "Sources/Web/Page.swift", text: "struct Page {\n    init(\(parameters)) {}\n}\n")
        #expect(refusals(planted) == ["Sources/Web/Page.swift:2 has an initializer with 9 parameters: over 8"])
    }

    @Test func `measure a protocol's requirement as no body, and a closure inside as part of its function`() {
        let text = """
            protocol A {
                func one(a: Int) -> Int
                init(b: Int)
            }
            struct B { func two() -> [Int] {
                [1].map { item in
                    item
                }
            } }
            """
        let found = Declaration.all(in: SourceFile(path: "Sources/Web/A.swift", text: text))
        #expect(found.map(\.lineCount) == [nil, nil, 5])
    }

    private func refusals(_ file: SourceFile) -> [String] {
        let tooLong = file.lineCount > 400 ? ["\(file.path) has \(file.lineCount) lines: over 400"] : []
        return tooLong
            + Declaration.all(in: file).compactMap { declaration in
                if let count = declaration.lineCount, count > 70 {
                    return "\(file.path):\(declaration.line) has a function of \(count) lines: over 70"
                }
                guard declaration.kind == .initializer, declaration.parameterCount > 8 else { return nil }
                return
                    "\(file.path):\(declaration.line) has an initializer with \(declaration.parameterCount) parameters: over 8"
            }
    }
}
