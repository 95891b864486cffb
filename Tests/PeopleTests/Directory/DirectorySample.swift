import City

extension CityDirectory {
    /// A directory of every field, found nowhere.
    static let sample = CityDirectory(
        DirectoryServer(
            .implicit,
            host: "annuaire.example.org",
            port: 636,
            account: DirectoryServer.Account(name: "cn=nomade", passwordFile: "/password"),
            authority: "/ca.pem"
        ),
        base: "ou=agents,dc=x",
        attributes: DirectoryField.allCases.reduce(into: [:]) { $0[$1] = $1.usualAttribute },
        creation: DirectoryCreation(field: .identifier, parent: "ou=agents,dc=x", objectClasses: ["inetOrgPerson"])
    )
}
