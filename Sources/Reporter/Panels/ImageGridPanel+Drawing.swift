import Experiment
import Plot
import Trials

extension PanelDrawer {
  func visit(_ panel: ImageGridPanel) -> any PanelDrawing { panel.drawing }
}

extension ImageGridPanel: ShownTrialPanel {
  func picture(of record: TrialRecord) -> any Panel {
    let dataset = record.trial.dataset
    let items = record.captures.predictions(split, count: count).compactMap { example in
      RasterImage(example.features, shape: dataset.shape).map { image in
        let (caption, paint) = text(of: example, classes: dataset.classes ?? [])
        return ImageGrid.Item(image: image, caption: caption, paint: paint)
      }
    }
    return ImageGrid(title: title, items: items, columns: width)
  }

  /// The caption of an example, and its colour.
  private func text(of example: Prediction, classes: [String]) -> (lines: [String], paint: Paint) {
    func name(_ label: Int) -> String {
      let text = classes.indices.contains(label) ? classes[label] : "\(label)"
      return names[text] ?? text
    }
    let expected = if case .class(let label) = example.expected { name(label) } else { "" }
    switch caption {
    case .label: return (["Label: \(expected)"], .ink)
    case .prediction:
      let isCorrect = example.isCorrect ?? false
      return (["Pred: \(answer(of: example, name))", "True: \(expected)"], isCorrect ? .green : .red)
    }
  }
}

extension ImageGridPanel {
  /// "cat (97%)"; "none" where an output is not a number, and no share where outputs are no probabilities.
  private func answer(of example: Prediction, _ name: (Int) -> String) -> String {
    guard let answer = example.answer else { return "none" }
    guard let confidence = example.confidence else { return name(answer) }
    return "\(name(answer)) (\(Int((confidence * 100).rounded()))%)"
  }
}

extension RasterImage {
  /// The image of features that are bytes (shape: height, width, and channels where it has three entries);
  /// `nil` where they do not fill it.
  init?(_ features: [Double], shape: [Int]) {
    let bytes = features.map { $0.isNaN ? 0 : UInt8(min(max($0.rounded(), 0), 255)) }
    self.init(width: shape[1], height: shape[0], channels: shape.count == 3 ? shape[2] : 1, bytes: bytes)
  }
}
