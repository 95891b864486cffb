package import Audit
package import City
package import Store
package import Web

/// What the pages of announcements are built from.
package struct AnnouncementHouse: Sendable {
    let database: any Database
    let shell: Shell
    let refusals: RefusalLog
    /// The city file that is published at that moment.
    let city: @Sendable () -> City

    /// The parts of one installation under one city file.
    package init(
        database: any Database,
        shell: Shell,
        refusals: RefusalLog,
        city: @escaping @Sendable () -> City
    ) {
        self.database = database
        self.shell = shell
        self.refusals = refusals
        self.city = city
    }
}
