import Testing

@Suite struct `The arrows between parts` {
    @Test func `go down the page, never up, never sideways`() {
        #expect(Repository.program.count > 20)
        #expect(refusals(in: Repository.program) == [])
    }

    @Test func `name every part that exists`() {
        let parts = Set(Repository.program.map(\.part))
        #expect(parts.subtracting(Arrows.allowed.keys) == [])
    }

    @Test(arguments: [
        ("Sources/Gate/Door.swift", "Store", "nor write SQL"),
        ("Sources/Gate/Door.swift", "People", "cannot read a payslip"),
        ("Sources/Gate/Head.swift", "NIOHTTP1", "own strict parser"),
        ("Sources/Workplace/Leave/LeavePages.swift", "SignIn", "never how they signed in"),
        ("Sources/Policy/Rule.swift", "Foundation", "not even Foundation"),
        ("Sources/Web/Page.swift", "Portal", "never up, never sideways"),
        ("Sources/People/Feed/Feed.swift", "GRDB", "only Store touches SQLite"),
        ("Sources/People/Feed/Feed.swift", "Yams", "only City touches YAML"),
        ("Sources/Access/Launcher.swift", "CArgon2", "only SignIn touches Argon2"),
        ("Sources/People/ITDesk/ITContact.swift", "CLDAP", "in People/Directory alone"),
        ("Sources/SignIn/Password/Password.swift", "Hummingbird", "rules never import a web framework"),
        ("Sources/DemoTown/Town/Town.swift", "Hummingbird", "rules never import a web framework"),
    ])
    func `are refused with the reason why`(path: String, module: String, why: String) throws {
        let planted = SourceFile(path: path, text: "import \(module)\n")
        let refusal = try #require(refusals(in: [planted]).first)
        #expect(refusal.hasPrefix("\(path):1 imports \(module)"))
        #expect(refusal.contains(why))
    }

    @Test(arguments: [
        ("Sources/SignIn/SignInPages.swift", "Hummingbird"), ("Sources/Store/SQLite.swift", "GRDB"),
        ("Sources/People/Directory/DirectorySearch.swift", "CLDAP"),
        ("Sources/DemoTown/Apps/AppServer.swift", "NIOHTTP1"), ("Sources/Gate/Listener.swift", "NIOPosix"),
    ])
    func `let through what belongs`(path: String, module: String) {
        #expect(refusals(in: [SourceFile(path: path, text: "import \(module)\n")]) == [])
    }

    private func refusals(in files: [SourceFile]) -> [String] {
        files.flatMap { file in
            file.imports.compactMap { found in
                Arrows.refusal(of: found.module, in: file).map {
                    "\(file.path):\(found.line) imports \(found.module): \($0)"
                }
            }
        }
    }
}
