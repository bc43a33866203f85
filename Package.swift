// swift-tools-version: 6.0
import PackageDescription

// What each target may import is drawn in docs/ARCHITECTURE.md; `.ci/check-imports` compares.
let package = Package(
  name: "nnrun",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "nnrun", targets: ["nnrun"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The system's libraries.
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Files.
    .target(name: "YAMLTree", dependencies: ["CYAML"]),
    .target(name: "Declarations", dependencies: ["YAMLTree"]),
    .target(name: "Model"),
    .target(
      name: "Experiment",
      dependencies: [
        "Declarations", "Model", "Digests", "ElementaryFunctions", "Sampling", "Statistics",
      ]),
    .target(name: "Digests", dependencies: [.target(name: "CCrypto", condition: .when(platforms: [.linux]))]),
    .target(name: "Planner", dependencies: ["Experiment", "Digests"]),

    // Training.
    // libm has fma for processors without it.
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "ElementaryFunctions", dependencies: ["CKernels"]),
    .target(name: "Sampling", dependencies: ["ElementaryFunctions"]),
    .target(name: "NeuralNetwork", dependencies: ["Model", "CKernels", "ElementaryFunctions"]),
    .target(
      name: "Datasets",
      dependencies: [
        "Model", "NeuralNetwork", "ElementaryFunctions", "Digests", "Tables", "CZlib", "CDeflate",
      ]),

    // Results.
    .target(name: "Tables"),
    .target(name: "Plot"),
    .target(name: "Statistics", dependencies: ["ElementaryFunctions"]),
    .target(name: "Trials", dependencies: ["Planner", "Statistics"]),
    .target(name: "Comparisons", dependencies: ["Trials", "Tables", "Statistics"]),
    .target(name: "Executor", dependencies: ["Trials", "NeuralNetwork", "Datasets"]),
    .target(name: "Reporter", dependencies: ["Trials", "Tables", "Plot", "Comparisons"]),
    .executableTarget(
      name: "nnrun",
      dependencies: [
        "Comparisons", "Executor", "Reporter", "Tables",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // What `make fuzz` calls with inputs that it makes up.
    .target(name: "Fuzzing", dependencies: ["Executor"], path: "Tests/Fuzzing", exclude: ["Seeds"]),

    // What the tests of several targets share.
    .target(
      name: "TestSupport", dependencies: ["Planner", "Experiment"], path: "Tests/TestSupport"),

    .target(name: "CPeak", path: "Benchmarks/CPeak"),
    .executableTarget(
      name: "kernel-benchmark", dependencies: ["Model", "NeuralNetwork", "CPeak"],
      path: "Benchmarks/KernelBenchmark"),

    .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree"]),
    .testTarget(name: "DeclarationsTests", dependencies: ["Declarations"]),
    .testTarget(name: "ModelTests", dependencies: ["Model"]),
    .testTarget(
      name: "ExperimentTests", dependencies: ["Experiment", "TestSupport"], exclude: ["Malformed"]),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(name: "PlannerTests", dependencies: ["Planner", "TestSupport"]),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["NeuralNetwork", "Digests"], resources: [.copy("Goldens")]),
    .testTarget(name: "SamplingTests", dependencies: ["Sampling"], resources: [.copy("Goldens")]),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Digests"], resources: [.copy("Goldens")]),
    .testTarget(name: "TablesTests", dependencies: ["Tables"], resources: [.copy("Goldens")]),
    .testTarget(name: "PlotTests", dependencies: ["Plot"], exclude: ["Snapshots"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Goldens")]),
    .testTarget(name: "TrialsTests", dependencies: ["Trials", "TestSupport"]),
    .testTarget(name: "ComparisonsTests", dependencies: ["Comparisons", "TestSupport"]),
    .testTarget(name: "ExecutorTests", dependencies: ["Executor", "Digests", "TestSupport"]),
    .testTarget(name: "ReporterTests", dependencies: ["Reporter", "TestSupport"]),
    .testTarget(name: "ResultsTests", exclude: ["Goldens"]),
    .testTarget(name: "CommandTests", dependencies: ["nnrun", "Reporter"]),
    .testTarget(name: "WholeRunTests", dependencies: ["Executor", "Reporter"], exclude: ["Reader"]),
  ]
)
