/// Every byte at every kind of place.
enum HostileBytes {
    static var requests: [HostileRequest] { names + values + paths + methods }

    private static let all = Array(UInt8.min...UInt8.max)

    private static func insert(_ byte: UInt8, into text: String) -> [UInt8] {
        HostileRequest.bytes(text).map { $0 == 0x7C ? byte : $0 }
    }

    /// `|` stands where the byte goes.
    private static func request(_ place: String, _ byte: UInt8, _ draft: Draft, isGood: Bool) -> HostileRequest {
        var request = HostileRequest(
            "bytes",
            "\(place) \(byte)",
            bytes: insert(byte, into: draft.text),
            isGood ? .either : .refused
        )
        let method = HostileRequest.bytes(draft.method).map { $0 == 0x7C ? byte : $0 }
        request.method = String(decoding: method, as: UTF8.self)
        request.target = nil
        return request
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        let isLetter = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        return isLetter || Array("!#$%&'*+-.^_`|~".utf8).contains(byte)
    }

    private static let names: [HostileRequest] = all.map { byte in
        let line = turn(byte, ["|X: y", "X|Y: z", "X|: y"])
        // A colon ends the name at that place; an underscore is for apps that take it.
        let isGood = isToken(byte) && byte != 0x5F || byte == 0x3A && !line.hasPrefix("|")
        return request("name \(line)", byte, Draft(lines: [line]), isGood: isGood)
    }

    private static let values: [HostileRequest] = all.map { byte in
        let line = turn(byte, ["X: |y", "X: y|z", "Cookie: a=|b"])
        let isGood = byte >= 0x20 && byte != 0x7F || byte == 0x09
        return request("value \(line)", byte, Draft(lines: [line]), isGood: isGood)
    }

    private static let paths: [HostileRequest] = all.map { byte in
        let target = turn(byte, ["/@MARK@|x", "/@MARK@/|", "/@MARK@?q=|x"])
        let isGood = byte > 0x20 && byte < 0x7F && byte != 0x23 && byte != 0x25
        return request("target \(target)", byte, Draft(target: target), isGood: isGood)
    }

    /// One place after the other, so that each byte stands at one and each place has every kind of byte.
    private static func turn(_ byte: UInt8, _ places: [String]) -> String { places[Int(byte) % places.count] }

    private static let methods: [HostileRequest] = all.filter { !$0.isMultiple(of: 2) || $0 < 0x30 }.map { byte in
        request("method", byte, Draft("G|T"), isGood: isToken(byte))
    }
}
