package import City
import Store

/// Asks the city's directory, and writes into it: each time one conversation, five seconds at most, on a thread of its own.
package struct DirectoryClient: Sendable {
    private let city: @Sendable () -> City

    /// Asks the directory of the city file that is published at that moment.
    package init(city: @escaping @Sendable () -> City) { self.city = city }

    /// The profile of an employee number; nil when the directory has none.
    package func profile(of number: String) async throws(DirectoryFault) -> DirectoryEntry? {
        try await talk { conversation, directory throws(DirectoryFault) in
            try conversation.find(number, in: directory)
        }
    }

    /// Writes a plan and reads the profile anew; a creation that somebody else has done meanwhile is taken as it is.
    package func carry(_ plan: DirectoryPlan) async throws(DirectoryFault) -> DirectoryEntry? {
        try await talk { conversation, directory throws(DirectoryFault) in
            do throws(DirectoryFault) {
                switch plan.kind {
                case .creation: try conversation.add(plan.name, plan.changes)
                case .mending: try conversation.modify(plan.name, plan.changes)
                }
            } catch  where error == .taken {
                guard let found = try conversation.find(plan.number, in: directory) else { throw error }
                return found
            }
            return try conversation.find(plan.number, in: directory)
        }
    }

    /// Whether the directory takes us and shows its people: the server's certificate (DER). What the doctor asks.
    package func greet() async throws(DirectoryFault) -> [UInt8] {
        try await talk { conversation, directory throws(DirectoryFault) in
            try conversation.read(directory.base)
            return conversation.certificate
        }
    }

    private func talk<T: Sendable>(
        _ work: @escaping @Sendable (DirectoryConversation, CityDirectory) throws(DirectoryFault) -> T
    ) async throws(DirectoryFault) -> T {
        guard let directory = city().directory else { throw .down("the city file has no directory") }
        let password: Secret
        do { password = Secret(text: try PasswordFile.read(directory.server.account.passwordFile)) } catch {
            throw .password("\(error)")
        }
        return try await DirectoryPatience.run { line throws(DirectoryFault) in
            let conversation = try DirectoryConversation(with: directory.server, password: password, on: line)
            return try work(conversation, directory)
        }
    }
}

extension DirectoryConversation {
    fileprivate func find(_ number: String, in directory: CityDirectory) throws(DirectoryFault) -> DirectoryEntry? {
        let attributes = DirectoryField.allCases.compactMap { directory.attributes[$0] }
        return try find(directory.numberAttribute, number, under: directory.base, asking: attributes)
    }
}
