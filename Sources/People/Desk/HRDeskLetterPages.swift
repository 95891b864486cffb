import Audit
import City
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Policy
import Store
package import Web

/// Activation letters from the desk, for one person or for a batch: a check page, then one act that prints first, issues what
/// was printed, and shows it this once (AC-23, LE-1 to LE-6).
package struct HRDeskLetterPages: Sendable {
    private let desk: HRDeskPages
    private var house: HRDeskHouse { desk.house }

    /// The letters of one house.
    package init(_ house: HRDeskHouse) { desk = HRDeskPages(house) }

    /// `GET /desk/hr/people/{number}/credentials`: who, in which language, whole or in halves.
    @Sendable package func checkOne(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answer(request, context) { officer in
            let number = context.number
            let (found, heads) = try await house.database.read { reading in
                let found = try officer.judge([number], at: context.now, in: reading)
                return (found, try found == nil ? [] : officer.heads(of: number, in: reading))
            }
            guard let candidate = found?.first else { return nil }
            if let refusal = candidate.refusal { throw refusal }
            return check([candidate], officer, context, back: "/desk/hr/people/\(number)", heads: heads)
        }
    }

    /// `POST /desk/hr/batch`: the same for those who were picked, or for the whole list as it was asked.
    @Sendable package func check(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let picked = form.names.filter { $0.hasPrefix("pick-") }.map { String($0.dropFirst("pick-".count)) }
            guard picked.count <= LetterForm.limit else { throw FormRefusal.tooLarge }
            let question = form["every"].isEmpty ? nil : DeskQuestion { form[$0] }
            let found = try await house.database.read { reading in
                let numbers = try question.map { try officer.pickable($0, LetterForm.limit, in: reading) } ?? picked
                return try officer.judge(numbers, at: context.now, in: reading)
            }
            return found.map { check($0, officer, context, back: "/desk/hr") }
        }
    }

    /// `POST /desk/hr/people/{number}/credentials`: the letter of one person.
    @Sendable package func issueOne(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let number = context.number
            let typed = try LetterForm.promise(in: form)
            let promise = LetterPromise(
                stamps: [number: typed.stamps[number] ?? -1],
                halves: typed.halves.intersection([number])
            )
            let run = LetterRun(promise: promise, order: LetterOrder(form), back: "/desk/hr/people/\(number)")
            switch try await issue(run, officer, context) {
            case .absent: return nil
            case .changed(let candidates):
                throw candidates.first?.refusal(of: run.order.delivery) ?? DeskRefusal.step
            case .issued(let response): return response
            }
        }
    }

    /// `POST /desk/hr/batch/credentials`: the letters of a batch; where one of those promised can no longer get theirs, nobody
    /// does, and the check page says who and why.
    @Sendable package func issueBatch(_ request: Request, _ context: PageContext) async throws -> Response {
        try await desk.answerForm(request, context) { officer, form in
            let promise = try LetterForm.promise(in: form)
            let run = LetterRun(promise: promise, order: LetterOrder(form), back: "/desk/hr")
            switch try await issue(run, officer, context) {
            case .absent: return nil
            case .changed(let candidates):
                return check(candidates, officer, context, back: "/desk/hr", after: run.order)
            case .issued(let response): return response
            }
        }
    }

    private func check(
        _ candidates: [LetterCandidate],
        _ officer: DeskOfficer,
        _ context: PageContext,
        back: String,
        after order: LetterOrder? = nil,
        heads: [Agent] = []
    ) -> Response {
        let sheet = LetterCheckSheet(
            candidates: candidates,
            action: back == "/desk/hr" ? "/desk/hr/batch/credentials" : "\(back)/credentials",
            back: back,
            sendsSMS: officer.city.messages.sms != nil,
            heads: heads,
            order: order
        )
        return house.shell.render(sheet.page(), in: context)
    }
}

/// What one form asks.
private struct LetterRun: Sendable {
    let promise: LetterPromise
    let order: LetterOrder
    let back: String
}

/// What became of it.
private enum LetterOutcome {
    /// Somebody is not in scope.
    case absent
    /// Nobody got a letter: these are the candidates as they are now.
    case changed([LetterCandidate])
    case issued(Response)
}

/// Somebody whom the check page promised a letter can no longer get one.
private struct LetterPromiseBroken: Error { let candidates: [LetterCandidate] }

extension HRDeskLetterPages {
    private func issue(_ run: LetterRun, _ officer: DeskOfficer, _ context: PageContext) async throws -> LetterOutcome {
        let (promise, order, now) = (run.promise, run.order, context.now)
        let chosen = promise.numbers(for: order.delivery)
        let prepared = try await house.database.read { [press = house.press] reading in
            guard let candidates = try officer.judge(promise.everybody, at: now, in: reading) else {
                return (candidates: [LetterCandidate]?.none, letters: PreparedLetters?.none)
            }
            if let broken = promise.broken(candidates, as: order.delivery) { return (broken, nil) }
            let named = candidates.map(\.number).filter(chosen.contains)
            return (candidates, named.isEmpty ? nil : try press.prepare(named, order, now, reading))
        }
        guard let candidates = prepared.candidates else { return .absent }
        guard let letters = prepared.letters else { return .changed(candidates) }
        // Printed before anything is kept, and outside of every transaction: a PDF of hundreds takes its time.
        let cover = cover(candidates, run, troubled: [], context)
        let printed = try await answer(letters, on: order.paper, under: cover, context)
        do {
            let halves = try await house.database.write { transaction in
                guard let current = try officer.judge(promise.everybody, at: now, in: transaction) else {
                    throw LetterPromiseBroken(candidates: [])
                }
                if let broken = promise.broken(current, as: order.delivery) {
                    throw LetterPromiseBroken(candidates: broken)
                }
                let halves = try letters.issue(officer.actor, transaction)
                guard let head = order.entrustedTo else { return halves }
                try officer.entrust(chosen.sorted(), to: head, at: now, in: transaction)
                let notice = AgentNotice(city: officer.city, texts: house.shell.texts, keys: house.keys)
                return try halves + notice.tell("team.notice-letter", to: head, at: now, in: transaction)
            }
            let troubled = await send(halves, context)
            guard !troubled.isEmpty, order.paper == .page,
                let page = try? letters.page(self.cover(candidates, run, troubled: troubled, context))
            else { return .issued(printed) }
            return .issued(response(to: page))
        } catch let broken as LetterPromiseBroken {
            return broken.candidates.isEmpty ? .absent : .changed(broken.candidates)
        }
    }

    private func answer(
        _ letters: PreparedLetters,
        on paper: LetterOrder.Paper,
        under cover: LetterCover,
        _ context: PageContext
    ) async throws -> Response {
        guard paper == .pdf else { return response(to: try letters.page(cover)) }
        do {
            return once("application/pdf", ByteBuffer(bytes: try await letters.pdf())) {
                $0[.contentDisposition] = "attachment; filename=\"lettres.pdf\""
            }
        } catch let fault as SandboxFault {
            context.logger.error("no PDF of letters was made, none was issued", metadata: ["fault": "\(fault)"])
            throw DeskRefusal.printer
        }
    }

    private func response(to page: PrintedLetters) -> Response {
        once("text/html; charset=utf-8", ByteBuffer(string: page.html)) {
            $0[.contentSecurityPolicy] = page.contentSecurityPolicy
        }
    }

    private func once(_ type: String, _ body: ByteBuffer, _ more: (inout HTTPFields) -> Void) -> Response {
        var headers = SecurityHeaders.forData
        headers[.contentType] = type
        more(&headers)
        var response = Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
        response.isShownOnce = true
        return response
    }

    /// The letters are issued: whatever becomes of the second halves, they are shown.
    private func send(_ halves: [Message], _ context: PageContext) async -> [String] {
        do { return try await house.press.send(halves, context.now) } catch {
            context.logger.error("the fate of second halves was not kept", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func cover(
        _ candidates: [LetterCandidate],
        _ run: LetterRun,
        troubled: [String],
        _ context: PageContext
    ) -> LetterCover {
        let troubled = Set(troubled)
        let lines = candidates.compactMap { candidate -> LetterCover.Line? in
            let refusal = candidate.refusal(of: run.order.delivery)
            guard let code = refusal?.code ?? (troubled.contains(candidate.number) ? "desk.half-trouble" : nil) else {
                return nil
            }
            let agent = candidate.progress.agent
            return LetterCover.Line(
                name: "\(agent.names.full), \(agent.number)",
                address: "/desk/hr/people/\(agent.number)",
                why: house.shell.texts(code, in: context.language)
            )
        }
        return LetterCover(language: context.language, lines: lines, back: run.back)
    }
}
