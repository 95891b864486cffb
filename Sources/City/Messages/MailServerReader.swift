/// Reads `messages: smtp`: where mail is handed in, as whom, and what it comes from.
struct MailServerReader {
    /// Makes a path of the file absolute.
    let path: (String) -> String

    /// The server of the section; nil where it has none, or where what it says would send nothing.
    func server(in section: Section) -> MailServer? {
        let example = "{server: \"smtp://mail.example.org:587\", from: nomade@example.org}"
        guard section.has("smtp"), let section = section.section("smtp", example: example) else { return nil }
        section.knows("server username password-file from authority")
        let place = place(in: section)
        let (account, from) = (account(in: section), from(in: section))
        guard let (security, host, port) = place, let from else { return nil }
        return MailServer(
            security,
            host: host,
            port: port,
            account: account,
            from: from,
            authority: section.optionalText("authority", example: "./mail-authority.pem").map { path($0.value) }
        )
    }

    /// `smtp://` or `smtps://`, a host and a port: 587 and 465 unless it is given.
    private func place(in section: Section) -> (MailServer.Security, String, Int)? {
        let text = section.text("server", example: "\"smtp://mail.example.org:587\"")
        for security in [MailServer.Security.startTLS, .implicit] {
            let scheme = "\(security.rawValue)://"
            guard text.value.utf8.starts(with: scheme.utf8) else { continue }
            let rest = String(decoding: text.value.utf8.dropFirst(scheme.utf8.count), as: UTF8.self)
            guard let address = WebAddress("https://\(rest)") else { break }
            // Without a port the address reads as one of https, whose 443 no mail server has.
            let port = address.port == 443 ? (security == .implicit ? 465 : 587) : address.port
            return (security, address.host, port)
        }
        guard !text.value.isEmpty else { return nil }
        section.note(
            .mailServer,
            "\(section.name): \"\(text.value)\" is no mail server's address",
            at: text.place,
            fix: "write  server: \"smtp://mail.example.org:587\"  (STARTTLS)  or  \"smtps://mail.example.org:465\""
        )
        return nil
    }

    /// User name and password come together or not at all.
    private func account(in section: Section) -> MailServer.Account? {
        let username = section.optionalText("username", example: "nomade")
        let file = section.optionalText("password-file", example: "./smtp.password")
        if let username, let file {
            return MailServer.Account(username: username.value, passwordFile: path(file.value))
        }
        guard let single = username ?? file else { return nil }
        let missing = username == nil ? "username: nomade" : "password-file: ./smtp.password"
        section.note(
            .mailServer,
            "\(section.name) has a \(username == nil ? "password and no user name" : "user name and no password")",
            at: single.place,
            fix: "add  \(missing)"
        )
        return nil
    }

    private func from(in section: Section) -> MailAddress? {
        let text = section.text("from", example: "nomade@example.org")
        if let address = MailAddress(text.value) { return address }
        guard !text.value.isEmpty else { return nil }
        section.note(
            .mailAddress,
            "\(section.name): \"\(text.value)\" is no mail address",
            at: text.place,
            fix: "write  from: nomade@example.org"
        )
        return nil
    }
}
