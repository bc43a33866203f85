import Experiment
import Model
import Testing
import Trials

@testable import Reporter

/// The tables of what was taken down of trained models.
@Suite struct CaptureTablesTests {
  /// The files of a plan's first trial with some captures.
  private func files(_ planned: PlannedRecords, _ captures: [TrialCaptures]) throws -> ResultFiles {
    var report = TrainingReport(planned.plan)
    for (trial, captures) in zip(try planned.plan.trials(), captures) {
      report.add(TrialRecord(trial: trial, status: .completed, captures: captures))
    }
    return report.results()
  }

  private func captures(_ predictions: [Prediction]) -> TrialCaptures {
    var captures = TrialCaptures()
    captures.predictions[.train] = predictions
    return captures
  }

  @Test func aPredictionOfAClassNamesClasses() throws {
    let planned = try PlannedRecords(sweep: "{}", report: "{predictions: {split: train, count: 2}}")
    let id = try planned.plan.trial(at: 0).id.short
    let predictions = [
      Prediction(features: [0.5, 1], outputs: [0.25, 0.75], expected: .class(1)),
      Prediction(features: [2, -1], outputs: [0.9, 0.1], expected: .class(1)),
      Prediction(features: [0, 0], outputs: [1, 0], expected: .class(0)),
    ]
    // Two of the three are asked for.
    #expect(
      try files(planned, [captures(predictions)]).lines("predictions.csv") == [
        "trial,replicate,seed,example,x1,x2,predicted,confidence,expected,correct",
        "\(id),0,42,0,0.5,1.0,b,0.75,b,true", "\(id),0,42,1,2.0,-1.0,a,0.9,b,false",
      ])
  }

  @Test func aParameterHasARowForEachNumber() throws {
    let planned = try PlannedRecords(sweep: "{}", report: "{parameters: true}")
    let id = try planned.plan.trial(at: 0).id.short
    var captures = TrialCaptures()
    captures.parameters = [
      ParameterCapture(
        name: "layers.0.weight", shape: [2, 3], initial: [1, 2, 3, 4, 5, 6], final: [0.5, 2, 3, 4, 5, 7]),
      ParameterCapture(name: "layers.0.bias", shape: [2], initial: [0, 0], final: [0.25, -1]),
    ]
    let lines = try files(planned, [captures]).lines("parameters.csv")
    #expect(lines[0] == "trial,replicate,seed,parameter,row,column,initial,final")
    #expect(
      lines.dropFirst().map { $0.dropFirst(id.count + 1) } == [
        "0,42,layers.0.weight,0,0,1.0,0.5", "0,42,layers.0.weight,0,1,2.0,2.0",
        "0,42,layers.0.weight,0,2,3.0,3.0",
        "0,42,layers.0.weight,1,0,4.0,4.0", "0,42,layers.0.weight,1,1,5.0,5.0",
        "0,42,layers.0.weight,1,2,6.0,7.0",
        "0,42,layers.0.bias,0,0,0.0,0.25", "0,42,layers.0.bias,1,0,0.0,-1.0",
      ])
  }

  @Test func aModelHasARowForEachLayerAndATotal() throws {
    let planned = try PlannedRecords(
      sweep: "{}", report: "{model: true}", layers: "[dense: {units: 5, activation: tanh}, dense: {units: 2}]"
    )
    let id = try planned.plan.trial(at: 0).id.short
    #expect(
      try files(planned, [TrialCaptures()]).lines("model.csv") == [
        "trial,replicate,seed,layer,type,inputs,outputs,activation,parameters",
        "\(id),0,42,layers.0,dense,2,5,tanh,15", "\(id),0,42,layers.1,dense,5,2,identity,12",
        "\(id),0,42,total,,2,2,,27",
      ])
  }
}
