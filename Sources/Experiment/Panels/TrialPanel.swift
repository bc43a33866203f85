import Declarations

/// A panel of a figure of `kind: training`: what a file may say of it, and what it needs of the trials.
/// `Reporter` draws it (`DrawnPanel`).
package protocol TrialPanel: DeclaredByRecord, Equatable {
  /// The columns that it reads.
  var columns: [String] { get }

  /// The trial that it shows: the first one whose axes have these values; `nil` where it shows arms.
  var shownTrial: [ArmCondition]? { get }

  /// What it needs of the trial that it shows.
  var captures: CaptureSpec { get }

  /// Hands itself to what does something else with each sort of panel.
  func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result

  /// Looks for what does not fit the sweep and the data; the panel's keys stand at `path` in the file.
  func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults)
}

extension TrialPanel {
  package var columns: [String] { (shownTrial ?? []).map(\.axis) }
}

/// The panels that a figure of `kind: training` may have.
package enum TrialPanels {
  package static let types: [any TrialPanel.Type] = [
    LinePanel.self, ScatterPanel.self, BarPanel.self, HeatMapPanel.self, DecisionBoundaryPanel.self,
    ImageGridPanel.self, ReconstructionsPanel.self, ConfusionMatrixPanel.self,
  ]

  static let type = ValueType<any TrialPanel>.oneOf("panel", types.map { $0 })
}

/// What does something else with each sort of panel: a sort that it lacks is a mistake that the compiler
/// finds.
package protocol TrialPanelVisitor {
  associatedtype Result

  func visit(_ panel: LinePanel) -> Result
  func visit(_ panel: ScatterPanel) -> Result
  func visit(_ panel: BarPanel) -> Result
  func visit(_ panel: HeatMapPanel) -> Result
  func visit(_ panel: DecisionBoundaryPanel) -> Result
  func visit(_ panel: ImageGridPanel) -> Result
  func visit(_ panel: ReconstructionsPanel) -> Result
  func visit(_ panel: ConfusionMatrixPanel) -> Result
}
