/// Reads where an app listens and how its server is known.
struct UpstreamReader {
    let section: Section
    let key: String
    let folder: CityFolder

    func upstream() -> Upstream {
        let text = section.text("upstream", example: "http://127.0.0.1:9001")
        let address = WebAddress(text.value)
        if address == nil && !text.value.isEmpty {
            section.note(
                .upstream,
                "app \"\(key)\": \"\(text.value)\" is no upstream",
                at: text.place,
                fix: "write  upstream: http://127.0.0.1:9001  without a path"
            )
        }
        return Upstream(
            tls: address?.tls ?? false,
            host: address?.host ?? "",
            port: address?.port ?? 0,
            hostHeader: section.optionalText("upstream-host", example: "app.ville.local")?.value,
            timeoutSeconds: section.seconds("timeout", example: "60 s") ?? 60,
            trust: trust(address)
        )
    }

    private func trust(_ address: WebAddress?) -> UpstreamTrust {
        let given = ["upstream-authority", "upstream-certificate", "upstream-name"].filter(section.has)
        guard let first = given.first else { return UpstreamTrust() }
        if let address, !address.tls {
            section.note(
                .upstream,
                "app \"\(key)\": \(first) means nothing to an upstream in plain HTTP",
                at: section.place(of: first),
                fix: "write  upstream: https://\(address.host):\(address.port)  or remove \(first)"
            )
        }
        return UpstreamTrust(authority: authority(), certificate: certificate(), name: name())
    }

    private func authority() -> String? {
        section.optionalText("upstream-authority", example: "authority.pem").map { folder.path($0.value) }
    }

    private func certificate() -> CertificateFiles? {
        let example = "{chain: gate.pem, key: gate.key}"
        guard let files = section.section("upstream-certificate", example: example, required: false) else { return nil }
        files.knows("chain key")
        return CertificateFiles(
            chain: folder.path(files.text("chain", example: "gate.pem").value),
            key: folder.path(files.text("key", example: "gate.key").value)
        )
    }

    private func name() -> String? {
        guard let text = section.optionalText("upstream-name", example: "app.ville.local") else { return nil }
        if let name = HostName.canonical(text.value) { return name }
        section.note(
            .upstream,
            "app \"\(key)\": \"\(text.value)\" is no host name",
            at: text.place,
            fix: "write  upstream-name: app.ville.local"
        )
        return nil
    }
}
