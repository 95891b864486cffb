import ArgumentParser

/// `nomade`: the whole program.
struct NomadeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nomade",
        abstract: "The agent space: a door, the rooms behind it, and a reason for every no.",
        subcommands: [
            DemoCommand.self, ServeCommand.self, ConfigCommand.self, PeopleCommand.self, PolicyCommand.self,
            AnnounceCommand.self, AuditCommand.self, DoctorCommand.self, KeysCommand.self, BackupCommand.self,
            SchemaCommand.self,
        ]
    )

    /// `nomade` alone is one screen with the five commonest commands.
    func run() {
        Terminal.print(
            """
            nomade: the agent space of a public employer, in one program.

              nomade demo                        a small town to try everything, on this machine
              nomade config check                is the city file right? all mistakes at once
              nomade serve                       open the door
              nomade people import FEED.csv      bring the agents in
              nomade policy explain --agent ID --app NAME --channel nomade

            Every command: nomade COMMAND --help · nomade help CODE explains a refusal or a mistake
            """
        )
    }
}
