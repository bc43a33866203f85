// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "nnrun",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "nnrun", targets: ["nnrun"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    // libm has fma for processors without it.
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "YAMLTree", dependencies: ["CYAML"]),
    .target(name: "ExperimentSpec", dependencies: ["YAMLTree"]),
    .target(
      name: "Planner",
      dependencies: ["ExperimentSpec", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "NeuralNetwork", dependencies: ["CKernels"]),
    .target(
      name: "Datasets",
      dependencies: [
        "NeuralNetwork", "CZlib", "CDeflate", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "TrialStore", dependencies: ["Planner"]),
    .target(name: "Executor", dependencies: ["Planner", "TrialStore", "NeuralNetwork", "Datasets"]),
    .target(name: "Reporter", dependencies: ["TrialStore", "Planner", "ExperimentSpec"]),
    .executableTarget(
      name: "nnrun",
      dependencies: [
        "Executor", "Reporter",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "CPeak", path: "Benchmarks/CPeak"),
    .executableTarget(
      name: "kernel-benchmark", dependencies: ["NeuralNetwork", "CPeak"], path: "Benchmarks/KernelBenchmark"),
    .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree"]),
    .testTarget(name: "ExperimentSpecTests", dependencies: ["ExperimentSpec"], exclude: ["Malformed"]),
    .testTarget(name: "PlannerTests", dependencies: ["Planner"]),
    .testTarget(
      name: "NeuralNetworkTests",
      dependencies: ["NeuralNetwork", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.copy("Goldens")]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
    .testTarget(
      name: "ExecutorTests", dependencies: ["Executor", .product(name: "Crypto", package: "swift-crypto")]),
    .testTarget(name: "ResultsTests"),
    .testTarget(name: "CommandTests", dependencies: ["nnrun"]),
    .testTarget(name: "ExperimentTests", dependencies: ["Executor", "Reporter"], exclude: ["Reader"]),
    .testTarget(name: "TrialStoreTests", dependencies: ["TrialStore"]),
    .testTarget(name: "ReporterTests", dependencies: ["Reporter"], exclude: ["Snapshots"]),
  ]
)
