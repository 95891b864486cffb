import AsyncHTTPClient
import City
import DemoTown
import Foundation
import NIOCore
import NIOPosix
import People
import Portal
import Store
import Testing

@Suite(.serialized) struct `A code that goes out` {
    @Test(.enabled(if: Kannel.isInstalled))
    func `S-23: Inès signs in with the code that Kannel brings to the fake SMSC, and its arrival is reported`()
        async throws
    {
        try await Kannel.live { kannel in
            try await LivingTown.live(editing: { $0.replacing(/http:\S+sendsms/, with: kannel.url) }) { town in
                let browser = town.browser()
                let ines = try town.person("Inès")
                var visit = try await town.signIn(ines, in: browser, at: town.address(of: "intranet"))
                #expect(visit.words.contains("votre numéro se terminant par 11"))
                let arrival = try await kannel.arrival(of: "@nomades.localhost #")
                let code = try #require(arrival.firstMatch(of: #/\+33639984511 text ([0-9]{6}) /#)).output.1
                #expect(arrival.contains("@nomades.localhost #\(code)>"))
                visit = try await browser.submit(["code": String(code)], on: visit)
                #expect(visit.status == 200 && visit.address == town.address(of: "intranet"))
                #expect(try await town.fate(of: ines) == .delivered)
                let well = Check.ok(.messages, "messages: sms, \(kannel.url)", "answers (403)")
                #expect(await town.gatewayChecks().contains(well))
                try await browser.close()
            }
        }
    }

    @Test func `X-2: a gateway that is down is said on the page, and a voice call leads Inès in`() async throws {
        let dead = "http://127.0.0.1:9/cgi-bin/sendsms"
        try await LivingTown.live(editing: { $0.replacing(/http:\S+sendsms/, with: dead) }) { town in
            let browser = town.browser()
            let ines = try town.person("Inès")
            var visit = try await town.signIn(ines, in: browser, at: town.address(of: "intranet"))
            #expect(visit.words.contains("Notre opérateur tarde à répondre."))
            let call = try #require(visit.forms.firstIndex { $0.hidden["by"] == "voice" })
            visit = try await browser.submit([:], on: visit, form: call)
            #expect(visit.words.contains("Une voix dit deux fois 6 chiffres."))
            let spoken = try await town.phoneMessages(to: ines)
            let digits = try #require(spoken.firstMatch(of: /([0-9], ){5}[0-9]/)).output.0.filter { $0.isNumber }
            visit = try await browser.submit(["code": String(digits)], on: visit)
            #expect(visit.status == 200 && visit.address == town.address(of: "intranet"))
            try await browser.close()
        }
    }

    @Test func `S-40: a gateway whose certificate nobody vouches for gets nothing`() async throws {
        try await LivingTown.live { town in
            let url = "https://127.0.0.1:\(town.town.options.port)/cgi-bin/sendsms"
            #expect(await town.fate(through: url) == .silent)
        }
    }

    @Test func `S-40: a gateway that sends elsewhere is not followed`() async throws {
        try await LivingTown.live { town in
            let elsewhere = town.town.apps.phone.url
            let server = try await AppServer.start(
                TownApp(name: "ailleurs") { told in
                    var answer = Answer.page("0: elsewhere", status: 307)
                    answer.headers.append(("Location", "\(elsewhere)\(told.target)"))
                    return answer
                },
                on: .singleton
            )
            #expect(await town.fate(through: server.url + "/cgi-bin/sendsms") == .refused)
            #expect(try await town.phoneMessages(to: try town.person("Inès")) == "[]")
            await server.stop()
        }
    }
}

extension LivingTown {
    /// What the doctor finds of the gateways.
    func gatewayChecks() async -> [Check] {
        await Doctor(city: server.installation.city, migrations: [], now: Clock().now()).examine()
            .filter { $0.layer == .messages }
    }

    /// What became of the last message to a person, once it is final, within ten seconds.
    func fate(of person: Residents.Resident) async throws -> MessageFate? {
        var fate: MessageFate?
        for _ in 0..<100 {
            fate = try await server.installation.database.read { reading in
                try reading.one(
                    "SELECT fate FROM message WHERE agent = \(person.employeeNumber) ORDER BY sent_at DESC LIMIT 1"
                )?["fate"]
            }
            if fate == .delivered || fate == .failed { return fate }
            try await Task.sleep(for: .milliseconds(100))
        }
        return fate
    }

    /// What a gateway at that address makes of a message.
    func fate(through url: String) async -> MessageFate {
        guard let sms = server.installation.city.messages.sms,
            let text = try? String(contentsOfFile: town.files.city, encoding: .utf8),
            let city = try? City.read(text: text.replacing(sms.url, with: url), path: town.files.city)
        else { return .waiting }
        let person = Message.Person(agent: "0413088", department: "dasco", phone: "+33639984511")
        return await KannelGateway { city }.carry(Message(.sms, .code, to: person, text: "essai"))
    }

    /// What the demo's phone shows for a person.
    func phoneMessages(to person: Residents.Resident) async throws -> String {
        try await phoneMessages(to: person.phone ?? "")
    }

    /// What the demo shows for a number or a mail address.
    func phoneMessages(to place: String) async throws -> String {
        let address = "\(town.apps.phone.url)/messages?to=\(place)"
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: address), timeout: .seconds(10))
        return String(buffer: try await response.body.collect(upTo: 1 << 20))
    }
}
