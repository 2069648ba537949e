// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
  name: "drawbridge",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Floor 0: C behind one door each.
    .systemLibrary(name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "CICU", dependencies: ["CICUSystem"]),
    .target(name: "CTables"),
    .target(name: "CMapping"),
    .target(name: "CLanguages", exclude: ["languages.model", "ATTRIBUTION.md"]),
    .target(name: "Text", dependencies: ["CICU", "CTables"], swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: strict),
    // Floors 1 to 4.
    .target(name: "Bridge", dependencies: ["Text", "CLanguages", "CMapping"], swiftSettings: strict),
    .target(name: "Rules", dependencies: ["Bridge", "Text", yams], swiftSettings: strict),
    .executableTarget(name: "SQLEmbedder", swiftSettings: strict),
    .plugin(name: "EmbedSQL", capability: .buildTool, dependencies: ["SQLEmbedder"], path: "Sources/EmbedSQL"),
    .target(
      name: "Store", dependencies: ["Postgres", "Rules", "Bridge", "Text", logging], exclude: ["Schema"],
      swiftSettings: strict, plugins: ["EmbedSQL"]),
    .target(name: "Worker", dependencies: ["Store", "Rules", "Bridge", "Text", logging], swiftSettings: strict),
    .target(name: "Review", dependencies: ["Store", "Rules", "Bridge", "Text"], swiftSettings: strict),
    // Floor 5: what people run.
    .executableTarget(
      name: "drawbridge",
      dependencies: [
        "Worker", "Review", "Store", "Postgres", "Rules", "Bridge", "Text", argumentParser, logging,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Worker", "Review", "Store", "Postgres", "Rules", "Bridge", "Text", argumentParser, logging],
      swiftSettings: strict),
    .executableTarget(
      name: "LanguageTrainer", dependencies: ["Bridge", "Text", argumentParser], swiftSettings: strict),
    .executableTarget(name: "FuzzTargets", dependencies: ["Rules", "Bridge", "Text"], swiftSettings: strict),
    .executableTarget(name: "TableGenerator", dependencies: ["CICU"], swiftSettings: strict),
    // Tests mirror the sources.
    .target(
      name: "TestSupport", dependencies: ["Store", "Postgres"], path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "CrashingWorker", dependencies: ["Worker", "Store", "Rules", "Bridge", logging],
      path: "Tests/CrashingWorker", swiftSettings: strict),
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text", "SeededRandom"], swiftSettings: strict),
    .testTarget(
      name: "BridgeTests", dependencies: ["Bridge", "Text"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "RulesTests", dependencies: ["Rules", "Bridge", "Text", "SeededRandom"], swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Rules", "Bridge", "Text", "TestSupport", "SeededRandom"],
      swiftSettings: strict),
    .testTarget(
      name: "WorkerTests",
      dependencies: [
        "Worker", "Store", "Rules", "Bridge", "Text", "TestSupport", "CrashingWorker", "SeededRandom", logging,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReviewTests", dependencies: ["Review", "Store", "Rules", "Bridge", "Text"], swiftSettings: strict),
    .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks", "SeededRandom"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["drawbridge", "Store", "Postgres", "Rules", "Text", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
