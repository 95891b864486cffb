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
            TemplateFile("forgotten", PackageResources.forgotten_mustache),
            TemplateFile("forgotten-proof", PackageResources.forgotten_proof_mustache),
            TemplateFile("forgotten-password", PackageResources.forgotten_password_mustache),
            TemplateFile("contacts", PackageResources.contacts_mustache),
            TemplateFile("caller", PackageResources.caller_mustache),
            TemplateFile("reset-own", PackageResources.reset_own_mustache),
            TemplateFile("recovery", PackageResources.recovery_mustache),
            TemplateFile("recovery-codes", PackageResources.recovery_codes_mustache),
            TemplateFile("recovery-used", PackageResources.recovery_used_mustache),
            TemplateFile("activation", PackageResources.activation_mustache),
            TemplateFile("activation-charter", PackageResources.activation_charter_mustache),
            TemplateFile("activation-password", PackageResources.activation_password_mustache),
            TemplateFile("activation-phone", PackageResources.activation_phone_mustache),
            TemplateFile("activation-recovery", PackageResources.activation_recovery_mustache),
            TemplateFile("activation-codes", PackageResources.activation_codes_mustache),
            TemplateFile("activation-ready", PackageResources.activation_ready_mustache),
            TemplateFile("activation-done", PackageResources.activation_done_mustache),
            TemplateFile("letter", PackageResources.letter_mustache),
            TemplateFile("letter-cover", PackageResources.letter_cover_mustache),
            TemplateFile("letter-head", PackageResources.letter_head_mustache),
            TemplateFile("told", PackageResources.told_mustache),
            TemplateFile("accompaniment", PackageResources.accompaniment_mustache),
            TemplateFile("accompaniment-over", PackageResources.accompaniment_over_mustache),
            TemplateFile("account", PackageResources.account_mustache),
            TemplateFile("code-channel", PackageResources.code_channel_mustache),
            TemplateFile("account-code", PackageResources.account_code_mustache),
            TemplateFile("dossier", PackageResources.dossier_mustache),
            TemplateFile("dossier-code", PackageResources.dossier_code_mustache),
            TemplateFile("dossier-progress", PackageResources.dossier_progress_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.SignIn_fr_txt), TextFile(.en, PackageResources.SignIn_en_txt),
            TextFile(.fr, PackageResources.Account_fr_txt), TextFile(.en, PackageResources.Account_en_txt),
            TextFile(.fr, PackageResources.Forgotten_fr_txt), TextFile(.en, PackageResources.Forgotten_en_txt),
            TextFile(.fr, PackageResources.Contacts_fr_txt), TextFile(.en, PackageResources.Contacts_en_txt),
            TextFile(.fr, PackageResources.OwnReset_fr_txt), TextFile(.en, PackageResources.OwnReset_en_txt),
            TextFile(.fr, PackageResources.Dossier_fr_txt), TextFile(.en, PackageResources.Dossier_en_txt),
            TextFile(.fr, PackageResources.Accompaniment_fr_txt), TextFile(.en, PackageResources.Accompaniment_en_txt),
            TextFile(.fr, PackageResources.Activation_fr_txt), TextFile(.en, PackageResources.Activation_en_txt),
        ]
    )
}
