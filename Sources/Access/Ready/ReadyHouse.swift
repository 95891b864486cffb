package import Audit
package import City
package import SignIn

/// What the readiness check is built from.
package struct ReadyHouse: Sendable {
    let city: City
    let house: SignInHouse
    let refusals: RefusalLog
    /// SHA-256 of the certificate that the gate shows, in hexadecimal; nil where it shows none.
    let fingerprint: String?
    let circumstances: LauncherPages.Circumstances

    /// The parts, as the wiring has them.
    package init(
        city: City,
        house: SignInHouse,
        refusals: RefusalLog,
        fingerprint: String?,
        circumstances: @escaping LauncherPages.Circumstances
    ) {
        self.city = city
        self.house = house
        self.refusals = refusals
        self.fingerprint = fingerprint
        self.circumstances = circumstances
    }
}
