import Declarations
import Experiment
import Testing

@testable import Reporter

/// `manifest.json`: what made the results, the same on every machine.
@Suite struct ManifestTests {
  @Test func anExperimentWithoutTrialsHasItsDigestAndFiles() {
    var manifest = Manifest(
      experiment: "curves", programVersion: "1.2", numericsVersion: 3, identity: ["kind": "functions"])
    manifest.files = [("values.csv", "ab"), ("figures/\"f\".svg", "cd")]
    let lines = manifest.json.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(4) == ["{", #"  "experiment": "curves","#, #"  "nnrun": "1.2","#, #"  "numerics": 3,"#])
    #expect(lines[4].hasPrefix(#"  "spec": ""#) && lines[4].count == 12 + 64 + 1)
    #expect(
      lines.dropFirst(5) == [
        #"  "files": {"#, #"    "values.csv": "ab","#, #"    "figures/\"f\".svg": "cd""#, "  }", "}",
      ])
    #expect(manifest.json.hasSuffix("}\n"))
  }

  @Test func theDigestIsOfTheSpecAndTheNumericsAlone() {
    func digest(_ identity: JSONValue, name: String = "a", program: String = "1", numerics: Int = 1) -> String
    {
      let json = Manifest(
        experiment: name, programVersion: program, numericsVersion: numerics, identity: identity
      ).json
      return json.split(separator: "\n").first { $0.contains("\"spec\"") }.map(String.init) ?? ""
    }
    let base = digest(["a": 1])
    #expect(digest(["a": 1], name: "b", program: "2") == base)
    #expect(digest(["a": 2]) != base && digest(["a": 1], numerics: 2) != base)
  }

  @Test func anExperimentWithTrialsCountsThemAndNamesItsData() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {seed: [1, 2, 3]}, cases: {c: {x: {training.epochs: 1}}}}")
    let manifest = Manifest(
      experiment: "example", programVersion: "1", numericsVersion: 1, plan: planned.plan, trials: 3,
      digest: "d1")
    #expect(
      manifest.json == """
        {
          "experiment": "example",
          "nnrun": "1",
          "numerics": 1,
          "spec": "d1",
          "trials": 3,
          "datasets": {
            "d": {}
          },
          "files": {}
        }

        """)
  }
}
