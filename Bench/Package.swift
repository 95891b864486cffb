// swift-tools-version: 6.2
import PackageDescription

// Decisions a second, over the product's own City and Policy (Parts/ and CAllocations are links, no code): release mode without all else.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "bench",
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
    ],
    targets: [
        .target(name: "Policy", path: "Parts/Policy", swiftSettings: settings),
        .target(
            name: "City",
            dependencies: ["Policy", .product(name: "Yams", package: "Yams")],
            path: "Parts/City",
            swiftSettings: settings
        ),
        .target(name: "CAllocations", path: "CAllocations"),
        .executableTarget(
            name: "decisions",
            dependencies: ["CAllocations", "City", "Policy"],
            path: "Decisions",
            swiftSettings: settings
        ),
    ]
)
