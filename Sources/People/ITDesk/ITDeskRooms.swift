package import Audit
package import Policy
package import Store
package import Web

/// The browsers and devices by which a person proves who they are, as far as a desk may know: never a secret.
package struct PersonDevices: Sendable {
    /// When both proofs were given in each browser that is known, the newest first.
    package let browsers: [Instant]
    package let hasAuthenticator: Bool
    /// The number on the back of the device that shows codes.
    package let codeDevice: String?
    /// Recovery codes that are left; nil when none were made.
    package let recoveryCodes: Int?

    package init(browsers: [Instant], hasAuthenticator: Bool, codeDevice: String?, recoveryCodes: Int?) {
        self.browsers = browsers
        self.hasAuthenticator = hasAuthenticator
        self.codeDevice = codeDevice
        self.recoveryCodes = recoveryCodes
    }
}

/// What the desk asks of the parts above it.
package struct ITDeskRooms: Sendable {
    /// The devices of an agent.
    package let devices: @Sendable (String, Instant, Reading) throws -> PersonDevices
    /// The trace that an entry of the log keeps; nil when it keeps none.
    package let trace: @Sendable (AuditRecord, Language) -> DeskTrace?

    package init(
        devices: @escaping @Sendable (String, Instant, Reading) throws -> PersonDevices,
        trace: @escaping @Sendable (AuditRecord, Language) -> DeskTrace?
    ) {
        self.devices = devices
        self.trace = trace
    }
}
