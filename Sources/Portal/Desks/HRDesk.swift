import Hummingbird
import People
import Web
import Workplace

/// The pages behind the HR desk's door; the matrix test walks every one of them with every role (S-28).
struct HRDesk: Sendable {
    private let pages: HRDeskPages
    private let acts: HRDeskActPages
    private let letters: HRDeskLetterPages
    private let invitations: InvitationPages
    private let declarations: HRDeskDeclarationPages
    private let cover: CoverPages
    private let withoutLetter: HRDeskNoLetterPages
    private let announcements: AnnouncementDeskPages

    /// The desk of one house; news go out by `messages`.
    init(_ house: HRDeskHouse, _ messages: MessageDesk) {
        pages = HRDeskPages(house)
        acts = HRDeskActPages(house)
        letters = HRDeskLetterPages(house)
        invitations = InvitationPages(house)
        declarations = HRDeskDeclarationPages(house)
        cover = CoverPages(house, messages)
        withoutLetter = HRDeskNoLetterPages(house)
        announcements = AnnouncementDeskPages(house)
    }

    /// Adds them behind a group that lets callers in only.
    func add(to group: RouterGroup<PageContext>) {
        group.get("/desk/hr", use: pages.list)
        group.get("/desk/hr/export", use: pages.export)
        group.post("/desk/hr/batch", use: letters.check)
        group.post("/desk/hr/batch/credentials", use: letters.issueBatch)
        group.get("/desk/hr/declaration", use: declarations.page)
        group.post("/desk/hr/declaration", use: declarations.declare)
        group.get("/desk/hr/cover", use: cover.page)
        group.post("/desk/hr/cover", use: cover.name)
        group.post("/desk/hr/cover/{number}/end", use: cover.end)
        group.get("/desk/hr/announcements", use: announcements.list)
        group.post("/desk/hr/announcements", use: announcements.write)
        group.get("/desk/hr/announcements/draft", use: announcements.draft)
        group.post("/desk/hr/announcements/draft", use: announcements.check)
        group.get("/desk/hr/announcements/{announcement}", use: announcements.open)
        group.post("/desk/hr/announcements/{announcement}/withdrawal", use: announcements.withdraw)
        group.get("/desk/hr/people/{number}", use: pages.person)
        group.get("/desk/hr/people/{number}/merger", use: declarations.twins)
        group.post("/desk/hr/people/{number}/merger", use: declarations.merge)
        group.post("/desk/hr/people/{number}/reference", use: pages.reference)
        group.post("/desk/hr/people/{number}/ready", use: invitations.invite)
        group.get("/desk/hr/people/{number}/credentials", use: letters.checkOne)
        group.post("/desk/hr/people/{number}/credentials", use: letters.issueOne)
        group.get("/desk/hr/people/{number}/no-letter", use: withoutLetter.page)
        group.post("/desk/hr/people/{number}/no-letter", use: withoutLetter.issue)
        group.get("/desk/hr/people/{number}/suspension", use: acts.page(of: .suspend))
        group.post("/desk/hr/people/{number}/suspension", use: acts.act(.suspend))
        group.get("/desk/hr/people/{number}/resumption", use: acts.page(of: .resume))
        group.post("/desk/hr/people/{number}/resumption", use: acts.act(.resume))
        group.get("/desk/hr/people/{number}/closure", use: acts.page(of: .close))
        group.post("/desk/hr/people/{number}/closure", use: acts.act(.close))
    }
}
