import Experiment
import Testing
import Trials

@testable import Reporter

/// The tables of a sweep, whole.
@Suite struct TrainingReportTests {
  @Test func everyTableBeginsWithTheTrialItsAxesReplicateAndSeed() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {rate: [0.10, 1e-3]}, derive: {double: rate * 2}, seeds: [7, 8]}",
      report: "{table: [rate, double, train_loss]}",
      training: ", batch_size: 2",
      layers: "[dense: {units: 2, weights: {normal: {standard_deviation: $rate}}}]")
    let results = try planned.results([[0.5, 0.25], [0.5, 0.75], [], [1, 2]])
    let ids = try planned.plan.trials().map(\.id.short)
    #expect(
      results.lines("trials.csv") == [
        "trial,rate,double,replicate,seed,status,parameters,weights,train_loss",
        "\(ids[0]),0.10,0.2,0,7,completed,6,5a5a5a5a5a5a,0.25",
        "\(ids[1]),0.10,0.2,1,8,completed,6,5a5a5a5a5a5a,0.75",
        "\(ids[2]),1e-3,0.002,0,7,diverged,6,,",
        "\(ids[3]),1e-3,0.002,1,8,completed,6,5a5a5a5a5a5a,2.0",
      ])
    #expect(
      results.lines("epochs.csv").prefix(3) == [
        "trial,rate,double,replicate,seed,epoch,train_loss", "\(ids[0]),0.10,0.2,0,7,1,0.5",
        "\(ids[0]),0.10,0.2,0,7,2,0.25",
      ])
    #expect(
      results.lines("summary.csv") == [
        "rate,double,n,train_loss_mean,train_loss_sd,train_loss_ci95_low,train_loss_ci95_high,"
          + "train_loss_median,train_loss_min,train_loss_max",
        "0.10,0.2,2,0.5,0.3535533905932738,-2.6765511840436744,3.6765511840436744,0.5,0.25,0.75",
        "1e-3,0.002,1,2.0,,,,2.0,2.0,2.0",
      ])
  }

  @Test func theTerminalHasARowAnArmWithMeans() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {rate: [0.1, 0.2]}, seeds: [7, 8]}", report: "{table: [rate, train_loss, parameters]}",
      layers: "[dense: {units: 2, weights: {normal: {standard_deviation: $rate}}}]")
    let results = try planned.results([[0.25], [0.75], [], [2]])
    #expect(
      results.summary == """
        Rate  n  Training Loss    ± sd  Parameters  Status
        ------------------------------------------------------
         0.1  2         0.5000  0.3536           6  completed
         0.2  1         2.0000                   6  1 diverged

        """)
  }

  /// The natural name of an axis over training.epochs is that of a column that only a `stop` makes.
  @Test func anAxisIsMeantByItsOwnNameInTheTable() throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {epochs: [3, 4], parameters: [1, 2]}}",
      report: "{table: [epochs, parameters, train_loss]}",
      epochs: "$epochs", layers: "[dense: {units: 2, weights: {normal: {mean: $parameters}}}]")
    #expect(
      try planned.results([[0.5], [0.25], [1], [2]]).summary.split(separator: "\n").dropFirst(2).map {
        $0.split(separator: " ").prefix(2).joined(separator: " ")
      } == ["3 1", "3 2", "4 1", "4 2"])
  }

  @Test func whereTheTableNamesTheSeedEachTrialHasARow() throws {
    let planned = try PlannedRecords(sweep: "{seeds: [7, 8]}", report: "{table: [seed, train_loss]}")
    #expect(
      try planned.results([[0.25], [0.75]]).summary == """
        Seed  Training Loss
        -------------------
           7         0.2500
           8         0.7500

        """)
  }

  /// Axes with the names of columns: in no table are there two columns of one name, and all rows tell the
  /// axis.
  @Test(arguments: [
    "trial", "n", "epochs", "epoch", "example", "predicted", "final", "parameter", "activation", "layer",
    "status",
    "weights", "train_loss", "replicate", "x1", "correct", "train_loss_mean", "inputs",
  ])
  func noTableHasTwoColumnsOfOneName(_ axis: String) throws {
    let planned = try PlannedRecords(
      sweep: "{grid: {\(axis): [3, 4]}}",
      report: "{predictions: {split: train}, parameters: true, model: true}", epochs: "$\(axis)")
    let results = try planned.results([[0.5], [0.25]])
    for file in results.files {
      let (name, text) = (file.name, file.text)
      let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      #expect(Set(header).count == header.count, "\(name): \(header)")
      #expect(header.contains(axis) || header.contains("axis.\(axis)"), "\(name): \(header)")
      #expect(header[0] == "trial" || name == "summary.csv")
    }
    #expect(results.files.count == 6)
  }

  @Test func anAxisOverTheSeedIsTheSeedsColumn() throws {
    let results = try PlannedRecords(sweep: "{grid: {seed: [3, 4]}}").results([[0.5], [0.25]])
    #expect(results.lines("trials.csv")[0] == "trial,replicate,seed,status,parameters,weights,train_loss")
    #expect(results.lines("trials.csv")[2].contains(",0,4,completed,"))
    #expect(results.lines("summary.csv")[0].hasPrefix("seed,n,"))
  }

  @Test func linesAreMeansOverReplicates() throws {
    let panel = "line: {y: train_loss, series: rate, names: {\"0.10\": slow}}"
    let planned = try PlannedRecords(
      sweep: "{grid: {rate: [0.10, 0.2]}, seeds: [7, 8]}",
      report: "{figures: [{name: f, panels: [\(panel)]}]}",
      layers: "[dense: {units: 2, weights: {normal: {standard_deviation: $rate}}}]")
    let svg = try planned.results([[1, 3], [2, 5], [4], []]).lines("figures/f.svg").joined()
    #expect(svg.contains(">slow<") && svg.contains(">rate=0.2<"))
    #expect(!svg.contains("seed"))
  }

  /// Two of three replicates stopped early: the figure says so, and the summary of how many the mean of
  /// their epochs is.
  @Test func whatStoppedEarlyIsSaid() throws {
    let planned = try PlannedRecords(
      sweep: "{seeds: [1, 2, 3]}", report: "{figures: [{name: f, panels: [line: {y: train_loss}]}]}",
      training: ", stop: {errors: 0}", epochs: "4", layers: "[dense: {units: 1, activation: step}]",
      loss: "perceptron")
    let others = planned.plan.experiment.measurements.dropFirst().map { _ in 0.0 }
    var report = TrainingReport(planned.plan)
    for (trial, losses) in zip(try planned.plan.trials(), [[8, 6, 4, 2], [4, 0], [6, 3, 2]] as [[Double]]) {
      let isStopped = losses.count < 4
      report.add(
        TrialRecord(
          trial: trial, status: .completed,
          epochs: losses.enumerated().map { EpochRecord(epoch: $0 + 1, values: [$1] + others) },
          epochCount: losses.count, convergedEpoch: isStopped ? losses.count : nil))
    }
    let results = report.results()
    #expect(
      results.lines("figures/f.svg").joined()
        .contains("2 of 3 trials stopped early and count with their last values."))
    #expect(results.lines("summary.csv")[0].hasPrefix("n,converged_epoch_n,converged_epoch_mean,"))
    #expect(results.lines("summary.csv")[1].hasPrefix("3,2,2.5,"))
  }

  @Test func theSummaryHasWhatTrialsHave() throws {
    let planned = try PlannedRecords(sweep: "{seeds: [7, 8]}", report: "{predictions: {split: train}}")
    let header = try planned.results([[1], [2]]).lines("summary.csv")[0].split(separator: ",")
    #expect(header.contains("prediction_accuracy_mean") && header.contains("prediction_accuracy_sd"))
  }

  @Test func theNamesOfFilesAreKnownBeforeThereIsATrial() throws {
    let planned = try PlannedRecords(
      sweep: "{seeds: [7, 8]}",
      report:
        "{predictions: {split: train}, parameters: true, model: true, "
        + "figures: [{name: f, panels: [line: {y: train_loss}]}]}")
    let names = TrainingReport(planned.plan).fileNames
    #expect(names.count == 7)
    #expect(try planned.results([[1], [2]]).files.map(\.name) == names)
  }

  @Test(arguments: ["seed", "replicate"]) func aReplicateIsALineWhereTheSeriesSaysSo(_ series: String) throws
  {
    let planned = try PlannedRecords(
      sweep: "{seeds: [7, 8]}",
      report: "{figures: [{name: f, panels: [line: {y: train_loss, series: \(series)}]}]}")
    let svg = try planned.results([[1, 3], [2, 5]]).lines("figures/f.svg").joined()
    #expect(svg.contains(series == "seed" ? ">seed=7<" : ">replicate=0<"))
    #expect(svg.contains(series == "seed" ? ">seed=8<" : ">replicate=1<"))
  }

  @Test(arguments: ["lr_0.01", "lr.0.01", "SGD 0.1", "α=8", "relu"])
  func aValueIsShownAsTheFileHasIt(_ value: String) throws {
    let planned = try PlannedRecords(
      sweep: "{cases: {arm: {\"\(value)\": {rate: 1}}}}",
      report:
        "{table: [arm, train_loss], figures: [{name: f, panels: [line: {y: train_loss, series: arm}]}]}",
      layers: "[dense: {units: 2, weights: {normal: {standard_deviation: $rate}}}]")
    let results = try planned.results([[1, 3]])
    #expect(results.lines("figures/f.svg").joined().contains(">\(value)<"))
    #expect(results.lines("trials.csv")[1].contains(",\(value),"))
    #expect(results.summary.contains(value))
  }
}
