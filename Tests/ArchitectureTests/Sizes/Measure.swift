/// The middle and the ninetieth percentile of some sizes.
struct Measure {
    let count: Int
    let median: Int
    let ninetieth: Int
    let largest: Int

    init(_ sizes: [Int]) {
        let sorted = sizes.sorted()
        count = sorted.count
        median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        ninetieth = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
        largest = sorted.last ?? 0
    }
}
