import Experiment
import Plot
import Trials

extension PanelDrawer {
  func visit(_ panel: ReconstructionsPanel) -> any PanelDrawing { panel.drawing }
}

extension ReconstructionsPanel: ShownTrialPanel {
  /// Inputs in the upper row, what the model makes of them in the lower one.
  func picture(of record: TrialRecord) -> any Panel {
    let shape = record.trial.dataset.shape
    let examples = record.captures.predictions(split, count: count)
    func row(_ caption: String, _ features: (Prediction) -> [Double]) -> [ImageGrid.Item] {
      examples.compactMap { example in
        RasterImage(features(example), shape: shape).map { ImageGrid.Item(image: $0, caption: [caption]) }
      }
    }
    return ImageGrid(
      title: title, items: row("Input", \.features) + row("Output", \.reconstruction),
      columns: examples.count)
  }
}
