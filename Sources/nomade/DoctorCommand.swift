import ArgumentParser
import City
import Portal

/// `nomade doctor`: what is wrong, and the command that mends it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Tell what is wrong and how to mend it."
    )

    @OptionGroup var options: CityOptions

    func run() async throws {
        let report = DoctorReport(await checks())
        Terminal.print(options.json ? report.json : report.text)
        if !report.isWell { throw Failure(.no) }
    }

    private func checks() async -> [Check] {
        do {
            let city = try City.read(path: options.config)
            return await Doctor(city: city, migrations: Migrations.all, now: Clock().now()).examine()
        } catch {
            return Doctor.checks(of: error)
        }
    }
}
