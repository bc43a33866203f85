import Declarations
import Experiment
import Plot

// What marks gather by the values of their keys, the facet first.
extension Ordered where Key == [AxisValue?] {
  /// The different values at a place of the keys, in order.
  func values(at place: Int) -> [AxisValue?] { keys.map { $0[place] }.distinct }

  /// A panel for each facet; axes show the same ranges. One that says so where nothing was gathered.
  func panels(title: String?, _ panel: (AxisValue?) -> any Panel) -> [any Panel] {
    if keys.isEmpty { return [Axes.ofNothing(title: title)] }
    let panels = values(at: 0).map(panel)
    guard panels.count > 1, let axes = panels as? [Axes] else { return panels }
    return Axes.aligned(axes)
  }
}

extension Axes {
  /// What stands in the place of a panel none of whose trials was run, as `--only` can have it.
  static func ofNothing(title: String?) -> Axes {
    Axes(title: title, layers: [], note: "None of the trials that were run belongs here.")
  }
}
