import Audit
import HTTPTypes
import Policy
import Web

/// The whole trace behind a reference, for the desk: what the person saw, where it stopped, and the decision itself.
struct ITTraceSheet {
    let record: AuditRecord
    /// Nil when the log keeps none.
    let trace: DeskTrace?
    let person: Agent
    let site: Site

    func page(_ reference: Reference, _ language: Language) -> Page {
        let moment = site.moment(Instant(seconds: record.entry.at))
        var page = Page(template: "it-trace", title: "it.trace", status: .ok)
        page.values = [
            "which": .text(reference.description),
            "name": .text(person.names.full),
            "number": .text(person.number),
            "address": .text("/desk/it/people/\(person.number)"),
            "at": .said(
                "it.trace-at",
                ["date": moment.date(in: language), "time": moment.time(in: language), "n": String(record.times)]
            ),
            "place": record.entry.origin.map { .said("channel.\($0.channel)") } ?? "",
            "title": trace?.title ?? .said("it.trace-none"),
            "words": .list(trace?.words.map { ["line": $0] } ?? []),
            "chain": .list(trace?.chain ?? []),
            "hasChain": .flag(trace?.chain.isEmpty == false),
            "lines": .list(trace?.lines.map { ["line": .text($0)] } ?? []),
            "hasLines": .flag(trace?.lines.isEmpty == false),
        ]
        return page
    }
}
