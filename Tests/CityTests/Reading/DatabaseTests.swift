import City
import Testing

@Suite struct `The database of a city file` {
    private func server(_ address: String, _ more: String = "") throws -> DatabaseServer? {
        let text = Town.text.replacing("data: ./data\n", with: "data: ./data\ndatabase: \"\(address)\"\n\(more)")
        return try City.read(text: text, path: "/etc/nomade/nomade.yaml").files.server
    }

    @Test func `is embedded unless a server is named`() throws {
        #expect(try City.read(text: Town.text, path: "/etc/nomade/nomade.yaml").files.server == nil)
    }

    @Test(arguments: [
        ("postgres://nomade@db.ville.example:5433/nomade", "db.ville.example", 5433, "nomade"),
        ("postgresql://db/nomade", "db", 5432, nil),
        ("postgres://nomade@[2001:db8::7]:5432/nomade", "2001:db8::7", 5432, "nomade"),
        ("postgres:///nomade", nil, 5432, nil),
        ("postgres://n@%2Frun%2Fpostgresql:5432/nomade", "/run/postgresql", 5432, "n"),
    ])
    func `is read part by part`(address: String, host: String?, port: UInt16, role: String?) throws {
        #expect(try server(address) == DatabaseServer(host: host, port: port, role: role, name: "nomade"))
    }

    @Test func `has its password in a file beside the city file`() throws {
        let read = try server("postgres://nomade@db/nomade", "database-password-file: ./database.password\n")
        #expect(read?.passwordFile == "/etc/nomade/database.password")
    }

    @Test func `S-30: with a password in it is refused, and the password is in no mistake`() throws {
        let mistakes = try #require(throws: CityMistakes.self) {
            try server("postgres://nomade:canari-bleu-17@db/nomade")
        }
        #expect(mistakes.mistakes.map(\.code) == [.database])
        #expect(mistakes.text.contains("chmod 600"))
        #expect(!"\(mistakes)\(mistakes.text)".contains("canari"))
    }
}
