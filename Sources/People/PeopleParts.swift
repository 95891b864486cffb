package import Web

/// The templates and texts of this part.
package enum PeopleParts {
    package static let parts = PageParts(
        templates: [
            TemplateFile("desk-list", PackageResources.desk_list_mustache),
            TemplateFile("desk-person", PackageResources.desk_person_mustache),
            TemplateFile("desk-act", PackageResources.desk_act_mustache),
            TemplateFile("desk-letters", PackageResources.desk_letters_mustache),
            TemplateFile("desk-declaration", PackageResources.desk_declaration_mustache),
            TemplateFile("desk-merger", PackageResources.desk_merger_mustache),
            TemplateFile("desk-cover", PackageResources.desk_cover_mustache),
            TemplateFile("desk-no-letter", PackageResources.desk_no_letter_mustache),
            TemplateFile("desk-receipt", PackageResources.desk_receipt_mustache),
            TemplateFile("contact-desk", PackageResources.contact_desk_mustache),
            TemplateFile("desk-caller", PackageResources.desk_caller_mustache),
            TemplateFile("desk-reset", PackageResources.desk_reset_mustache),
            TemplateFile("reset-standing", PackageResources.reset_standing_mustache),
            TemplateFile("reset-confirm", PackageResources.reset_confirm_mustache),
            TemplateFile("reset-second", PackageResources.reset_second_mustache),
            TemplateFile("resets", PackageResources.resets_mustache),
            TemplateFile("team-list", PackageResources.team_list_mustache),
            TemplateFile("team-person", PackageResources.team_person_mustache),
            TemplateFile("team-letter", PackageResources.team_letter_mustache),
            TemplateFile("team-right", PackageResources.team_right_mustache),
            TemplateFile("it-list", PackageResources.it_list_mustache),
            TemplateFile("it-person", PackageResources.it_person_mustache),
            TemplateFile("it-profile", PackageResources.it_profile_mustache),
            TemplateFile("it-trace", PackageResources.it_trace_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.Desk_fr_txt), TextFile(.en, PackageResources.Desk_en_txt),
            TextFile(.fr, PackageResources.Contacts_fr_txt), TextFile(.en, PackageResources.Contacts_en_txt),
            TextFile(.fr, PackageResources.Declaration_fr_txt), TextFile(.en, PackageResources.Declaration_en_txt),
            TextFile(.fr, PackageResources.Cover_fr_txt), TextFile(.en, PackageResources.Cover_en_txt),
            TextFile(.fr, PackageResources.NoLetter_fr_txt), TextFile(.en, PackageResources.NoLetter_en_txt),
            TextFile(.fr, PackageResources.Team_fr_txt), TextFile(.en, PackageResources.Team_en_txt),
            TextFile(.fr, PackageResources.Reset_fr_txt), TextFile(.en, PackageResources.Reset_en_txt),
            TextFile(.fr, PackageResources.Invitation_fr_txt), TextFile(.en, PackageResources.Invitation_en_txt),
            TextFile(.fr, PackageResources.ITDesk_fr_txt), TextFile(.en, PackageResources.ITDesk_en_txt),
        ]
    )
}
