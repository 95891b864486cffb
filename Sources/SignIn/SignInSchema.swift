package import Store

/// Every table of the sign-in, after those of People, which they refer to.
package enum SignInSchema {
    /// In the order in which they were released.
    package static let migrations =
        PasswordSchema.migrations + AuthenticatorSchema.migrations + ThrottleSchema.migrations
        + SessionSchema.migrations
}
