import City
import NIOCore
import NIOPosix
import NIOSSL
import Policy
import SignIn
import Synchronization

/// The door: listens, judges every request, and hands it to an app or to a room.
package final class Gate: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let directory: LoopDirectory
    private let channels: [any NIOCore.Channel]
    private let ticks: [RepeatedTask]
    private let isClosing = Mutex(false)
    /// The ports that the listeners are bound to, in the city file's order.
    package let ports: [Int]

    /// Binds every listener of the city; throws where one cannot be bound, leaving none open.
    package static func open(_ tables: GateTables, settings: GateSettings) async throws -> Gate {
        guard tables.certificate != nil || tables.city.listeners.allSatisfy(\.plain) else {
            throw GateFault.noCertificate
        }
        let loops = settings.threads ?? System.coreCount
        var settings = settings
        settings.places = settings.places ?? Descriptors.places(under: Descriptors.raise(), loops: loops)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
        do {
            let directory = try await LoopDirectory(group, settings: settings, tables: tables)
            var channels: [any NIOCore.Channel] = []
            for listener in tables.city.listeners {
                channels.append(try await GateListener(listener: listener, directory: directory).bind(group))
            }
            return Gate(group: group, directory: directory, channels: channels, ticks: directory.startTicking())
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private init(
        group: MultiThreadedEventLoopGroup,
        directory: LoopDirectory,
        channels: [any NIOCore.Channel],
        ticks: [RepeatedTask]
    ) {
        self.group = group
        self.directory = directory
        self.channels = channels
        self.ticks = ticks
        ports = channels.map { $0.localAddress?.port ?? 0 }
    }

    /// From now on requests are judged by this snapshot; those under way are judged anew by it within half a second.
    package func publish(_ tables: GateTables) {
        directory.each { $0.publish(tables) }
    }

    /// Judges every open exchange of these people anew, of everybody for nil; returns when all are, and when
    /// `Rooms.closed` knows what was broken off.
    package func judgeAnew(_ agents: Set<String>? = nil) async {
        _ = await directory.sum {
            $0.judgeAnew(agents)
            return 0
        }
    }

    /// How many clients are connected now.
    package func clients() async -> Int {
        await directory.sum { $0.count }
    }

    /// How many connections were ended since the start because they broke or strained HTTP/2 (S-4).
    package func broken() async -> Int {
        await directory.sum { $0.broken }
    }

    /// Takes no new connection, lets requests finish for some seconds, then closes everything.
    package func close(within seconds: Int) async {
        let wasClosing = isClosing.withLock { isClosing in
            defer { isClosing = true }
            return isClosing
        }
        guard !wasClosing else { return }
        for channel in channels { try? await channel.close() }
        directory.each { $0.close() }
        for _ in 0..<(seconds * 10) where await clients() > 0 { try? await Task.sleep(for: .milliseconds(100)) }
        ticks.forEach { $0.cancel() }
        // A room that still answers needs its loop; its client may be gone long since.
        for _ in 0..<40 where await directory.sum({ $0.rooms }) > 0 { try? await Task.sleep(for: .milliseconds(50)) }
        try? await group.shutdownGracefully()
    }
}

/// The loops of one gate, each with what only it may touch.
struct LoopDirectory: Sendable {
    let peers = PeerBook()
    private let loops: [ObjectIdentifier: NIOLoopBound<GateLoop>]

    init(_ group: MultiThreadedEventLoopGroup, settings: GateSettings, tables: GateTables) async throws {
        var loops: [ObjectIdentifier: NIOLoopBound<GateLoop>] = [:]
        for eventLoop in group.makeIterator() {
            loops[ObjectIdentifier(eventLoop)] = try await eventLoop.submit {
                let pool = UpstreamPool(eventLoop: eventLoop, places: settings.places ?? .max)
                let loop = GateLoop(eventLoop: eventLoop, pool: pool, settings: settings, tables: tables)
                return NIOLoopBound(loop, eventLoop: eventLoop)
            }.get()
        }
        self.loops = loops
    }

    /// The loop that one runs on; nil for an event loop of another group.
    func loop(of eventLoop: any EventLoop) -> GateLoop? { loops[ObjectIdentifier(eventLoop)]?.value }

    func each(_ body: @escaping @Sendable (GateLoop) -> Void) {
        for bound in loops.values { bound.eventLoop.execute { body(bound.value) } }
    }

    func sum(_ body: @escaping @Sendable (GateLoop) -> Int) async -> Int {
        var sum = 0
        for bound in loops.values {
            sum += (try? await bound.eventLoop.submit { body(bound.value) }.get()) ?? 0
        }
        return sum
    }

    /// Twice a second: deadlines, and the sessions of open streams (S-10).
    func startTicking() -> [RepeatedTask] {
        loops.values.map { bound in
            let half = TimeAmount.milliseconds(500)
            return bound.eventLoop.scheduleRepeatedTask(initialDelay: half, delay: half) { _ in bound.value.tick() }
        }
    }
}
