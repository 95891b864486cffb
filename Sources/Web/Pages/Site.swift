package import Policy

/// What every page says of the city; Portal makes it from the city file.
package struct Site: Sendable {
    package let city: String
    /// The portal's host, without port.
    package let host: String
    /// The name or note of the employer under the sign-in, empty when there is none.
    package let notice: String
    /// `#RRGGBB`, already checked against paper and surface; nil keeps the house colour.
    package let accent: String?
    /// The same for dark pages.
    package let accentDark: String?
    /// Seconds east of UTC at an instant, in the city's time zone.
    package let offset: @Sendable (Instant) -> Int
    /// The contact at the foot of a caller's pages; of a stranger's pages when there is no caller.
    package let help: @Sendable (Caller?) -> HelpContact?

    package init(
        city: String,
        host: String,
        notice: String = "",
        accent: String? = nil,
        accentDark: String? = nil,
        offset: @escaping @Sendable (Instant) -> Int = { _ in 0 },
        help: @escaping @Sendable (Caller?) -> HelpContact? = { _ in nil }
    ) {
        self.city = city
        self.host = host
        self.notice = notice
        self.accent = accent
        self.accentDark = accentDark
        self.offset = offset
        self.help = help
    }

    /// The portal's origin as seen from a listener: its port stays.
    package func origin(port: Int) -> String {
        "https://\(authority(port: port))"
    }

    /// The portal's authority as seen from a listener.
    package func authority(port: Int) -> String {
        port == 443 ? host : "\(host):\(port)"
    }

    /// The city's civil time at `instant`.
    package func moment(_ instant: Instant) -> Moment {
        Moment(secondsSince1970: instant.adding(seconds: Int64(offset(instant))).seconds)
    }
}
