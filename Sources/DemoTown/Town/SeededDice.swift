/// Numbers that are the same for the same seed on every machine (SplitMix64).
struct SeededDice {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number from zero to under `sides`; zero when there are no sides.
    mutating func roll(_ sides: Int) -> Int {
        guard sides > 0 else { return 0 }
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }
}
