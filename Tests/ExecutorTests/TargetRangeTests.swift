import Foundation
import Testing

@testable import Executor

/// A loss of targets from 0 to 1 refuses others where the file is read, wherever the data are.
@Suite struct TargetRangeTests {
  private func experiment(_ format: String, units: Int = 1, split: String = "", files: [String: Data]) throws
  {
    _ = try checkedExperiment(
      """
      name: e
      dataset:
        name: prices
        format: {\(format)}
        \(split)
      model: {layers: [dense: {units: \(units), activation: sigmoid}]}
      training:
        loss: binary_cross_entropy
        optimizer: adam
        epochs: 1
      """, files: files)
  }

  private func refusal(_ place: String, _ value: String) -> RefusedText {
    RefusedText(
      lines: [
        "experiment.yaml:8:9: error: binary_cross_entropy needs targets from 0 to 1, and \(place) is \(value)"
      ])
  }

  private let table = Data("size,share,price\n1,0.5,0.1\n2,1,12.5\n3,0,0.3\n4,-2,1\n".utf8)

  @Test func ofTables() throws {
    #expect(throws: refusal("prices.csv, line 3, column 'price'", "12.5")) {
      try experiment("csv: {file: prices.csv, targets: price}", files: ["prices.csv": table])
    }
    #expect(throws: refusal("prices.csv, line 5, column 'share'", "-2.0")) {
      try experiment(
        "csv: {file: prices.csv, targets: [price, share]}", units: 2, files: ["prices.csv": table])
    }
    // A row that no part has is not looked at.
    try experiment(
      "csv: {file: prices.csv, targets: price}", split: "take: {train: 1}", files: ["prices.csv": table])
  }

  @Test func ofArrays() throws {
    let features = array([0, 0, 0], shape: "(3, 1)")
    func files(_ targets: [Double], _ shape: String) -> [String: Data] {
      ["x.npy": features, "y.npy": array(targets, shape: shape)]
    }
    let format = "npy: {train: {features: x.npy, targets: y.npy}}"
    #expect(throws: refusal("y.npy, example 2", "1.5")) {
      try experiment(format, files: files([0, 1.5, 1], "(3,)"))
    }
    #expect(throws: refusal("y.npy, example 3, number 1", "-0.25")) {
      try experiment(format, units: 2, files: files([0, 1, 1, 0, -0.25, 0], "(3, 2)"))
    }
    try experiment(format, files: files([0, 1, 0.5], "(3,)"))
  }

  /// What is drawn by a formula is drawn before the model is checked.
  @Test func ofFormulas() throws {
    func format(_ shape: String, _ more: String = "") -> String {
      "synthetic: {train: 20, test: 5, shape: {\(shape)}\(more)}"
    }
    #expect(throws: refusal("dataset 'prices', example 1", "1.5")) {
      try experiment(format("linear: {weights: [0], bias: 1.5}"), files: [:])
    }
    #expect(throws: refusal("dataset 'prices', example 1", "-0.25")) {
      try experiment(format("polynomial: {coefficients: [-0.25]}"), files: [:])
    }
    #expect(throws: RefusedText.self) { try experiment(format("sine: {frequency: 1}"), files: [:]) }
    #expect(throws: RefusedText.self) {
      try experiment(format("linear: {weights: [0], bias: 0.5}", ", noise: 10"), files: [:])
    }
    // A quarter of a wave stays from 0 to 1.
    try experiment(format("sine: {frequency: 0.25}"), files: [:])
    try experiment(format("linear: {weights: [0.25, 0.25], bias: 0.5}"), files: [:])
  }

  private func array(_ values: [Double], shape: String) -> Data {
    let dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }"
    let header = dictionary + String(repeating: " ", count: 117 - dictionary.count) + "\n"
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]) + Data(header.utf8)
    for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
    return data
  }
}
