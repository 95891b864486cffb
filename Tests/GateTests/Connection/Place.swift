import Synchronization

/// A number that a script reads while a test turns it.
final class Place: Sendable {
    private let number = Mutex(0)

    var value: Int {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }
}
