import Declarations
import Model
import YAMLTree

extension TrialValidator {
  /// Targets that are values lie where the loss can be computed of them.
  func checkTargets(_ faults: inout Faults) {
    let loss = spec.training.loss
    guard let range = loss.targetRange else { return }
    if isAutoencoder { return checkBytes(in: range, &faults) }
    guard dataset.classes == nil else { return }
    if let target = (dataset.format as? InlineFormat)?.target(outside: range) {
      let part = target.part == .train ? "" : "\(target.part.adjective) "
      faults.add(
        .targetOutOfRange(
          loss: loss.name, range: range, value: target.value,
          place: "that of \(part)example \(target.example) of the dataset '\(dataset.name)'"),
        at: tree.deepest(on: ["dataset", "format", "inline"] + target.path))
    } else if let target = dataset.content?.targetExtremes.first(where: { !range.contains($0.value) }) {
      faults.add(
        .targetOutOfRange(loss: loss.name, range: range, value: target.value, place: target.place),
        at: node("training", "loss"))
    }
  }

  /// Bytes that are targets lie where the loss can be computed of them.
  private func checkBytes(in range: ClosedRange<Double>, _ faults: inout Faults) {
    guard dataset.format is IDXFormat, case .given(let normalization) = dataset.normalization else { return }
    for byte in [0, 255] {
      let value = (Double(byte) / 255 - normalization.mean) / normalization.standardDeviation
      guard !range.contains(value) else { continue }
      let place = "a byte of \(byte) of the dataset '\(dataset.name)', normalised,"
      faults.add(
        .targetOutOfRange(loss: spec.training.loss.name, range: range, value: value, place: place),
        at: node("training", "loss"))
      return
    }
  }
}
