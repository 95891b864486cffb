import City
import HTTPTypes
import People
import Policy
package import Web

extension SignInHouse {
    /// A refusal beside its field, its hour in the city's time zone.
    package func mistakes(_ refusal: SignInRefusal?, field: String, _ context: PageContext) -> [FieldMistake] {
        guard let refusal else { return [] }
        var values = refusal.values
        if let until = refusal.until {
            values["until"] = shell.site.moment(until.adding(seconds: 59)).time(in: context.language)
        }
        return [FieldMistake(field: field, code: refusal.code, values: values)]
    }

    /// The public list of HR contacts by structure: all that may be named before the password is proven (S-21).
    var hrContacts: [Values] { hrContacts { _ in true } }

    /// The same, of some structures.
    func hrContacts(where isListed: (Department) -> Bool) -> [Values] {
        let city = city()
        return city.departments.values.filter(isListed).sorted { $0.name < $1.name }.compactMap { department in
            guard let contact = city.contacts[department.hrOffice] else { return nil }
            let help = HelpContact(contact)
            return ["structure": .text(department.name), "line": .text(help.line)]
        }
    }
}

extension SignInRefusal? {
    /// The status of the page: that of the refusal, 422 for a field left empty, else 200.
    func status(_ mistakes: [FieldMistake]) -> HTTPResponse.Status {
        if let self { return HTTPResponse.Status(code: self.status) }
        return mistakes.isEmpty ? .ok : .unprocessableContent
    }

    /// When the next try is taken, in seconds (RFC 9110 §10.2.3).
    var retryAfter: HTTPFields {
        switch self {
        case .slowed(let seconds): [.retryAfter: String(seconds)]
        case .busy(let seconds): [.retryAfter: String(seconds)]
        case .codeSoon(let seconds): [.retryAfter: String(seconds)]
        default: [:]
        }
    }
}
