import CCurl
import City
import Store

/// One conversation with a mail server by libcurl, on the thread that calls it: thirty seconds at most, TLS always, the
/// server's certificate and name checked, no proxy, no other host (S-40).
final class MailConversation {
    /// Seconds within which a conversation ends.
    static let seconds = 30
    private static let isReady = nomade_curl_start() == CURLE_OK

    private let curl: UnsafeMutableRawPointer
    private var recipients: UnsafeMutablePointer<curl_slist>?
    private var source = Source([])
    /// Where libcurl writes its own words on a fault.
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// What libcurl reads of a mail, piece by piece.
    private final class Source {
        let bytes: [UInt8]
        var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    /// A conversation in which we call ourselves `host`; nil when libcurl gives none.
    init?(with server: MailServer, password: Secret?, as host: String) {
        guard Self.isReady, let curl = curl_easy_init() else { return nil }
        self.curl = curl
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        nomade_curl_place(curl, CURLOPT_ERRORBUFFER, words)
        nomade_curl_text(curl, CURLOPT_URL, "\(server.url)/\(host)")
        nomade_curl_text(curl, CURLOPT_PROTOCOLS_STR, server.security.rawValue)
        nomade_curl_text(curl, CURLOPT_PROXY, "")
        nomade_curl_number(curl, CURLOPT_NOSIGNAL, 1)
        nomade_curl_number(curl, CURLOPT_CONNECTTIMEOUT, 5)
        nomade_curl_number(curl, CURLOPT_TIMEOUT, Self.seconds)
        secure(by: server.authority)
        guard let account = server.account, let password else { return }
        nomade_curl_text(curl, CURLOPT_USERNAME, account.username)
        nomade_curl_text(curl, CURLOPT_PASSWORD, String(decoding: password.bytes, as: UTF8.self))
    }

    deinit {
        curl_easy_cleanup(curl)
        curl_slist_free_all(recipients)
        words.deallocate()
    }

    /// Hands in one mail.
    func hand(_ bytes: [UInt8], from: MailAddress, to: MailAddress) -> MailOutcome {
        source = Source(bytes)
        recipients = curl_slist_append(nil, to.text)
        nomade_curl_text(curl, CURLOPT_MAIL_FROM, from.text)
        nomade_curl_list(curl, CURLOPT_MAIL_RCPT, recipients)
        nomade_curl_number(curl, CURLOPT_UPLOAD, 1)
        nomade_curl_place(curl, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
        nomade_curl_reader(curl) { place, size, count, source in
            guard let place, let source else { return 0 }
            return MailConversation.read(into: place, at: size * count, from: source)
        }
        return outcome(of: curl_easy_perform(curl))
    }

    /// Introduces us, proves who we are and says nothing more: what the doctor does.
    func greet() -> MailOutcome {
        nomade_curl_number(curl, CURLOPT_NOBODY, 1)
        nomade_curl_text(curl, CURLOPT_CUSTOMREQUEST, "NOOP")
        return outcome(of: curl_easy_perform(curl))
    }

    /// TLS 1.2 or later, before anything of ours is said; an authority that is named vouches alone.
    private func secure(by authority: String?) {
        nomade_curl_number(curl, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        nomade_curl_number(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        nomade_curl_number(curl, CURLOPT_SSL_VERIFYPEER, 1)
        nomade_curl_number(curl, CURLOPT_SSL_VERIFYHOST, 2)
        guard let authority else { return }
        nomade_curl_text(curl, CURLOPT_CAINFO, authority)
        nomade_curl_text(curl, CURLOPT_CAPATH, nil)
    }

    /// A no of 5xx to sender, recipient or text is final. What concerns us and the server (its certificate, our password) is
    /// mended by the operator: the mail waits for that.
    private func outcome(of code: CURLcode) -> MailOutcome {
        if code == CURLE_OK { return .taken }
        let response = nomade_curl_response(curl)
        let own = String(cString: words)
        let text = own.utf8.isEmpty ? String(cString: curl_easy_strerror(code)) : own
        let shown = String(decoding: text.utf8.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
        let fault = response > 0 ? "\(shown) (\(response))" : shown
        let isOurs = [CURLE_LOGIN_DENIED, CURLE_USE_SSL_FAILED, CURLE_PEER_FAILED_VERIFICATION].contains(code)
        let isFinal = (500...599).contains(response) && ![530, 534, 535, 538].contains(response)
        return isFinal && !isOurs ? .refused(fault) : .later(fault)
    }

    private static func read(
        into place: UnsafeMutablePointer<CChar>,
        at most: Int,
        from pointer: UnsafeMutableRawPointer
    )
        -> Int
    {
        let source = Unmanaged<Source>.fromOpaque(pointer).takeUnretainedValue()
        let count = min(most, source.bytes.count - source.place)
        guard count > 0 else { return 0 }
        source.bytes.withUnsafeBytes { bytes in
            let part = UnsafeRawBufferPointer(rebasing: bytes[source.place..<(source.place + count)])
            UnsafeMutableRawBufferPointer(start: place, count: count).copyMemory(from: part)
        }
        source.place += count
        return count
    }
}
