/// Targets that two readers could read differently; an app decided by its host alone gets them byte for byte (S-2).
enum HostileTargets {
    static var requests: [HostileRequest] { segments + ours + forms + refused + passing }

    private static let dots = [".", "%2e", "%2E", "%252e", "%c0%ae", "%e0%80%ae", "%u002e"]
    private static let slashes = [
        "/", "%2f", "%2F", "\\", "%5c", "%5C", "%252f", "%255c", "%c0%af", "//", "/./", "/;/", "/;x=1/", "/%00/",
        "/%0d%0a/",
    ]

    private static func request(_ target: String, _ fate: HostileRequest.Fate) -> HostileRequest {
        HostileRequest("targets", target, Draft(target: target), fate)
    }

    /// `..` in every encoding between every spelling of a slash.
    private static let segments: [HostileRequest] = dots.flatMap { first in
        dots.prefix(3).flatMap { second in
            slashes.map { slash in
                let target = "/@MARK@\(slash)\(first)\(second)\(slash)x"
                return request(target, target.contains("%u") ? .refused : .either)
            }
        }
    }

    /// What any reader takes for `/.nomade/` never reaches an app.
    private static let ours: [HostileRequest] = {
        let words = [
            ".nomade", "%2enomade", "%2Enomade", ".%6eomade", ".NOMADE", ".Nomade", "%252enomade", ".nomade;x=1",
            ".nomad%65",
        ]
        let before = [
            "/", "//", "/./", "/x/../", "/%2e/", "/x/%2e%2e/", "/%2f", "/;/", "\\", "/%5c", "/.//", "/x/..%2f",
            "/%252f", "/x/../;a/../",
        ]
        let after = ["/@MARK@", "%2f@MARK@", "\\@MARK@", ";/@MARK@"]
        let targets = words.enumerated().flatMap { turn, word in
            before.enumerated().map { "\($0.element)\(word)\(after[(turn + $0.offset) % after.count])" }
        }
        return targets.map { request($0, .refused) }
    }()

    /// Absolute, authority and asterisk forms (RFC 9112 §3.2).
    private static let forms: [HostileRequest] = {
        let good = [
            "http://intranet.ville.test/@MARK@", "https://intranet.ville.test/@MARK@",
            "http://INTRANET.ville.test/@MARK@",
            "https://intranet.ville.test./@MARK@", "HTTP://intranet.ville.test/@MARK@",
            "hTTps://intranet.ville.test/@MARK@",
        ]
        let bad = [
            "http://evil.test/@MARK@", "http://open.ville.test/@MARK@", "http://a@intranet.ville.test/@MARK@",
            "http://intranet.ville.test:81/@MARK@", "http://intranet.ville.test@evil.test/@MARK@",
            "ftp://intranet.ville.test/@MARK@",
            "http:/intranet.ville.test/@MARK@", "http:///@MARK@",
            "http://intranet.ville.test", "http://intranet.ville.test?@MARK@", "intranet.ville.test:443",
            "intranet.ville.test/@MARK@",
            "http:@MARK@", "//intranet.ville.test/@MARK@", "*", "*/@MARK@", "@MARK@", "?@MARK@", "\\@MARK@",
            "http://[::1]/@MARK@",
            "http://intranet.ville.test\\@evil.test/@MARK@", "http://intranet.ville.test%2f@evil.test/@MARK@",
            "ws://intranet.ville.test/@MARK@",
            "http://intranet.ville.test,evil.test/@MARK@", "http:\\\\intranet.ville.test\\@MARK@", "file:///@MARK@",
            "javascript:@MARK@",
            "http://intranet.ville.test:/@MARK@", "http://intranet.ville.test:080/@MARK@",
            "http://\u{131}ntranet.ville.test/@MARK@",
        ]
        return good.map { target in
            var request = request(target, .passes)
            request.target = "/@MARK@"
            return request
        } + bad.map { request($0, $0.hasPrefix("//") ? .either : .refused) }
    }()

    private static let refused: [HostileRequest] = [
        "/@MARK@#x", "/@MARK@?a#b", "/@MARK@%", "/@MARK@%2", "/@MARK@%zz", "/@MARK@%%20", "/@MARK@% 20", "/@MARK@%0g",
        "/@MARK@ x", "/@MARK@\tx",
        "/@MARK@\u{7F}", "/@MARK@\u{80}", "/@MARK@\u{FF0F}", "/@MARK@\u{A0}", "/@MARK@\0", "/@MARK@%u0041", "/@MARK@?%",
        "/@MARK@\u{2215}x",
    ].map { request($0, .refused) }

    private static let passing: [HostileRequest] = [
        "/@MARK@%00", "/@MARK@%0d%0aRemote-User:%20FORGED", "/@MARK@%0a", "/@MARK@%20HTTP/1.1", "/@MARK@;x=1",
        "/@MARK@?a=%2f&b=..", "//@MARK@",
        "/@MARK@//x", "/@MARK@/%2f", "/@MARK@\\x", "/@MARK@|{}^`<>\"'", "/@MARK@%ff%fe", "/@MARK@%c0%80", "/@MARK@/.",
        "/@MARK@/..", "/@MARK@??", "/@MARK@?/../",
        "/@MARK@%3f", "/@MARK@%23", "/@MARK@%25", "/@MARK@:80", "/@MARK@@evil", "/@MARK@$&'()*+,=", "/@MARK@~",
        "/@MARK@/.nomade/x", "///@MARK@",
    ].map { request($0, .either) }
}
