package import HTTPTypes

/// Field names of a request by which a machine between browser and city betrays itself: names of this list alone, never a
/// value, and nothing is believed for them (S-5).
package struct Between: Hashable, Sendable {
    /// In lower case, each once, sorted.
    package let names: [String]

    /// Those of a request's field names, in lower case, that are on the list.
    package init(among names: some Sequence<String>) {
        self.names = Set(names).intersection(Self.known).sorted()
    }

    /// What the gate handed to the portal's pages.
    package init(_ headers: HTTPFields) {
        let listed = headers[Self.field] ?? ""
        self.init(among: listed.utf8.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) })
    }

    /// The field that carries the names from the gate to the portal's pages: no client can send it, since the gate takes
    /// every name that begins so from whoever asks (S-6).
    package static let field = HTTPField.Name("X-Nomade-Between", fallback: .via)

    /// The value of that field.
    package var text: String { names.joined(separator: ",") }

    /// What proxies (RFC 9110, RFC 7239), filters, antivirus programs, optimisers and content networks add to a request.
    private static let known: Set<String> = [
        "via", "forwarded", "x-forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto",
        "x-forwarded-port", "x-forwarded-server", "x-forwarded-user", "z-forwarded-for", "client-ip", "x-client-ip",
        "x-real-ip", "true-client-ip", "x-cluster-client-ip", "x-proxyuser-ip", "proxy-connection",
        "proxy-authorization", "x-proxy-id", "x-bluecoat-via", "x-imforwards", "x-rbt-optimized-by",
        "x-webmarshal-requestid", "x-sophos-wsa-clientip", "x-authenticated-user", "x-authenticated-groups",
        "x-operamini-features", "x-operamini-phone-ua", "cdn-loop", "cf-connecting-ip", "cf-ray", "fastly-client-ip",
        "x-amz-cf-id", "x-azure-ref", "x-envoy-external-address",
    ]
}
