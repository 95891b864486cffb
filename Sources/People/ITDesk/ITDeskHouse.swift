package import Audit
package import City
package import Store
package import Web

/// What the pages of the IT contact's desk are built from.
package struct ITDeskHouse: Sendable {
    let database: any Database
    let shell: Shell
    let refusals: RefusalLog
    let rooms: ITDeskRooms
    /// The city file that is published at that moment.
    let city: @Sendable () -> City
    let directory: DirectoryClient

    /// The parts of one installation under one city file.
    package init(
        database: any Database,
        shell: Shell,
        refusals: RefusalLog,
        rooms: ITDeskRooms,
        city: @escaping @Sendable () -> City
    ) {
        self.database = database
        self.shell = shell
        self.refusals = refusals
        self.rooms = rooms
        self.city = city
        directory = DirectoryClient(city: city)
    }
}
