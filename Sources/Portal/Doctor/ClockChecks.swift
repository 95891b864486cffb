import City
import Policy

/// The machine's clock: codes of an authenticator bear half a minute, sessions and certificates less than one thinks.
struct ClockChecks {
    /// Seconds by which two clocks may differ unnoticed; an authenticator's code allows thirty.
    private static let near: Int64 = 5
    private static let far: Int64 = 30

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

    /// By how many seconds the clocks of the apps are ahead of ours, in order of size.
    static func check(ahead: [Int64]) -> Check {
        let (name, fix) = ("clock, beside those of the apps", "timedatectl set-ntp true  then  timedatectl status")
        guard !ahead.isEmpty else {
            return .warn(
                .clock,
                name,
                "not known: no app behind the gate says what time it has",
                fix: "timedatectl status"
            )
        }
        let middle = ahead[ahead.count / 2]
        let word = "\(middle.magnitude) s \(middle > 0 ? "behind" : "ahead of")"
        if middle.magnitude <= near { return .ok(.clock, name, "within \(near) s of \(ahead.count) of them") }
        let agreeing = ahead.count {
            Instant(seconds: $0).seconds(since: Instant(seconds: middle)).magnitude <= near
        }
        let cause = "this clock is \(word) that of \(agreeing) of \(ahead.count) apps"
        guard middle.magnitude > far, agreeing > 1 else { return .warn(.clock, name, cause, fix: fix) }
        return .fail(.clock, name, cause + ": codes of an authenticator are refused", fix: fix)
    }
}
