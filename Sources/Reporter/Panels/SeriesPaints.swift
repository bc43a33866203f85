import Experiment
import Plot

/// The colour of each value of a series: those that the file declares, of many numbers one that grows with
/// the number, else the first of ten that is left.
struct SeriesPaints {
  /// The paint of each value, in their order.
  let paints: [Paint]
  /// What numbers the colours stand for, where they are too many for a legend.
  let colorBar: ColorBar?

  /// So many numbers are told apart by colours of their own.
  private static let fewNumbers = 4
  /// So many series have a place in a legend.
  private static let mostEntries = 12

  init(_ values: [AxisValue?], _ context: MarkContext) {
    let colors = context.spec.colors
    let numbers = values.compactMap { $0?.number }
    guard colors.isEmpty, numbers.count == values.count, numbers.count > Self.fewNumbers else {
      paints = Self.palette(values.map { $0.flatMap { colors[$0] } })
      colorBar = nil
      return
    }
    let (least, largest) = (numbers.min() ?? 0, numbers.max() ?? 1)
    let scale = ColorScale(of: numbers, scale: least > 0 && largest / least >= 50 ? .log : .linear)
    paints = numbers.map { .numericSeries(scale.share(of: $0) ?? 0) }
    colorBar =
      numbers.count > Self.mostEntries
      ? ColorBar(scale: scale, label: context.spec.series.map { context.title(of: $0) }, isOfSeries: true)
      : nil
  }

  /// The paints of columns, where each line is of one.
  init(columns: [String], _ context: MarkContext) {
    paints = Self.palette(columns.map { context.spec.colors[$0] })
    colorBar = nil
  }

  /// The declared colours, and between them those that are not declared for another one.
  private static func palette(_ declared: [ColorSpec?]) -> [Paint] {
    let taken = Set(declared.compactMap { $0 })
    let free = ColorSpec.ofSeries.filter { !taken.contains($0) }
    let rest = free.isEmpty ? ColorSpec.ofSeries : free
    var next = 0
    return declared.map { color in
      if let color { return Paint(ofSeries: color) }
      defer { next += 1 }
      return Paint(ofSeries: rest[next % rest.count])
    }
  }
}
