import Audit
import People
import SignIn
package import Store
import Workplace

/// The whole schema: the migrations of every part, in the order of the arrows.
package enum Migrations {
    /// Lowest part first; within a part, oldest first.
    package static let all = [
        StoreSchema.migrations, AuditSchema.migrations, AgentSchema.migrations, PasswordSchema.migrations,
        AuthenticatorSchema.migrations, SessionSchema.migrations, ThrottleSchema.migrations,
        AssertionSchema.migrations, RevocationSchema.migrations, MessageSchema.migrations, SentCodeSchema.migrations,
        RecoverySchema.migrations, CodeSheetSchema.migrations, CodeDeviceSchema.migrations,
        ActivationSchema.migrations, ForgottenSchema.migrations, AnnouncementSchema.migrations,
    ].flatMap(\.self)
}
