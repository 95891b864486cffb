/// What a profile in the city's directory says of a person, as the personnel feed says it too.
package enum DirectoryField: String, CaseIterable, Sendable {
    /// The employee number: by it a profile is found.
    case number
    case identifier
    case lastName = "last-name"
    case firstName = "first-name"
    case fullName = "full-name"
    case mail, phone, department, unit

    /// The attribute that bears it where the city file names no other (RFC 4519, RFC 2798).
    package var usualAttribute: String {
        switch self {
        case .number: "employeeNumber"
        case .identifier: "uid"
        case .lastName: "sn"
        case .firstName: "givenName"
        case .fullName: "cn"
        case .mail: "mail"
        case .phone: "telephoneNumber"
        case .department: "departmentNumber"
        case .unit: "ou"
        }
    }
}
