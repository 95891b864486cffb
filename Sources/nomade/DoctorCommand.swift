import ArgumentParser
import City
import Portal

/// `nomade doctor`: what is wrong with this installation, and the command that mends it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is wrong with this installation, and how to mend it."
    )

    @OptionGroup var options: CityOptions

    func run() async throws {
        let report = DoctorReport(await checks())
        Terminal.print((options.json ? report.json : report.text).trimmingNewline)
        guard report.isWell else { throw Failure(.no) }
    }

    private func checks() async -> [Check] {
        do {
            let city = try City.read(path: options.config)
            return await Doctor(city: city, migrations: Migrations.all, now: Clock.system()).examine()
        } catch {
            return Doctor.checks(of: error)
        }
    }
}

extension String {
    fileprivate var trimmingNewline: String {
        utf8.last == UInt8(ascii: "\n") ? String(decoding: utf8.dropLast(), as: UTF8.self) : self
    }
}
