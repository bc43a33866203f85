import Declarations
import Foundation
import TestSupport
import Testing

@testable import Experiment

/// A panel is checked against the data of the trial that it shows, not those of the first one.
@Suite struct PanelDatasetTests {
  /// A sweep over points in the plane and images, with a report.
  private func read(_ figures: String) throws -> Experiment {
    var files: [String: Data] = [:]
    for (name, shape, features) in [
      ("points", "[2]", "[[0, 1], [1, 0]]"), ("images", "[1, 3]", "[[0, 9, 9], [9, 9, 0]]"),
    ] {
      let text = """
        name: \(name)
        shape: \(shape)
        classes: [\(name)1, \(name)2]
        format: {inline: {features: \(features), targets: [0, 1]}}
        """
      files["datasets/\(name).yaml"] = Data(text.utf8)
    }
    let text = """
      name: e
      dataset: $data
      model: {layers: [dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: adam, epochs: 1}
      sweep: {grid: {data: [points, images], training.epochs: [1, 2]}}
      report: {figures: [{name: f, panels: [\(figures)]}]}
      """
    return try experiment(text, beside: files)
  }

  @Test(arguments: [
    "image_grid: {where: {data: images}, names: {images1: one}}",
    "decision_boundary: {where: {data: points}}",
    "decision_boundary", "confusion_matrix: {split: train, where: {data: images}, names: {images2: two}}",
  ]) func whatFitsTheDataOfItsTrialIsRight(_ panel: String) throws {
    _ = try read(panel)
  }

  @Test(arguments: [
    "image_grid", "image_grid: {where: {data: points, training.epochs: 2}}",
    "decision_boundary: {where: {data: images}}",
    "confusion_matrix: {split: train, where: {data: images}, names: {points1: one}}",
  ]) func whatDoesNotIsAMistake(_ panel: String) {
    #expect(throws: InvalidFiles.self) { try read(panel) }
  }
}
