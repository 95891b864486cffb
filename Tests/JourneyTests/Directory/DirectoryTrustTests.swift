import City
import DemoTown
import Foundation
import People
import Portal
import Store
import Testing

extension `The directory of a city` {
    @Suite struct `is asked` {
        private typealias Directory = `The directory of a city`

        @Test(arguments: ["ldaps", "ldap"])
        func `S-40, DI-1: after TLS and its certificate, and proves our password only then`(scheme: String) async throws
        {
            try await Slapd.live { slapd in
                #expect(try await Directory.greet(try slapd.section(by: scheme)) == nil)
                let last = try #require(slapd.log.matches(of: /(conn=\d+) op=\d+ BIND dn="cn=nomade/).last).output.1
                let ours = slapd.log.split(separator: "\n").filter { $0.contains("\(last) ") }.joined(separator: "\n")
                let secured = try #require(ours.range(of: "TLS established"))
                let bound = try #require(ours.range(of: "BIND dn="))
                #expect(secured.lowerBound < bound.lowerBound)
            }
        }

        @Test(arguments: ["ldaps", "ldap"])
        func `S-40, DI-1: not when another authority vouches for it`(scheme: String) async throws {
            try await Slapd.live { slapd in
                let other = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString)").path
                defer { try? FileManager.default.removeItem(atPath: other) }
                let root = try Authority.prepare(in: other, for: ["annuaire"], now: Clock().now()).root
                let before = slapd.log.matches(of: /BIND dn=/).count
                let section = try slapd.section(by: scheme, trusting: root)
                #expect(try await Directory.isUntrusted(Directory.greet(section)))
                let absent = try slapd.section(by: scheme, trusting: other + "/nowhere.pem")
                #expect(try await Directory.isUntrusted(Directory.greet(absent)))
                #expect(slapd.log.matches(of: /BIND dn=/).count == before)
            }
        }

        @Test(arguments: ["ldaps", "ldap"])
        func `S-40, DI-1: not when its certificate is for another name`(scheme: String) async throws {
            let names = "DNS:annuaire.nomades.example,DNS:localhost,IP:127.0.0.2"
            try await Slapd.live(names: names, entries: nil) { slapd in
                let fault = try await Directory.greet(try slapd.section(by: scheme))
                #expect(Directory.isUntrusted(fault))
                #expect(!slapd.log.contains("BIND dn=\"cn=nomade"))
            }
        }

        @Test func `S-40, DI-1: not when it offers no TLS`() async throws {
            let plain: (String) -> String = { text in
                text.split(separator: "\n").filter { !$0.hasPrefix("TLS") }.joined(separator: "\n") + "\n"
            }
            try await Slapd.live(editing: plain, entries: nil) { slapd in
                #expect(try await Directory.isUntrusted(Directory.greet(try slapd.section(by: "ldap"))))
                let toPlain = try slapd.section().replacing(":\(slapd.ports[1])\"", with: ":\(slapd.ports[0])\"")
                #expect(try await Directory.isUntrusted(Directory.greet(toPlain)))
                #expect(slapd.log.contains("EXT oid=1.3.6.1.4.1.1466.20037") && !slapd.log.contains("BIND dn="))
            }
        }

        @Test func `S-40, DI-1: not when somebody between answers for it before TLS begins`() async throws {
            // StartTLS is granted, and the answer to a bind that was not sent yet comes with it.
            let granted: [UInt8] = [0x30, 0x0C, 2, 1, 1, 0x78, 7, 10, 1, 0, 4, 0, 4, 0]
            let bound: [UInt8] = [0x30, 0x0C, 2, 1, 2, 0x61, 7, 10, 1, 0, 4, 0, 4, 0]
            try await Slapd.live { slapd in
                try await Quiet.live({ $0.first == 0x30 ? granted + bound : bound }) { between in
                    let section = try slapd.section(by: "ldap", password: "un mot de passe entier")
                    let led = section.replacing(":\(slapd.ports[0])\"", with: ":\(between.port)\"")
                    #expect(try await Directory.isUntrusted(Directory.greet(led)))
                    #expect(between.connections == 1)
                    #expect(!String(decoding: between.bytes, as: UTF8.self).contains("mot de passe"))
                }
            }
        }

        @Test(arguments: ["ldaps", "ldap"])
        func `DI-3: for some seconds only, when it says nothing, or a little at a time`(scheme: String) async throws {
            try await Slapd.live { slapd in
                let port = slapd.ports[scheme == "ldap" ? 0 : 1]
                for greeting in [nil, [0x16, 0x03, 0x03, 0x40, 0x00, 0x02] as [UInt8], [0x30, 0x84, 0, 0xFF]] {
                    try await Quiet.live(greeting: { greeting }) { quiet in
                        let section = try slapd.section(by: scheme).replacing(":\(port)\"", with: ":\(quiet.port)\"")
                        let began = ContinuousClock.now
                        #expect(try await Directory.greet(section) != nil)
                        // Five seconds, and what a busy machine takes beside.
                        #expect(began.duration(to: .now) < .seconds(10))
                    }
                }
            }
        }

        @Test func `DI-3: at once told that nobody is there, or that eight wait already`() async throws {
            try await Slapd.live { slapd in
                let section = try slapd.section()
                let (down, silent) = (":\(try await Kannel.freePorts(1)[0])\"", slapd.ports[1])
                #expect(try await Directory.isDown(Directory.greet(section.replacing(":\(silent)\"", with: down))))
                try await Quiet.live { quiet in
                    let led = section.replacing(":\(silent)\"", with: ":\(quiet.port)\"")
                    let faults = try await withThrowingTaskGroup(of: DirectoryFault?.self) { group in
                        for _ in 0..<10 { group.addTask { try await Directory.greet(led) } }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(faults.count(where: Directory.isDown) == 2)
                    #expect(faults.count { $0 == .slow } == 8)
                }
                // The places are free again.
                #expect(try await Directory.greet(section) == nil)
            }
        }

        @Test func `DI-4, S-30: by a password from a file of ours alone, which no fault tells`() async throws {
            try await Slapd.live { slapd in
                let wrong = try await Directory.greet(try slapd.section(password: "faux mot"))
                #expect(wrong?.words.contains("does not take the password") == true)
                #expect(wrong?.words.contains("faux") == false)
                let section = try slapd.section()
                let file = try #require(section.firstMatch(of: /password-file: "([^"]+)"/)).output.1
                try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: String(file))
                let open = try await Directory.greet(section)
                #expect(open?.words.contains("chmod 600") == true)
                let before = slapd.log.matches(of: /BIND/).count
                guard case .password = try await Directory.greet(try slapd.section(password: "")) else {
                    Issue.record("an empty password was sent")
                    return
                }
                #expect(slapd.log.matches(of: /BIND/).count == before)
            }
        }

        @Test func `S-40, DI-2: and nobody whom it sends us to`() async throws {
            try await Quiet.live { elsewhere in
                let sent: (String) -> String = { "referral ldap://127.0.0.1:\(elsewhere.port)\n" + $0 }
                try await Slapd.live(editing: sent) { slapd in
                    let away = try slapd.section().replacing("base: \"\(Slapd.people)\"", with: "base: \"dc=ailleurs\"")
                    #expect(try await Directory.greet(away.replacing("write: true", with: "")) == .elsewhere)
                    try slapd.change(
                        """
                        dn: ou=loin,\(Slapd.people)
                        objectClass: referral
                        objectClass: extensibleObject
                        ou: loin
                        ref: ldap://127.0.0.1:\(elsewhere.port)/ou=loin,\(Slapd.people)

                        """,
                        by: "ldapadd"
                    )
                    let city = try Directory.city(try slapd.section())
                    await #expect(throws: DirectoryFault.elsewhere) {
                        try await DirectoryClient { city }.profile(of: "0412377")
                    }
                    #expect(elsewhere.connections == 0)
                }
            }
        }

        @Test func `X-62, DI-17: by the doctor, who says what is wrong and how to mend it`() async throws {
            try await Slapd.live { slapd in
                func checks(_ section: String) async throws -> [Check] {
                    await Doctor(city: try Directory.city(section), migrations: [], now: Clock().now()).examine()
                        .filter { $0.layer == .directory }
                }
                let well = try await checks(try slapd.section())
                #expect(well.map(\.verdict) == [.ok, .warn] && well[1].cause.contains("it ends on"))
                let wrong = try await checks(try slapd.section(password: "faux"))
                #expect(wrong.map(\.verdict) == [.fail] && wrong[0].fix?.contains("ldapsearch -x -W") == true)
                let base = try slapd.section().replacing("ou=agents", with: "ou=personne")
                #expect(try await checks(base).first?.cause.contains("base") == true)
                slapd.stop()
                #expect(try await checks(try slapd.section()).map(\.verdict) == [.fail])
            }
        }
    }
}
