package import Web

/// The templates and texts of the sign-in, for the shell.
package enum SignInWords {
    /// What this slice brings.
    package static let parts = PageParts(
        templates: [
            TemplateFile("sign-in", PackageResources.sign_in_mustache),
            TemplateFile("sign-in-code", PackageResources.sign_in_code_mustache),
            TemplateFile("reconnect", PackageResources.reconnect_mustache),
            TemplateFile("sign-out", PackageResources.sign_out_mustache),
            TemplateFile("password", PackageResources.password_mustache),
            TemplateFile("issue-password", PackageResources.issue_password_mustache),
            TemplateFile("issue-authenticator", PackageResources.issue_authenticator_mustache),
            TemplateFile("sessions", PackageResources.sessions_mustache),
            TemplateFile("recovery", PackageResources.recovery_mustache),
            TemplateFile("recovery-codes", PackageResources.recovery_codes_mustache),
            TemplateFile("recovery-used", PackageResources.recovery_used_mustache),
            TemplateFile("told", PackageResources.told_mustache),
            TemplateFile("dossier", PackageResources.dossier_mustache),
            TemplateFile("dossier-progress", PackageResources.dossier_progress_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.SignIn_fr_txt), TextFile(.en, PackageResources.SignIn_en_txt),
            TextFile(.fr, PackageResources.Dossier_fr_txt), TextFile(.en, PackageResources.Dossier_en_txt),
        ]
    )
}
