/// A point of a trial at an epoch.
typealias EpochPoint = (epoch: Int, x: Double, y: Double)

/// The means over several trials at each epoch, always over all of them.
///
/// A trial whose `stop` ended its training counts with its last values from then on: what its model answers
/// does not change any more, and a mean over the others alone would be of the slower trials. Any other epoch
/// that not all trials recorded has no mean.
///
///     epoch                    1    2    3    4
///     trained to the end       8    6    4    2
///     stopped after epoch 2    4    0   (0)  (0)
///     mean                     6    3    2    1
struct EpochMeans: Sendable {
  private let isAlongEpochs: Bool
  private var sums: [Int: (x: Double, y: Double, count: Int)] = [:]
  /// The last points of the trials that stopped.
  private var ends: [EpochPoint] = []
  private var latest = 0
  /// How many trials have points.
  private(set) var count = 0

  /// - Parameter isAlongEpochs: whether x is the epoch, which goes on for a trial that stopped.
  init(isAlongEpochs: Bool) { self.isAlongEpochs = isAlongEpochs }

  /// Takes in a trial.
  /// - Parameters:
  ///   - points: what it measured, in the order of the epochs. A trial without any is not counted.
  ///   - isStopped: whether its `stop` ended the training at the last of them.
  mutating func add(_ points: [EpochPoint], isStopped: Bool) {
    guard let last = points.last else { return }
    count += 1
    latest = max(latest, last.epoch)
    if isStopped { ends.append(last) }
    for point in points {
      let sum = sums[point.epoch] ?? (0, 0, 0)
      sums[point.epoch] = (sum.x + point.x, sum.y + point.y, sum.count + 1)
    }
  }

  /// How many trials count with their last values at some epoch.
  var carriedCount: Int { ends.filter { $0.epoch < latest }.count }

  /// Whether an epoch has no mean because not all trials recorded it.
  var isCut: Bool { means.count < sums.count }

  /// The last points of the trials that stopped before an epoch.
  func carried(to epoch: Int) -> [EpochPoint] { ends.filter { $0.epoch < epoch } }

  /// The means in the order of the epochs.
  var means: [EpochPoint] {
    let ends = ends.sorted { $0.epoch < $1.epoch }
    var (done, carried) = (0, (x: 0.0, y: 0.0))
    return sums.sorted { $0.key < $1.key }.compactMap { epoch, sum in
      while done < ends.count, ends[done].epoch < epoch {
        carried = (carried.x + ends[done].x, carried.y + ends[done].y)
        done += 1
      }
      guard sum.count + done == count else { return nil }
      let x = isAlongEpochs ? Double(epoch) : (sum.x + carried.x) / Double(count)
      return (epoch, x, (sum.y + carried.y) / Double(count))
    }
  }
}
