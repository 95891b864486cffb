import Testing

@Suite struct `The reader of Swift text` {
    @Test(arguments: [
        ("let a = 1 // try! x", "let a = 1          "),
        ("/* as! /* nested */ */ b", "                       b"),
        (#"let s = "try!""#, "let s =       "),
        (##"let s = #"a "b" c"# + d"##, "let s =             + d"),
        (#"f("\(g("}")) {") { }"#, "f(             ) { }"),
        ("func `is never try!`() {}", "func                () {}"),
    ])
    func `leaves code alone and blanks the rest`(text: String, code: String) {
        #expect(SourceText(text).lines == [code])
    }

    @Test func `keeps lines where they were`() {
        #expect(
            SourceText("a\n/*\n*/ b\n\"\"\"\n } \n\"\"\"\nc").lines.map { $0.filter { $0 != " " } } == [
                "a", "", "b", "", "", "", "c",
            ]
        )
    }

    @Test func `finds imports, whatever stands before and after them`() {
        let text =
            "package import Policy\n@testable import Gate\nimport struct Foundation.URL\n// import Store\nlet important = 1"
        let found = SourceFile(path: "Sources/Web/A.swift", text: text).imports
        #expect(found.map(\.module) == ["Policy", "Gate", "Foundation"])
        #expect(found.map(\.line) == [1, 2, 3])
    }
}
