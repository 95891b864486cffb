import Web

/// What the pages of checks and resets are built from.
package struct ResetHouse: Sendable {
    let desk: HRDeskHouse
    let messages: MessageDesk
    var shell: Shell { desk.shell }
    var noes: DeskRefusalPages { DeskRefusalPages(shell: desk.shell, refusals: desk.refusals) }
    var news: ResetNews { ResetNews(city: desk.city(), texts: shell.texts, keys: desk.keys) }

    /// The parts of one installation under one city file.
    package init(desk: HRDeskHouse, messages: MessageDesk) { (self.desk, self.messages) = (desk, messages) }
}
