import Policy
import Web

/// Turns the fields of one record into a good line, or into everything that is wrong with it.
struct FeedLineReader {
    let header: FeedHeader
    let vocabulary: FeedVocabulary

    /// A good line, or the line set aside with its mistakes.
    func read(_ record: FeedRecord) -> Result<FeedLine, LineFault> {
        var fields = FeedFields(record: record, header: header)
        fields.checkWidth()
        let person = self.person(&fields)
        let assignment = self.assignment(&fields)
        guard fields.mistakes.isEmpty, let person, let assignment else {
            return .failure(LineFault(setAside: SetAside(line: record.line, mistakes: fields.mistakes)))
        }
        return .success(FeedLine(line: record.line, person: person, assignment: assignment))
    }

    struct LineFault: Error {
        let setAside: SetAside
    }

    private func person(_ fields: inout FeedFields) -> FeedPerson? {
        let names = AgentNames(
            birth: fields.text(.birthName),
            usage: fields.text(.usageName),
            first: fields.text(.firstName)
        )
        if names.full.isEmpty, names.birth.isEmpty { fields.note(.nameMissing, .birthName) }
        let number = fields.read(.number, else: .numberForm, FeedText.number)
        if fields.text(.number).isEmpty { fields.note(.missing, .number) }
        let birthDate = fields.date(.birthDate)
        let mail = fields.read(.mail, else: .mail, FeedText.mail)
        let phone = fields.text(.phone)
        let language = fields.text(.language)
        let spoken = language.isEmpty ? .fr : LanguageName.language(language)
        if spoken == nil { fields.note(.language, .language, nearest: LanguageName.nearest(to: language)) }
        guard let number, let spoken else { return nil }
        return FeedPerson(
            number: number,
            names: names,
            birthDate: birthDate,
            mail: mail,
            phone: phone.isEmpty ? nil : PhoneNumber(phone),
            language: spoken
        )
    }

    private func assignment(_ fields: inout FeedFields) -> FeedAssignment? {
        let department = self.department(&fields)
        let unit = department.flatMap { self.unit(in: $0, &fields) }
        let written = fields.text(.position)
        let position = PositionName.position(written)
        if position == nil { fields.note(.position, .position, nearest: PositionName.nearest(to: written)) }
        let supervisor = fields.read(.supervisor, else: .numberForm, FeedText.number)
        let from = fields.date(.from)
        if fields.text(.from).isEmpty { fields.note(.missing, .from) }
        let until = fields.date(.until)
        if let from, let until, until < from { fields.note(.period, .until) }
        let function = fields.text(.function)
        guard let department, let position, let from else { return nil }
        return FeedAssignment(
            department: department,
            unit: unit,
            function: function.isEmpty ? nil : function,
            supervisor: supervisor,
            position: position,
            from: from,
            until: until
        )
    }

    private func department(_ fields: inout FeedFields) -> String? {
        let typed = fields.text(.department)
        let known = vocabulary.department(typed)
        if typed.isEmpty {
            fields.note(.missing, .department)
        } else if known == nil {
            fields.note(.department, .department, nearest: vocabulary.nearestDepartment(to: typed))
        }
        return known
    }

    private func unit(in department: String, _ fields: inout FeedFields) -> String? {
        let typed = fields.text(.unit)
        guard !typed.isEmpty else { return nil }
        let known = vocabulary.unit(typed, in: department)
        if known == nil { fields.note(.unit, .unit, nearest: vocabulary.nearestUnit(to: typed, in: department)) }
        return known
    }
}

/// The fields of one record, and the mistakes met while they are read.
struct FeedFields {
    private let record: FeedRecord
    private let header: FeedHeader
    private(set) var mistakes: [FeedMistake] = []

    init(record: FeedRecord, header: FeedHeader) {
        self.record = record
        self.header = header
    }

    /// The cleaned text of a column; empty when there is none.
    func text(_ column: FeedColumn) -> String {
        header.value(column, in: record)
    }

    /// Notes a mistake in a column.
    mutating func note(_ code: FeedMistake.Code, _ column: FeedColumn, nearest: String? = nil) {
        mistakes.append(FeedMistake(code, field: column.rawValue, value: text(column), nearest: nearest))
    }

    /// Reads a column that may be empty; what cannot be read is noted.
    mutating func read<Value>(
        _ column: FeedColumn,
        else code: FeedMistake.Code,
        _ reading: (String) -> Value?
    ) -> Value? {
        let text = text(column)
        guard !text.isEmpty else { return nil }
        let value = reading(text)
        if value == nil { note(code, column) }
        return value
    }

    /// Reads a date that may be empty.
    mutating func date(_ column: FeedColumn) -> CalendarDate? {
        read(column, else: .date) { CalendarDate($0) }
    }

    /// Notes a record that has fewer fields than the header, or more that are not empty.
    mutating func checkWidth() {
        let extra = record.fields.dropFirst(header.width).contains { !FeedText.cleaned($0).isEmpty }
        guard record.fields.count < header.width || extra else { return }
        mistakes.append(FeedMistake(.width, value: "\(record.fields.count) for \(header.width)"))
    }
}
