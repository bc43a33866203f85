#if os(Linux)
  import Foundation
  import Testing

  /// What a run holds on to, by the most memory that the system ever gave it.
  @Suite struct MemoryTests {
    let workspace: Workspace
    init() throws { workspace = try Workspace() }

    /// The peak of a run of a small experiment with something in it, in kilobytes.
    private func peak(_ rest: String) throws -> Int {
      try workspace.write(
        """
        name: small
        dataset: {name: moons, classes: [a, b], format: {synthetic: {shape: moons, train: 20, seed: 1}}}
        model: {layers: [dense: {units: 64, activation: tanh}, dense: {units: 64}, dense: {units: 2}]}
        training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 0.1}}, epochs: 1, batch_size: 10}
        \(rest)

        """, to: "small.yaml")
      var peak = 0
      // One worker: with several, how their allocations fall together differs from run to run.
      let program = try workspace.run(["small.yaml", "--quiet", "--jobs", "1"]) { process in
        while process.isRunning {
          peak = max(peak, Self.peak(ofProcess: process.processIdentifier))
          Thread.sleep(forTimeInterval: 0.005)
        }
      }
      #expect(program.status == 0, "\(program.errors)")
      try #require(peak > 0)
      return peak
    }

    /// `VmHWM` of a process; 0 of one that has ended.
    private static func peak(ofProcess number: Int32) -> Int {
      let status = FileManager.default.contents(atPath: "/proc/\(number)/status") ?? Data()
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first {
        $0.hasPrefix("VmHWM:")
      }
      return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// A worker keeps nothing of a finished trial: ten times as many trials take no more memory. (They took
    /// 30 to 50 KB each, which would be 60 MB here.)
    @Test func finishedTrialsTakeNoMemory() throws {
      func sweep(_ count: Int) -> String {
        "sweep: {grid: {training.optimizer.sgd.learning_rate: {lin: {from: 0.1, to: 0.2, count: \(count)}}}}"
      }
      let (few, many) = (try peak(sweep(200)), try peak(sweep(2000)))
      #expect(many - few < 16_000, "\(few) KB for 200 trials, \(many) KB for 2000")
    }

    /// Numbers that are thrown away before training are not kept meanwhile: here they would be 80 MB.
    @Test func discardedDrawsTakeNoMemory() throws {
      let none = try peak("")
      let many = try peak("advance: [{uniform: 20000000}]")
      #expect(many - none < 16_000, "\(none) KB without draws, \(many) KB with them")
    }
  }
#endif
