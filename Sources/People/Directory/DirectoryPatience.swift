import Foundation
import Synchronization

/// Runs a conversation on a thread of its own and waits for it no longer than some seconds, whatever a server, a resolver or
/// a handshake does. A few at a time: who comes when all places are taken is told at once.
enum DirectoryPatience {
    /// Seconds until whoever asks has an answer.
    static let seconds = 5
    /// Conversations at one time.
    static let places = 8

    private static let taken = Mutex(0)

    /// Does the work; after the time it ends the line, so that the thread ends too.
    static func run<T: Sendable>(
        _ work: @escaping @Sendable (DirectoryLine) throws(DirectoryFault) -> T
    ) async throws(DirectoryFault) -> T {
        let isFree = taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw .down("\(places) questions wait for it already") }
        let result = await withCheckedContinuation { (continuation: DirectoryReply<T>.Waiting) in
            let (reply, line) = (DirectoryReply(continuation), DirectoryLine())
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [weak line] in
                reply.give(.failure(.slow))
                line?.cut()
            }
            let thread = Thread {
                blockPipeSignal()
                let result = Result { () throws(DirectoryFault) in try work(line) }
                taken.withLock { $0 -= 1 }
                reply.give(result)
            }
            thread.name = "nomade-directory"
            thread.start()
        }
        return try result.get()
    }

    /// libldap writes to its socket without asking for no signal: a server that is gone must not end this program.
    private static func blockPipeSignal() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

/// Whoever waits for a conversation, told once.
private final class DirectoryReply<T: Sendable>: Sendable {
    typealias Waiting = CheckedContinuation<Result<T, DirectoryFault>, Never>
    private let waiting: Mutex<Waiting?>

    init(_ continuation: Waiting) { waiting = Mutex(continuation) }

    func give(_ result: Result<T, DirectoryFault>) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: result)
    }
}
