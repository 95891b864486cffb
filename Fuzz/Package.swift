// swift-tools-version: 6.2
import PackageDescription

// The parsers that strangers' bytes meet, compiled again from the product's own sources (Parsers/ holds links, no code)
// with libFuzzer's counters. Scripts/fuzz copies the product's Package.resolved here, so the libraries are the same ones.
let fuzzer = Context.environment["NOMADE_FUZZER"] ?? "-lclang_rt.fuzzer_no_main"

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-sanitize=fuzzer", "-O"]),
]

let package = Package(
    name: "fuzz",
    dependencies: [
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Policy", path: "Parsers/Policy", swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [.product(name: "HTTPTypes", package: "swift-http-types")],
            path: "Parsers/Web",
            swiftSettings: settings
        ),
        .target(
            name: "City",
            dependencies: ["Policy", .product(name: "Yams", package: "Yams")],
            path: "Parsers/City",
            swiftSettings: settings
        ),
        .target(
            name: "People",
            dependencies: ["City", "Policy", "Web"],
            path: "Parsers/People",
            swiftSettings: settings
        ),
        .target(name: "SignIn", path: "Parsers/SignIn", swiftSettings: settings),
        .target(
            name: "Gate",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")],
            path: "Parsers/Gate",
            swiftSettings: settings
        ),
        .target(name: "CFuzzer", path: "CFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: ["CFuzzer", "City", "Gate", "People", "Policy", "SignIn", "Web"],
            path: "Harness",
            swiftSettings: settings,
            linkerSettings: [.unsafeFlags(["-Xlinker", "-u", "-Xlinker", "LLVMFuzzerRunDriver", fuzzer, "-lstdc++"])]
        ),
    ]
)
