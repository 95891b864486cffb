package import City
import Synchronization

/// The city file that holds now; a reload publishes another, and whoever asks next is answered by it.
package final class Published: Sendable {
    private let current: Mutex<City>

    /// Publishes the first one.
    package init(_ city: City) { current = Mutex(city) }

    /// The city that holds at this moment.
    package var city: City { current.withLock { $0 } }

    /// From here on the city is another.
    package func publish(_ city: City) { current.withLock { $0 = city } }
}
