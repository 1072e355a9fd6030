// swift-tools-version: 6.2
import PackageDescription

/// House rules for every target of our own: Swift 6, no warnings, explicit imports.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "jimeng-mock",
  platforms: [.macOS(.v15), .iOS(.v18)],
  products: [
    .library(name: "JimengMock", targets: ["JimengMock"]),
    .library(name: "JimengMockTesting", targets: ["JimengMockTesting"]),
    .library(name: "JimengClient", targets: ["JimengClient"]),
    .library(name: "JimengContract", targets: ["JimengContract"]),
    .executable(name: "jimeng-mock", targets: ["jimeng-mock"]),
    .executable(name: "jimeng-mock-test", targets: ["jimeng-mock-test"]),
  ],
  targets: [
    .systemLibrary(name: "CEpoll"),
    .target(
      name: "HTTPTransport",
      dependencies: [.target(name: "CEpoll", condition: .when(platforms: [.linux]))],
      swiftSettings: house),
    .target(name: "StrictJSON", swiftSettings: house),
    .target(name: "Reports", dependencies: ["StrictJSON"], swiftSettings: house),
    .target(name: "OpenAPIContract", dependencies: ["StrictJSON"], swiftSettings: house),
    .target(
      name: "JimengFixtures", path: "fixtures",
      exclude: [
        "prose", "media/README.md", "media/make", "scenarios/scenario.schema.json",
        "services/service.schema.json", "services/EVIDENCE.md",
      ],
      resources: [
        .embedInCode("openapi"), .embedInCode("media"), .embedInCode("scenarios"),
        .embedInCode("contract"), .embedInCode("services"),
      ],
      swiftSettings: house),
    .target(
      name: "JimengContract",
      dependencies: [
        "JimengClient", "OpenAPIContract", "Reports", "StrictJSON", "JimengFixtures",
      ],
      swiftSettings: house),
    .target(
      name: "JimengMock",
      dependencies: [
        "HTTPTransport", "OpenAPIContract", "Reports", "StrictJSON", "JimengFixtures",
      ],
      swiftSettings: house),
    // Of its own, so that Testing reaches nobody who does not test.
    .target(name: "JimengMockTesting", dependencies: ["JimengMock"], swiftSettings: house),
    .target(name: "JimengClient", dependencies: ["StrictJSON"], swiftSettings: house),
    .target(
      name: "CommandInterface",
      dependencies: ["HTTPTransport", "JimengMock", "OpenAPIContract", "StrictJSON"],
      swiftSettings: house),
    .executableTarget(
      name: "jimeng-mock",
      dependencies: [
        "CommandInterface", "JimengMock", "HTTPTransport", "OpenAPIContract", "Reports",
        "StrictJSON",
      ],
      swiftSettings: house),
    // What `jimeng-mock test` becomes: it links a client, which would slow the mock's start.
    .executableTarget(
      name: "jimeng-mock-test",
      dependencies: [
        "CommandInterface", "JimengContract", "JimengMock", "OpenAPIContract", "Reports",
        "StrictJSON",
      ],
      swiftSettings: house),
    // Not a product: the HTTP core alone, so that outside suites judge the parser.
    .executableTarget(
      name: "http-echo", dependencies: ["HTTPTransport"], path: "Tests/Conformance",
      swiftSettings: house),
    // Not a product: clients and servers that several test targets use.
    .target(
      name: "TestSupport", dependencies: ["HTTPTransport"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(
      name: "HTTPTransportTests", dependencies: ["HTTPTransport", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "StrictJSON"], swiftSettings: house),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"], swiftSettings: house),
    .testTarget(
      name: "OpenAPIContractTests",
      dependencies: ["OpenAPIContract", "StrictJSON", "JimengFixtures"],
      swiftSettings: house),
    .testTarget(
      name: "JimengMockTests",
      dependencies: [
        "JimengMock", "JimengFixtures", "HTTPTransport", "OpenAPIContract", "StrictJSON",
        "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "JimengClientTests",
      dependencies: ["JimengClient", "JimengMock", "HTTPTransport", "StrictJSON", "TestSupport"],
      swiftSettings: house),
    .testTarget(
      name: "JimengMockTestingTests", dependencies: ["JimengMock", "JimengMockTesting"],
      swiftSettings: house),
    // What a user writes: the products alone.
    .testTarget(
      name: "Examples", dependencies: ["JimengClient", "JimengMock", "JimengMockTesting"],
      swiftSettings: house),
    .testTarget(name: "Tidy", swiftSettings: house),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "CommandInterface", "HTTPTransport", "JimengContract", "JimengMock", "OpenAPIContract",
        "Reports", "StrictJSON", "jimeng-mock", "jimeng-mock-test", "TestSupport",
      ],
      swiftSettings: house),
    .testTarget(
      name: "JimengContractTests",
      dependencies: ["JimengClient", "JimengContract", "OpenAPIContract", "StrictJSON"],
      swiftSettings: house),
    .testTarget(
      name: "Live",
      dependencies: [
        "JimengMock", "JimengContract", "JimengFixtures", "HTTPTransport", "OpenAPIContract",
        "StrictJSON", "TestSupport",
      ],
      swiftSettings: house),
  ]
)
