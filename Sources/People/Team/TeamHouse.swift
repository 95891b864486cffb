package import Audit
package import City
package import Store
package import Web

/// What the pages of a supervisor's team are built from.
package struct TeamHouse: Sendable {
    let database: any Database
    let shell: Shell
    let refusals: RefusalLog
    let messages: MessageDesk
    /// The city file that is published at that moment.
    let city: @Sendable () -> City

    /// The parts of one installation under one city file.
    package init(
        database: any Database,
        shell: Shell,
        refusals: RefusalLog,
        messages: MessageDesk,
        city: @escaping @Sendable () -> City
    ) {
        self.database = database
        self.shell = shell
        self.refusals = refusals
        self.messages = messages
        self.city = city
    }
}
