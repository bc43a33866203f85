import Experiment
import Plot
import Trials

extension PanelDrawer {
  func visit(_ panel: ConfusionMatrixPanel) -> any PanelDrawing { panel.drawing }
}

extension ConfusionMatrixPanel: ShownTrialPanel {
  func picture(of record: TrialRecord) -> any Panel {
    let classes = record.trial.dataset.classes ?? []
    return HeatMap.confusionMatrix(
      title: title, classNames: classes.map { names[$0] ?? $0 },
      counts: record.captures.confusions[split] ?? [])
  }
}
