import CLDAP
import City
import Foundation
import Store

/// One conversation with the directory by libldap, on the thread that calls it. TLS before anything of ours but the wish for
/// it; the certificate checked against the named authority and for the server's name; one connection, no referral (S-40).
final class DirectoryConversation {
    /// Seconds within which one answer comes; the whole has `DirectoryPatience`.
    private static let seconds = 4
    /// The longest message that is read, in bytes.
    private static let most = 1 << 20
    /// The library makes its own state at the first handle: one thread alone does that.
    private static let isReady: Bool = {
        var first: OpaquePointer?
        defer { ldap_unbind_ext(first, nil, nil) }
        return ldap_initialize(&first, "ldap://127.0.0.1") == LDAP_SUCCESS
    }()

    let ldap: OpaquePointer
    private let server: DirectoryServer
    private let line: DirectoryLine
    private let callbacks = UnsafeMutablePointer<ldap_conncb>.allocate(capacity: 1)

    /// Connects, makes it TLS, and proves who we are.
    init(with server: DirectoryServer, password: Secret, on line: DirectoryLine) throws(DirectoryFault) {
        var ldap: OpaquePointer?
        guard Self.isReady, ldap_initialize(&ldap, "ldap://\(server.place)") == LDAP_SUCCESS, let ldap else {
            throw .down("libldap does not start")
        }
        (self.ldap, self.server, self.line) = (ldap, server, line)
        callbacks.initialize(to: Self.callbacks(Unmanaged.passUnretained(line).toOpaque()))
        try prepare()
        try connect()
        try bind(password)
    }

    deinit {
        ldap_unbind_ext(ldap, nil, nil)
        callbacks.deallocate()
    }

    /// What libldap calls once it is connected, and before it closes.
    private static func callbacks(_ line: UnsafeMutableRawPointer) -> ldap_conncb {
        ldap_conncb(
            lc_add: { _, buffer, _, _, callbacks in
                guard let buffer, let line = callbacks?.pointee.lc_arg else { return -1 }
                let descriptor = nomade_ldap_descriptor(buffer, DirectoryConversation.most)
                return Unmanaged<DirectoryLine>.fromOpaque(line).takeUnretainedValue().hold(descriptor) ? 0 : -1
            },
            lc_del: { _, _, _ in },
            lc_arg: line
        )
    }

    private func prepare() throws(DirectoryFault) {
        nomade_ldap_number(ldap, LDAP_OPT_PROTOCOL_VERSION, 3)
        nomade_ldap_off(ldap, LDAP_OPT_REFERRALS)
        nomade_ldap_patience(ldap, LDAP_OPT_NETWORK_TIMEOUT, Self.seconds)
        nomade_ldap_patience(ldap, LDAP_OPT_TIMEOUT, Self.seconds)
        nomade_ldap_on_connect(ldap, callbacks)
        nomade_ldap_text(ldap, LDAP_OPT_X_TLS_CACERTDIR, nil)
        let isSet = [
            nomade_ldap_text(ldap, LDAP_OPT_X_TLS_CACERTFILE, server.authority),
            nomade_ldap_number(ldap, LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND),
            nomade_ldap_number(ldap, LDAP_OPT_X_TLS_REQUIRE_SAN, LDAP_OPT_X_TLS_DEMAND),
            nomade_ldap_number(ldap, LDAP_OPT_X_TLS_PROTOCOL_MIN, nomade_ldap_tls_1_2),
            nomade_ldap_number(ldap, LDAP_OPT_X_TLS_NEWCTX, 0),
        ]
        guard isSet.allSatisfy({ $0 == LDAP_SUCCESS }) else {
            throw .untrusted("the authority cannot be read from \(server.authority)")
        }
    }

    /// Always begins plain, then becomes TLS at once or after StartTLS: libldap's own way for `ldaps` has no end when the
    /// server is silent, and spins while it waits.
    private func connect() throws(DirectoryFault) {
        guard ldap_connect(ldap) == LDAP_SUCCESS else { throw .down("no connection to \(server.place)") }
        nomade_ldap_patience(ldap, LDAP_OPT_NETWORK_TIMEOUT, -1)
        if server.security == .startTLS {
            let code = try answer { ldap_start_tls(ldap, nil, nil, &$0) }
            guard code == LDAP_SUCCESS else { throw .untrusted("it takes no StartTLS (\(code))") }
        }
        guard ldap_install_tls(ldap) == LDAP_SUCCESS else {
            throw .untrusted("no certificate of \(server.authority) for \(server.host), or no TLS there\(said)")
        }
    }

    private func bind(_ password: Secret) throws(DirectoryFault) {
        // Without a password a bind proves nothing and succeeds all the same (RFC 4513 §5.1.2).
        guard !password.bytes.isEmpty else { throw .password("the password is empty") }
        var bytes = password.bytes.map { CChar(bitPattern: $0) }
        let code = try answer { id in
            bytes.withUnsafeMutableBufferPointer { buffer in
                var credentials = berval(bv_len: ber_len_t(buffer.count), bv_val: buffer.baseAddress)
                return ldap_sasl_bind(ldap, server.account.name, nil, &credentials, nil, nil, &id)
            }
        }
        guard code == LDAP_SUCCESS else {
            throw .password("it does not take the password of \(server.account.name) (\(code))")
        }
    }

    /// Sends a request and waits for its result's code.
    func answer(_ send: (inout Int32) -> Int32) throws(DirectoryFault) -> Int32 {
        let messages = try messages(send)
        var code = Int32(LDAP_OTHER)
        // Gives the messages back too.
        guard ldap_parse_result(ldap, messages, &code, nil, nil, nil, nil, 1) == LDAP_SUCCESS else { throw lost }
        return code
    }

    /// Sends a request and waits for all that comes back, to be given back by `ldap_msgfree`.
    func messages(_ send: (inout Int32) -> Int32) throws(DirectoryFault) -> OpaquePointer {
        var (id, messages): (Int32, OpaquePointer?) = (0, nil)
        let sent = send(&id)
        guard sent == LDAP_SUCCESS else {
            if sent == LDAP_FILTER_ERROR || sent == LDAP_PARAM_ERROR { throw .refused("it cannot be asked that") }
            throw lost
        }
        var patience = timeval(tv_sec: Self.seconds, tv_usec: 0)
        let kind = ldap_result(ldap, id, LDAP_MSG_ALL, &patience, &messages)
        guard kind != 0 else { throw .slow }
        guard kind > 0, let messages else { throw lost }
        return messages
    }

    var lost: DirectoryFault { .down("the connection ended") }

    /// What libldap says of the last fault, as a line of ASCII that goes on; empty where it has no word for it.
    private var said: String {
        guard let words = nomade_ldap_words(ldap) else { return "" }
        defer { ldap_memfree(words) }
        let bytes = String(cString: words).utf8.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }
        return bytes.first == UInt8(ascii: "(") ? "" : ": \(String(decoding: bytes, as: UTF8.self))"
    }
}

extension DirectoryFault {
    /// What a result's code means (RFC 4511 appendix A); nil for success.
    init?(code: Int32) {
        switch code {
        case Int32(LDAP_SUCCESS): return nil
        case Int32(LDAP_REFERRAL): self = .elsewhere
        case Int32(LDAP_NO_SUCH_OBJECT): self = .base
        case Int32(LDAP_INSUFFICIENT_ACCESS): self = .denied
        case Int32(LDAP_ALREADY_EXISTS): self = .taken
        case Int32(LDAP_NO_SUCH_ATTRIBUTE), Int32(LDAP_TYPE_OR_VALUE_EXISTS): self = .changed
        case Int32(LDAP_BUSY), Int32(LDAP_UNAVAILABLE): self = .down("it is busy (\(code))")
        default: self = .refused("it refuses: \(String(cString: ldap_err2string(code))) (\(code))")
        }
    }
}
