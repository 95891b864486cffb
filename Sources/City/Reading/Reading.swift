import Yams

/// One reading of a city file: gathers every mistake instead of stopping at the first.
final class Reading {
    let file: String
    private(set) var mistakes: [Mistake] = []

    init(file: String) {
        self.file = file
    }

    func note(_ code: MistakeCode, _ what: String, at place: Place, fix: String) {
        mistakes.append(Mistake(code: code, what: what, file: file, place: place, fix: fix))
    }

    /// Composes the YAML text; a text that is none is the one mistake there is.
    func compose(_ text: String) -> Section? {
        guard isReadable(text) else { return nil }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                note(.yaml, "the file is empty", at: Place(line: 1, column: 1), fix: "begin with  city: {name: …}")
                return nil
            }
            guard case .mapping(let mapping) = node else {
                note(.shape, "the file is no block of keys", at: Place(node.mark), fix: "begin with  city: {name: …}")
                return nil
            }
            return Section(reading: self, name: "the file", place: Place(node.mark), mapping: mapping)
        } catch let error as YamlError {
            note(.yaml, error.sentence, at: error.place, fix: "correct the YAML near this place")
        } catch {
            note(.yaml, "the file cannot be read as YAML", at: Place(line: 1, column: 1), fix: "check that it is UTF-8")
        }
        return nil
    }

    private func isReadable(_ text: String) -> Bool {
        let start = Place(line: 1, column: 1)
        if text.utf8.count > TextLimits.bytes {
            note(.yaml, "the file is over 4 MiB", at: start, fix: "remove what does not belong in it")
        } else if TextLimits.mayUseAliases(text) {
            let fix = "write each block out; in a text, put no letter right after & or *"
            note(.yaml, "the file repeats blocks by & and *", at: start, fix: fix)
        }
        return mistakes.isEmpty
    }
}

extension Place {
    init(_ mark: Mark?) {
        self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension YamlError {
    fileprivate var place: Place {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): Place(mark)
        case .duplicatedKeysInMapping(_, let context): Place(context.mark)
        default: Place(line: 1, column: 1)
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "a key is written twice: \(keys.sorted().joined(separator: ", "))"
        default: "the file cannot be read as YAML"
        }
    }
}
