import City
import Policy

/// The machine's clock: codes of an authenticator bear half a minute, sessions and certificates less than one thinks.
struct ClockChecks {
    let files: CityFiles
    let now: Instant

    /// Files are written by this machine's own clock: one from the future says that the clock went back.
    func run() -> [Check] {
        let paths = [files.city, files.keyFile, files.database, files.certificate?.chain].compactMap(\.self)
        let newest = paths.compactMap { path in FileStatus(path).map { (path: path, at: $0.changed) } }.max {
            $0.at < $1.at
        }
        guard let newest, newest.at > now.seconds + 60 else {
            return [.ok(.clock, "clock", "not earlier than any file of the city")]
        }
        let cause = "the clock is \((newest.at - now.seconds) / 60) minutes earlier than the date of \(newest.path)"
        return [.fail(.clock, "clock", cause, fix: "timedatectl set-ntp true  then  timedatectl status")]
    }
}
