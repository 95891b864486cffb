// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let jwtKit: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHPACK: Target.Dependency = .product(name: "NIOHPACK", package: "swift-nio-http2")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "nomade",
    products: [.executable(name: "nomade", targets: ["nomade"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLDAP", pkgConfig: "ldap", providers: [.apt(["libldap-dev"])]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(
            name: "CBlocklist",
            exclude: ["SCOWL-NOTICE.txt", "blocklist.txt", "words"]
        ),
        .target(name: "Policy", swiftSettings: settings),
        .target(
            name: "Store",
            dependencies: [
                "CPostgreSQL", crypto, grdb,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Web",
            dependencies: [
                "Policy", crypto, httpTypes, hummingbird, logging, mustache, nioCore,
            ],
            resources: [.embedInCode("Look"), .embedInCode("Templates"), .embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "City",
            dependencies: [
                "Policy", yams,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Audit",
            dependencies: [
                "Store", "Web", crypto,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "People",
            dependencies: [
                "Audit", "CCurl", "CLDAP", "City", "Policy", "Store", "Web", asyncHTTPClient, crypto, httpTypes,
                hummingbird,
                logging, nioCore, nioHTTP1,
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "SignIn",
            dependencies: [
                "People", "Audit", "City", "Policy", "Store", "Web", "CArgon2", "CBlocklist", "CQRencode", crypto,
                cryptoExtras, httpTypes, hummingbird, logging, nioCore,
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "Workplace",
            dependencies: [
                "People", "Audit", "City", "Policy", "Store", "Web", httpTypes, hummingbird,
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "Access",
            dependencies: [
                "SignIn", "People", "Audit", "City", "Policy", "Store", "Web", crypto, httpTypes, hummingbird, logging,
                nioCore,
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "Gate",
            dependencies: [
                "SignIn", "City", "Policy", "Web", httpTypes, hummingbird, logging, nioCore, nioHPACK, nioHTTP2,
                nioPosix,
                nioSSL, nioTLS,
            ],
            resources: [.embedInCode("Words")],
            swiftSettings: settings
        ),
        .target(
            name: "Portal",
            dependencies: [
                "Workplace", "Access", "Audit", "City", "Gate", "People", "Policy", "SignIn", "Store", "Web", crypto,
                httpTypes, hummingbird, jwtKit, lifecycle, logging, metrics, nioCore, nioPosix, nioSSL, swiftASN1, x509,
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DemoTown",
            dependencies: [
                "Access", "Audit", "City", "Gate", "People", "Policy", "Portal", "SignIn", "Store", "Web", "Workplace",
                crypto, httpTypes, hummingbird, lifecycle, logging, nioCore, nioHTTP1, nioPosix, nioSSL, nioWebSocket,
                swiftASN1, x509,
            ],
            resources: [.embedInCode("Town/city.yaml"), .embedInCode("Town/people.csv")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "nomade",
            dependencies: [
                "Access", "Audit", "City", "DemoTown", "Gate", "People", "Policy", "Portal", "SignIn", "Store",
                "Web", "Workplace", argumentParser, crypto, lifecycle, logging, nioCore, nioSSL, unixSignals,
            ],
            swiftSettings: settings
        ),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .testTarget(
            name: "PolicyTests",
            dependencies: [
                "Policy", "CAllocations",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TwoEngines",
            dependencies: [
                "Store"
            ],
            path: "Tests/TwoEngines",
            swiftSettings: settings
        ),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Store", "TwoEngines", crypto, grdb,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Policy", crypto, httpTypes, hummingbird, logging, mustache, nioCore,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CityTests",
            dependencies: [
                "City", "Policy", yams,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AuditTests",
            dependencies: [
                "Audit", "Store", "TwoEngines", "Web", crypto,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PeopleTests",
            dependencies: [
                "People", "Audit", "City", "Policy", "Store", "TwoEngines", "Web", crypto,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "WorkplaceTests",
            dependencies: [
                "Workplace", "People", "Audit", "City", "Policy", "Store", "TwoEngines", "Web",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "SignInTests",
            dependencies: [
                "SignIn", "People", "Audit", "City", "Policy", "Store", "TwoEngines", "Web", "CArgon2", "CQRencode",
                crypto,
                httpTypes, hummingbird, logging, nioCore,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "AccessTests",
            dependencies: [
                "Access", "SignIn", "People", "Audit", "City", "Policy", "Store", "Web", crypto, httpTypes, hummingbird,
                logging, nioCore,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GateTests",
            dependencies: [
                "DoorAlone", "Gate", "SignIn", "City", "Policy", "Web", httpTypes, hummingbird, logging, nioCore,
                nioHPACK, nioHTTP2,
                nioPosix, nioSSL, nioEmbedded,
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DoorAlone",
            dependencies: ["Gate", "SignIn", "City", "Policy", "Web", httpTypes, hummingbird, nioCore],
            path: "Tests/DoorAlone",
            swiftSettings: settings
        ),
        .testTarget(
            name: "PortalTests",
            dependencies: [
                "Portal", "Access", "Audit", "City", "Gate", "People", "Policy", "SignIn", "Store", "TwoEngines", "Web",
                "Workplace", crypto,
                httpTypes, hummingbird, jwtKit, lifecycle, logging, metrics, nioCore, nioPosix, nioSSL, swiftASN1, x509,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DemoTownTests",
            dependencies: [
                "DemoTown", "Access", "Audit", "City", "Gate", "People", "Policy", "Portal", "SignIn", "Store",
                "Web", asyncHTTPClient, crypto, httpTypes, hummingbird, lifecycle, logging, nioCore, nioHTTP1, nioPosix,
                nioSSL, nioWebSocket,
                swiftASN1, x509,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "nomadeTests",
            dependencies: [
                "nomade", "Access", "Policy", argumentParser,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "JourneyTests",
            dependencies: [
                "DemoTown", "Portal", "Access", "Audit", "City", "Gate", "People", "Policy", "SignIn", "Store",
                "TwoEngines",
                "Web", "Workplace", asyncHTTPClient, crypto, httpTypes, hummingbird, lifecycle, logging, nioCore,
                nioPosix,
                nioSSL,
            ],
            swiftSettings: settings
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: settings),
    ]
)
