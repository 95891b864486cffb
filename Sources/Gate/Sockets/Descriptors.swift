import Glibc

/// The files that the process may have open. libdispatch ends a program that cannot open one more (seen): whoever holds
/// a thousand silent connections would end the gate, were they not bounded below the limit (S-9, S-38).
enum Descriptors {
    /// Left for listeners, databases, logs and libraries.
    static let reserve = 256
    /// More than any one machine serves.
    private static let most = 1 << 20

    /// Raises the soft limit to the hard one, as far as is useful; returns the limit.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        let wanted = min(limit.rlim_max, rlim_t(most))
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = wanted
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: min(limit.rlim_cur, rlim_t(most)))
    }

    /// How many clients, and how many connections to apps, each of some loops may hold under a limit.
    static func places(under limit: Int, loops: Int) -> Int {
        max(16, (limit - reserve) / 2 / max(1, loops))
    }
}
