import City
import Foundation
import People
import Policy
import Web

/// The one filled button of a refusal: the first remedy, as an address that the build keeps.
struct RemedyButton {
    /// The text code of its words; nil when there is no button.
    let code: String?
    let address: String?
    private let city: City
    private let asking: Asking

    init(_ decision: Decision, city: City, asking: Asking) {
        self.city = city
        self.asking = asking
        let first = decision.reasons.first { $0.remedy != nil } ?? decision.reasons.first
        address = first.flatMap { Self.address(of: $0, city: city, asking: asking) }
        code = first.flatMap { reason in
            switch reason.remedy?.kind {
            case .confirm: "button.confirm"
            case .knowBrowser: "button.know-browser"
            case .changeChannel, .wait: "button.where"
            case .askGrant: "button.ask"
            case .enrol, .issueCredential, .resumeCredential, nil: "button.call"
            case .correctFile: "button.report"
            }
        }
    }

    /// A reminder of the hour that is waited for, and a way to see the whole of it unless the button leads there already.
    func others(of decision: Decision) -> [Values] {
        let sheet = Self.sheet(of: decision.app, asking)
        var others: [Values] = []
        if decision.opening != nil {
            others.append(["address": .text("\(sheet)/reminder"), "words": .said("button.remind")])
        }
        let asked = decision.reasons.lazy.filter { $0.remedy?.kind == .askGrant && $0.remedy?.supervisor != nil }
            .compactMap { Self.address(of: $0, city: city, asking: asking) }.first
        if let asked, asked != address { others.append(["address": .text(asked), "words": .said("button.ask")]) }
        if address != sheet { others.append(["address": .text(sheet), "words": .said("button.where")]) }
        return others
    }

    /// `change-channel`, as remedies are called in problem+json and texts.
    static func code(of reason: Reason) -> String {
        switch reason.remedy?.kind {
        case .wait: "wait"
        case .changeChannel: "change-channel"
        case .knowBrowser: "know-browser"
        case .confirm: "confirm"
        case .askGrant: reason.remedy?.supervisor == nil ? "ask-grant" : "ask-grant-supervisor"
        case .enrol: "enrol"
        case .correctFile: "correct-file"
        case .issueCredential: "issue-credential"
        case .resumeCredential: "resume-credential"
        case nil: "none"
        }
    }

    /// Where a remedy is done: a page of ours, else the contact's mail or telephone.
    static func address(of reason: Reason, city: City, asking: Asking) -> String? {
        switch reason.remedy?.kind {
        case .confirm, .knowBrowser: asking.confirm ?? "\(asking.portal)/confirm"
        case .changeChannel, .wait: sheet(of: reason.values["app"] ?? "", asking)
        case .askGrant where reason.remedy?.supervisor != nil: request(of: reason.values["app"] ?? "", asking)
        default: reason.contact.flatMap { city.contacts[$0] }.flatMap { contact(HelpContact($0), asking) }
        }
    }

    private static func sheet(of app: String, _ asking: Asking) -> String {
        "\(asking.portal)/apps/\(app)"
    }

    /// Where the supervisor is asked for a dated right, and the person comes back to what they wanted.
    private static func request(of app: String, _ asking: Asking) -> String {
        let target =
            asking.target?.addingPercentEncoding(withAllowedCharacters: .alphanumerics).map { "?to=" + $0 } ?? ""
        return "\(sheet(of: app, asking))/request\(target)"
    }

    private static func contact(_ contact: HelpContact, _ asking: Asking) -> String? {
        if !contact.mail.isEmpty { return "mailto:\(contact.mail)?subject=\(asking.reference)" }
        return contact.dial.isEmpty ? nil : "tel:\(contact.dial)"
    }
}
