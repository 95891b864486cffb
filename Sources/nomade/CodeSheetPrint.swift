import ArgumentParser
import Audit
import City
import People
import Policy
import Portal
import SignIn
import Store

extension PeopleCommand {
    /// `nomade people code-sheet ID`: numbered codes on paper, for somebody without a phone.
    struct CodeSheetPrint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "code-sheet",
            abstract: "Print a sheet of numbered codes; the one before is dead."
        )

        @OptionGroup var options: CityOptions
        @Argument(help: "Employee number, first.last or e-mail.")
        var agent: String

        func run() async throws {
            let installation = try await options.installation()
            let (sheet, keys) = (CodeSheet.make(), installation.keys)
            let (name, now) = try await installation.act(on: agent) { number, now, transaction in
                try CodeSheetStore.issue(sheet, to: number, by: .terminal, keys: keys, at: now, in: transaction)
                return (try AgentStore.agent(number, in: transaction)?.names.full ?? number, now)
            }
            if options.json { return try Terminal.print(json: sheet.codes) }
            let city = installation.city
            Terminal.print(sheet.text(city: city.name, name: name, date: city.day(of: now).description))
            Terminal.say("hand it over in person; it works at once, and any earlier sheet no longer does")
        }
    }
}
