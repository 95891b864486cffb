import City
import Foundation

/// The small town whose city file these tests read, whole or spoilt.
enum Town {
    static let text = """
        city: {name: Ville de Nomades, portal: "https://nomades.localhost:8443"}
        data: ./data
        key-file: ./nomade.key
        certificate: {chain: tls.pem, key: tls.key}
        listeners:
          - {address: "0.0.0.0:8443", channel: nomade}
          - {address: "127.0.0.1:8444", channel: office}
        operation: "127.0.0.1:8499"
        networks: [{channel: tunnel, ranges: [172.20.0.0/16]}]
        employers: {ville: {name: Ville de Nomades, siret: "21750001600019"}}
        contacts:
          rh: {name: RH, phone: 01 99 00 45 10}
          it: {name: IT, phone: 01 99 00 45 20}
        departments:
          dpe: {name: Propreté et eau, employer: ville, contacts: {hr: rh, it: it}, units: [nord, sud]}
          cde: {name: Caisse des écoles, employer: ville, factor: none, contacts: {hr: rh, it: it}}
        apps:
          intranet:
            host: intranet.nomades.localhost
            aliases: [intranet.ville.local]
            upstream: http://127.0.0.1:9001
            owner: it
            allow:
              - {everyone: true}
          paie:
            host: paie.nomades.localhost
            upstream: http://127.0.0.1:9002
            owner: it
            unlisted: true
            allow:
              - {department: dpe, unit: nord, function: hr, channel: office, hours: "mon-fri 07:00-19:00"}
        policy-tests:
          - {department: dpe, app: intranet, channel: nomade, at: "2026-11-24T10:00", expect: permit}

        """

    static func city() throws -> City {
        try City.read(text: text, path: "/etc/nomade/nomade.yaml")
    }

    /// The mistakes of the file with one passage exchanged for another.
    static func mistakes(_ passage: String = "", _ other: String = "") -> [Mistake] {
        guard text.contains(passage) || passage.isEmpty else { return [] }
        do {
            let spoilt = passage.isEmpty ? other : text.replacingOccurrences(of: passage, with: other)
            _ = try City.read(text: spoilt, path: "nomade.yaml")
            return []
        } catch {
            return error.mistakes
        }
    }
}
