import Store
import Testing

@Suite struct `A reader of news` {
    private func reader(at newest: Int64 = 0) -> NewsCursor { NewsCursor.start(newest: newest) }

    @Test func `meets each row once, and asks no more for what it has`() {
        var reader = reader()
        #expect(reader.take([1, 2, 3], atSecond: 0) == [1, 2, 3])
        #expect(reader.floor == 3)
        #expect(reader.take([1, 2, 3], atSecond: 0).isEmpty)
    }

    @Test func `RV-3: meets a row that was committed after a later one`() {
        var reader = reader()
        #expect(reader.take([1, 4], atSecond: 0) == [1, 4])
        #expect(reader.floor == 1)
        #expect(reader.take([3, 4], atSecond: 1) == [3])
        #expect(reader.take([2, 3, 4], atSecond: 299) == [2])
        #expect(reader.floor == 4)
    }

    @Test func `gives up a number whose transaction was undone, after five minutes`() {
        var reader = reader()
        #expect(reader.take([2, 5], atSecond: 0) == [2, 5])
        #expect(reader.take([2, 5], atSecond: 299).isEmpty)
        #expect(reader.floor == 0)
        _ = reader.take([2, 5], atSecond: 300)
        #expect(reader.floor == 5)
    }

    @Test func `RV-3: takes what was there at its start for known, but not what was still under way`() {
        var reader = reader(at: 5_000)
        #expect(reader.floor == 4_000)
        _ = reader.take(Array(4_001...4_997) + [4_999, 5_000], atSecond: 0)
        #expect(reader.take([4_998, 4_999, 5_000, 5_001], atSecond: 1) == [4_998, 5_001])
    }
}
