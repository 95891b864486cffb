/// Why an upstream's answer is not passed on; each becomes a 502 (S-1: strict in both directions).
package enum AnswerFault: Error, Equatable, Sendable {
    case malformed(RequestRefusal)
    case unexpectedSwitch
    case tooManyInterims
}
