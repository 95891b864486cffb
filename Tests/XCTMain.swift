import Testing

/// Where the test program begins, under the name by which the package manager knows it. With it no list of tests is made out
/// of the compiler's index, which then need not be written.
@main struct TestProgram {
    static func main() async { await Testing.__swiftPMEntryPoint() as Never }
}
