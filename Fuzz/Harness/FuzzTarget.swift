import Foundation

/// One parser under libFuzzer: any bytes go in; a trap or a broken promise ends the process.
struct FuzzTarget: Sendable {
    let name: String
    let check: @Sendable ([UInt8]) -> Void

    /// The parsers that meet strangers' bytes; each has its first examples in Corpus/NAME.
    static let parsers = [
        FuzzTarget(name: "head", check: HeadTarget.check),
        FuzzTarget(name: "header-list", check: HeaderListTarget.check),
        FuzzTarget(name: "target", check: PathTarget.check),
        FuzzTarget(name: "field-name", check: FieldNameTarget.check),
        FuzzTarget(name: "chunks", check: ChunksTarget.check),
        FuzzTarget(name: "authority", check: AuthorityTarget.check),
        FuzzTarget(name: "cookies", check: CookiesTarget.check),
        FuzzTarget(name: "answer", check: AnswerTarget.check),
        FuzzTarget(name: "form", check: FormTarget.check),
        FuzzTarget(name: "tokens", check: TokensTarget.check),
        FuzzTarget(name: "names", check: NamesTarget.check),
        FuzzTarget(name: "feed", check: FeedTarget.check),
        FuzzTarget(name: "city", check: CityTarget.check),
        FuzzTarget(name: "maker", check: MakerTarget.check),
    ]

    /// Faults made on purpose: a run that does not find them proves nothing about the others.
    static let planted = [
        FuzzTarget(name: "planted-trap", check: PlantedTarget.trap),
        FuzzTarget(name: "planted-leniency", check: PlantedTarget.leniency),
    ]

    static let all = parsers + planted

    /// The one that this process runs.
    nonisolated(unsafe) static var running: FuzzTarget?

    static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// A promise that every input must keep; a broken one is told and ends the process, so that libFuzzer keeps the input.
func require(_ holds: @autoclosure () -> Bool, _ promise: @autoclosure () -> String) {
    guard !holds() else { return }
    FileHandle.standardError.write(Data("broken promise: \(promise())\n".utf8))
    abort()
}
