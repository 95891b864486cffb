import Foundation
import Synchronization
import Testing

@testable import Store

@Suite struct `The way back to a server that is gone` {
    @Test func `ST-26: is tried ever less often, and each second at least`() {
        #expect([1, 2, 3, 4].map(Reconnection.pause) == [20, 40, 80, 160])
        #expect([7, 8, 1_000, Int.max].map(Reconnection.pause) == [1_000, 1_000, 1_000, 1_000])
    }

    @Test func `ST-26: refuses at once between two attempts, in the words of the last one`() {
        let reconnection = Reconnection()
        let attempts = Mutex(0)
        let began = ContinuousClock.now
        while began.duration(to: .now) < .milliseconds(700) {
            #expect(throws: StoreError.unreachable("nobody")) {
                try reconnection.open { () throws(StoreError) -> Int in
                    attempts.withLock { $0 += 1 }
                    throw .unreachable("nobody")
                }
            }
            usleep(500)
        }
        // After 20, 40, 80, 160 and 320 milliseconds; a machine under load makes fewer.
        #expect((2...6).contains(attempts.withLock { $0 }))
    }
}
