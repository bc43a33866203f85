import Experiment

// The arms of a plan by number, with their values; nothing of a trial is resolved for them.
extension TrialPlan {
  /// The number of arms: combinations of values, whatever their replicates.
  package var armCount: Int { blocks.last.map { $0.firstArm + $0.block.count } ?? 0 }

  package var axisNames: [String] { Array(labelNames[..<axisCount]) }

  /// The values of the axes of an arm, in the order of ``axisNames``; `nil` for an axis that does not apply.
  package func axes(ofArm arm: Int) -> [AxisValue?] {
    let planned = block(ofArm: arm)
    let indices = planned.block.indices(at: arm - planned.firstArm)
    let values = zip(planned.template.dimensions, indices).flatMap { $0.labels(at: $1) }
    var axes = [AxisValue?](repeating: nil, count: axisCount)
    for (place, value) in zip(planned.labelPlaces, values) { axes[place] = value }
    return axes
  }

  /// The places of the axes that turn together with one in a zip, it among them.
  package func companions(ofAxis place: Int) -> Set<Int> {
    var companions: Set<Int> = [place]
    for planned in blocks {
      var first = 0
      for dimension in planned.template.dimensions {
        let places = planned.labelPlaces[first..<first + dimension.columns.count]
        if dimension.isZip, places.contains(place) { companions.formUnion(places) }
        first += dimension.columns.count
      }
    }
    return companions
  }

  /// The trials of an arm, in the order of their replicates.
  package func trials(ofArm arm: Int) -> Range<Int> {
    let planned = block(ofArm: arm)
    let first = planned.firstTrial + (arm - planned.firstArm) * planned.replicates
    return first..<first + planned.replicates
  }

  private func block(ofArm arm: Int) -> PlannedBlock {
    var position = blocks.count - 1
    while position > 0, blocks[position].firstArm > arm { position -= 1 }
    return blocks[position]
  }
}
