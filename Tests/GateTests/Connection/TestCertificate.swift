import City
import Foundation
import Gate
import NIOSSL

/// A certificate for `*.ville.test`, made for these tests and good for nothing else.
enum TestCertificate {
    static let chain = """
        -----BEGIN CERTIFICATE-----
        MIIBszCCAVmgAwIBAgIUJNm+n4pD3jAC144I6jG/hrq2N58wCgYIKoZIzj0EAwIw
        FTETMBEGA1UEAwwKdmlsbGUudGVzdDAgFw0yNjExMjQwNjAwMzNaGA8yMTI2MTAz
        MTA2MDAzM1owFTETMBEGA1UEAwwKdmlsbGUudGVzdDBZMBMGByqGSM49AgEGCCqG
        SM49AwEHA0IABBUAYVJVSy/U5qwW/cGx+sbGPp0bEFc8bdU8uuUlMtfYpmw6h+GS
        u4Sndjvg24+zBY5IXNziwX0serJDaVKfYGajgYQwgYEwHQYDVR0OBBYEFL01r4ht
        zdE4XoEuDlMTXp5Sy9XoMB8GA1UdIwQYMBaAFL01r4htzdE4XoEuDlMTXp5Sy9Xo
        MC4GA1UdEQQnMCWCCnZpbGxlLnRlc3SCDCoudmlsbGUudGVzdIIJbG9jYWxob3N0
        MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgbBTRAjwMFoCLLKcl
        c8t/diYW0BHGE7Scnu0+HTzY+3QCIQDR0oIFw7Hnbx0TDLh/1oEzQCJPrYxrtj3P
        /C+JBC/mPQ==
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2tLFPN4Q0d25W96S
        CrFCwqPq4BcxmpOI+NyH+PDkVU2hRANCAAQVAGFSVUsv1OasFv3BsfrGxj6dGxBX
        PG3VPLrlJTLX2KZsOofhkruEp3Y74NuPswWOSFzc4sF9LHqyQ2lSn2Bm
        -----END PRIVATE KEY-----
        """

    /// Writes both into a folder of their own and reads them as the gate does.
    static func read() throws -> GateCertificate {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nomade-gate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = CertificateFiles(
            chain: folder.appending(path: "chain.pem").path(),
            key: folder.appending(path: "key.pem").path()
        )
        try Data(chain.utf8).write(to: URL(filePath: files.chain))
        try Data(key.utf8).write(to: URL(filePath: files.key))
        return try GateCertificate(files)
    }
}
