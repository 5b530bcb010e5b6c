// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Settings of the rooms whose inner loops the tests run millions of times: optimized in debug
/// builds too, with `assert` kept alive.
let hot: [SwiftSetting] =
  common + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")

let package = Package(
  name: "cocarde-simulator",
  products: [.executable(name: "cocarde", targets: ["cocarde"])],
  traits: [
    .trait(name: "Jemalloc", description: "Links jemalloc and counts allocations with it."),
    .trait(name: "NoMutants", description: "Leaves the known-bad variants of the platform out."),
    .default(enabledTraits: ["Jemalloc"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // C libraries
    .systemLibrary(
      name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])]),

    .target(name: "CAllocatorOptions"),
    .target(name: "CHost"),

    // Ground: what every room may use
    .target(name: "Calendar", swiftSettings: hot),
    .target(name: "Draws", swiftSettings: hot),
    .target(name: "Documents", dependencies: ["Calendar", yams], swiftSettings: common),
    .target(
      name: "AllocationMeter",
      dependencies: [
        "CAllocatorOptions",
        .target(name: "CJemalloc", condition: .when(traits: ["Jemalloc"])),
      ],
      swiftSettings: common),

    // Rooms, from the lowest to the highest
    .target(
      name: "Law", dependencies: ["Calendar", "Documents"], resources: [.embedInCode("Data")],
      swiftSettings: common),
    .target(
      name: "Territory", dependencies: ["Calendar", "Documents", "Draws", "Law"],
      exclude: ["Scripts"], resources: [.embedInCode("Data")], swiftSettings: hot),
    .target(
      name: "Population",
      dependencies: ["Calendar", "Documents", "Draws", "Law", "Territory"],
      resources: [.embedInCode("Data")], swiftSettings: hot),
    .target(name: "Ledger", dependencies: ["Draws"], swiftSettings: hot),
    .target(name: "Kernel", dependencies: ["Calendar"], swiftSettings: hot),
    .target(
      name: "Platform", dependencies: ["Calendar", "Draws", "Kernel", "Law", "Ledger"],
      swiftSettings: hot),
    .target(
      name: "Behaviour",
      dependencies: [
        "Calendar", "Documents", "Draws", "Kernel", "Law", "Ledger", "Platform", "Population",
        "Territory",
      ],
      resources: [.embedInCode("Data")], swiftSettings: hot),
    .target(name: "Oracle", dependencies: ["Calendar", "Law"], swiftSettings: hot),
    .target(
      name: "Audit",
      dependencies: [
        "Calendar", "Draws", "Law", "Ledger", "Platform", "Population", "Territory",
      ],
      swiftSettings: hot),
    .target(
      name: "Explore",
      dependencies: ["Audit", "Calendar", "Draws", "Law", "Ledger", "Platform"],
      swiftSettings: hot),
    .target(name: "Statistics", swiftSettings: hot),
    .target(
      name: "Simulation",
      dependencies: [
        "Audit", "Behaviour", "Calendar", "Draws", "Kernel", "Law", "Ledger", "Platform",
        "Population", "Statistics", "Territory",
      ],
      swiftSettings: hot),
    .target(
      name: "Report", dependencies: ["Calendar", "Ledger", "Statistics"],
      resources: [.embedInCode("Data")], swiftSettings: common),
    .target(
      name: "Pages", dependencies: ["Calendar", "Draws", "Report", "Statistics", mustache],
      resources: [.embedInCode("Data")], swiftSettings: common),

    .target(
      name: "Study", dependencies: ["Audit", "Calendar", "Platform", "Simulation", "Statistics"],
      swiftSettings: common),
    .target(
      name: "Gate", dependencies: ["Draws", "Report", "Statistics"], swiftSettings: common),
    .target(
      name: "Load",
      dependencies: ["CHost", "Calendar", "Draws", "Ledger", "Platform", grdb, histogram],
      swiftSettings: common),
    .target(
      name: "Store",
      dependencies: ["Calendar", "Documents", "Law", "Ledger", "Platform", grdb],
      swiftSettings: common),
    .target(
      name: "Evidence",
      dependencies: [
        "Audit", "Calendar", "Documents", "Law", "Ledger", "Platform", "Population", "Simulation",
        "Store", "Territory",
      ],
      swiftSettings: common),
    .target(
      name: "Comparison",
      dependencies: [
        "Audit", "Calendar", "Draws", "Kernel", "Law", "Ledger", "Oracle", "Platform",
        "Population", "Simulation",
      ],
      swiftSettings: hot),
    .target(
      name: "Scenario",
      dependencies: [
        "Behaviour", "Calendar", "Documents", "Draws", "Law", "Population", "Simulation",
        "Statistics", "Territory",
      ],
      swiftSettings: common),
    .target(
      name: "Cases",
      dependencies: [
        "Audit", "Calendar", "Comparison", "Documents", "Law", "Ledger", "Oracle", "Platform",
        "Simulation",
      ],
      swiftSettings: common),

    .target(
      name: "Capsules",
      dependencies: [
        "Audit", "Calendar", "Comparison", "Draws", "Law", "Platform", "Population", "Report",
        "Scenario", "Simulation",
      ],
      swiftSettings: common),

    // Executables
    .executableTarget(
      name: "cocarde",
      dependencies: [
        "AllocationMeter", "Audit", "Behaviour", "CHost", "Calendar", "Capsules", "Cases",
        "Comparison", "Documents", "Draws", "Evidence", "Explore", "Gate", "Law", "Ledger", "Load",
        "Oracle", "Pages", "Platform",
        "Population", "Report", "Scenario", "Simulation", "Statistics", "Store", "Study",
        "Territory", argumentParser,
      ],
      swiftSettings: common),

    // The reference workload, on the kernel and the ledger
    .target(
      name: "Workload", dependencies: ["Calendar", "Draws", "Kernel", "Ledger"],
      path: "Benchmarks/Workload", swiftSettings: hot),

    .executableTarget(
      name: "cocarde-bench",
      dependencies: [
        "AllocationMeter", "Audit", "Behaviour", "Calendar", "Documents", "Draws", "Evidence",
        "Kernel", "Law", "Ledger", "Platform", "Population", "Report", "Scenario", "Simulation",
        "Statistics", "Store", "Territory", "Workload", argumentParser,
      ],
      path: "Benchmarks", exclude: ["README.md", "Reference", "Workload", "gate-rounds.sh"],
      swiftSettings: common),

    // Tests
    .testTarget(
      name: "AllocationMeterTests", dependencies: ["AllocationMeter"], swiftSettings: common),
    .testTarget(
      name: "AuditTests",
      dependencies: [
        "Audit", "Calendar", "Draws", "Law", "Ledger", "Platform", "Population", "Territory",
      ],
      swiftSettings: common),
    .testTarget(
      name: "BehaviourTests",
      dependencies: [
        "Behaviour", "Calendar", "Draws", "Law", "Platform", "Population", "Territory",
      ],
      swiftSettings: common),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["Report", "Statistics", "cocarde-bench"],
      swiftSettings: common),
    .testTarget(name: "CalendarTests", dependencies: ["Calendar"], swiftSettings: common),
    .testTarget(
      name: "CapsulesTests",
      dependencies: [
        "Audit", "Behaviour", "Calendar", "Capsules", "Law", "Platform", "Population", "Report",
        "Simulation", "Territory",
      ],
      swiftSettings: common),
    .testTarget(
      name: "CasesTests",
      dependencies: [
        "Calendar", "Cases", "Comparison", "Documents", "Law", "Oracle", "Platform",
      ],
      swiftSettings: common),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Audit", "Behaviour", "Calendar", "Capsules", "Documents", "Law", "Load", "Pages",
        "Platform",
        "Population", "Report", "Scenario", "Simulation", "Statistics", "Store", "Study",
        "Territory", "cocarde", grdb,
      ],
      swiftSettings: common),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Calendar", "Documents"],
      swiftSettings: common),
    .testTarget(name: "DrawsTests", dependencies: ["Draws"], swiftSettings: common),
    .testTarget(
      name: "ExploreTests",
      dependencies: ["Audit", "Calendar", "Draws", "Explore", "Law", "Ledger", "Platform"],
      swiftSettings: common),
    .testTarget(
      name: "GateTests", dependencies: ["Gate", "Report", "Statistics"], swiftSettings: common),
    .testTarget(
      name: "KernelTests", dependencies: ["Calendar", "Draws", "Kernel"], swiftSettings: common),
    .testTarget(
      name: "LawTests",
      dependencies: ["Calendar", "Documents", "Law"],
      swiftSettings: common),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: common),
    .testTarget(
      name: "LoadTests", dependencies: ["Calendar", "Law", "Load", "Platform", "Statistics"],
      swiftSettings: common),
    .testTarget(
      name: "OracleTests",
      dependencies: ["Calendar", "Law", "Oracle"],
      swiftSettings: common),
    .testTarget(
      name: "PagesTests", dependencies: ["Calendar", "Draws", "Pages", "Report", "Statistics"],
      swiftSettings: common),
    .testTarget(
      name: "PlatformTests",
      dependencies: ["Calendar", "Draws", "Law", "Ledger", "Platform"],
      swiftSettings: common),
    .testTarget(
      name: "PopulationTests",
      dependencies: ["Calendar", "Documents", "Draws", "Law", "Population", "Territory"],
      swiftSettings: common),
    .testTarget(
      name: "ReportTests",
      dependencies: ["Calendar", "Ledger", "Report", "Statistics", histogram],
      swiftSettings: common),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Behaviour", "Calendar", "Documents", "Draws", "Law", "Scenario", "Simulation",
      ],
      swiftSettings: common),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "AllocationMeter", "Audit", "Behaviour", "Calendar", "Comparison", "Evidence", "Law",
        "Ledger", "Oracle", "Platform", "Population", "Simulation", "Store", "Territory",
      ],
      swiftSettings: common),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: common),
    .testTarget(
      name: "StoreTests",
      dependencies: ["Calendar", "Law", "Ledger", "Platform", "Store", grdb],
      swiftSettings: common),
    .testTarget(
      name: "StudyTests", dependencies: ["Audit", "Platform", "Statistics", "Study"],
      swiftSettings: common),
    .testTarget(
      name: "TerritoryTests",
      dependencies: ["Calendar", "Documents", "Draws", "Law", "Territory"],
      swiftSettings: common),
    .testTarget(name: "TidyTests", swiftSettings: common),
    .testTarget(
      name: "WorkloadTests",
      dependencies: ["AllocationMeter", "Calendar", "Kernel", "Ledger", "Workload"],
      swiftSettings: common),
  ],
  swiftLanguageModes: [.v6]
)
