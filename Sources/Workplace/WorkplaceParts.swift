package import Web

/// The templates and texts of this part.
package enum WorkplaceParts {
    package static let parts = PageParts(
        templates: [
            TemplateFile("announcements", PackageResources.announcements_mustache),
            TemplateFile("announcement", PackageResources.announcement_mustache),
            TemplateFile("desk-announcements", PackageResources.desk_announcements_mustache),
            TemplateFile("desk-announcement-draft", PackageResources.desk_announcement_draft_mustache),
            TemplateFile("desk-announcement-check", PackageResources.desk_announcement_check_mustache),
            TemplateFile("desk-announcement", PackageResources.desk_announcement_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.Announcements_fr_txt), TextFile(.en, PackageResources.Announcements_en_txt),
        ]
    )
}
