import City
import Foundation

extension City {
    /// How receipts call this node: its machine and its first port, the same after a restart.
    var nodeName: String {
        "\(ProcessInfo.processInfo.hostName):\(listeners.first?.place.port ?? 0)"
    }
}
