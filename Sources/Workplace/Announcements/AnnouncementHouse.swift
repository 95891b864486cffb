package import City
package import Store
package import Web

/// What the readers' pages of announcements are built from.
package struct AnnouncementHouse: Sendable {
    let database: any Database
    let shell: Shell
    /// The city file that is published at that moment.
    let city: @Sendable () -> City

    /// The parts of one installation under one city file.
    package init(database: any Database, shell: Shell, city: @escaping @Sendable () -> City) {
        self.database = database
        self.shell = shell
        self.city = city
    }
}
