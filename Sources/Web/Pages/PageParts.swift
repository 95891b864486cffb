/// The templates and texts that one slice brings.
package struct PageParts: Sendable {
    package let templates: [TemplateFile]
    package let texts: [TextFile]

    package init(templates: [TemplateFile], texts: [TextFile]) {
        self.templates = templates
        self.texts = texts
    }

    /// The shell's own: head, foot, fields, faults.
    package static let web = PageParts(
        templates: [
            TemplateFile("shell", PackageResources.shell_mustache),
            TemplateFile("sprite", PackageResources.sprite_mustache),
            TemplateFile("head", PackageResources.head_mustache),
            TemplateFile("foot", PackageResources.foot_mustache),
            TemplateFile("summary", PackageResources.summary_mustache),
            TemplateFile("field", PackageResources.field_mustache),
            TemplateFile("birth-date", PackageResources.birth_date_mustache),
            TemplateFile("form-token", PackageResources.form_token_mustache),
            TemplateFile("contact", PackageResources.contact_mustache),
            TemplateFile("fault", PackageResources.fault_mustache),
            TemplateFile("fault-inner", PackageResources.fault_inner_mustache),
        ],
        texts: [
            TextFile(.fr, PackageResources.Web_fr_txt), TextFile(.en, PackageResources.Web_en_txt),
        ]
    )
}
