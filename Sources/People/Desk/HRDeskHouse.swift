package import Audit
package import City
package import Store
package import Web

/// What the pages of the HR desk are built from.
package struct HRDeskHouse: Sendable {
    package let database: any Database
    let keys: KeyFile
    package let shell: Shell
    let refusals: RefusalLog
    let press: LetterPress
    /// The city file that is published at that moment.
    let city: @Sendable () -> City

    /// The parts of one installation under one city file.
    package init(
        database: any Database,
        keys: KeyFile,
        shell: Shell,
        refusals: RefusalLog,
        press: LetterPress,
        city: @escaping @Sendable () -> City
    ) {
        self.database = database
        self.keys = keys
        self.shell = shell
        self.refusals = refusals
        self.press = press
        self.city = city
    }
}
