package import Web

/// The words of the gate's own refusals, for the shell and for answers without one.
package enum GateWords {
    package static let parts = PageParts(templates: [], texts: files)

    static let texts = Texts(files)

    private static let files = [
        TextFile(.fr, PackageResources.Gate_fr_txt), TextFile(.en, PackageResources.Gate_en_txt),
    ]
}
