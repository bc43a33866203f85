import ElementaryFunctions
import Model

/// A schedule with its formula.
protocol ComputedSchedule: Schedule {
  /// The learning rate `time` units after the schedule began, from the optimizer's own `rate`; `length` units
  /// are left of the training when it begins.
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double

  /// The momentum at that time of an optimizer that has one; `nil` where it stays as it is.
  func momentum(at time: Int, of length: Int) -> Double?
}

extension ComputedSchedule {
  func momentum(at time: Int, of length: Int) -> Double? { nil }
}

extension ConstantSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double { rate }
}

extension StepSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    rate * pow(factor, Double(time / every))
  }
}

extension MultiStepSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    rate * pow(factor, Double(milestones.count { $0 <= time }))
  }
}

extension ExponentialSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double { rate * pow(factor, Double(time)) }
}

extension PolynomialSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    let length = self.length ?? length
    return rate * pow(Double(length - min(time, length)) / Double(length), power)
  }
}

extension InverseSquareRootSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    rate * (Double(offset) / (Double(offset) + Double(time))).squareRoot()
  }
}

extension CosineSchedule: ComputedSchedule {
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    var (time, period) = (time, self.length ?? length)
    if let restarts {
      period = restarts.period
      if restarts.multiplier == 1 { time %= period }
      while time >= period {
        time -= period
        let (next, isTooLong) = period.multipliedReportingOverflow(by: restarts.multiplier)
        period = isTooLong ? .max : next
      }
    }
    return minimum + (rate - minimum) * raisedCosine(time, period)
  }
}

extension OneCycleSchedule: ComputedSchedule {
  /// When the rise ends, in three phases the fall to the first rate, and the whole.
  private func ends(length: Double) -> [Double] {
    let rising = rise * length - 1
    return hasThreePhases ? [rising, 2 * rise * length - 2, length - 1] : [rising, length - 1]
  }

  /// What a number is at a time that is `values[0]` at first and `values[i + 1]` where part i ends.
  private func value(among values: [Double], at time: Int, of length: Int) -> Double {
    let length = Double(self.length ?? length)
    let time = min(Double(time), length - 1)
    let ends = ends(length: length)
    let index = ends.firstIndex { time <= $0 } ?? ends.count - 1
    let begin = index == 0 ? 0 : ends[index - 1]
    let (from, to, width) = (values[index], values[index + 1], ends[index] - begin)
    let share = width > 0 ? (time - begin) / width : 1
    switch shape {
    case .linear: return (to - from) * share + from
    case .cosine:
      let root = ElementaryFunction.cos(.pi / 2 * share)
      return to + (from - to) * (root * root)
    }
  }

  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    let start = rate / initialDivisor
    let last = start / finalDivisor
    return value(
      among: hasThreePhases ? [start, rate, start, last] : [start, rate, last], at: time, of: length)
  }

  func momentum(at time: Int, of length: Int) -> Double? {
    guard cyclesMomentum else { return nil }
    return value(
      among: [highestMomentum, lowestMomentum, highestMomentum, highestMomentum], at: time, of: length)
  }
}

extension PlateauSchedule: ComputedSchedule {
  /// Before anything was measured.
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double { rate }
}

/// (1 + cos(π time / period)) / 2, as the square of the cosine of half the angle, which has no cancellation:
/// 1 at the multiples of two periods and 0 at those between.
private func raisedCosine(_ time: Int, _ period: Int) -> Double {
  let (whole, rest) = time.quotientAndRemainder(dividingBy: period)
  let share = Double(rest) / Double(period)
  let angle = whole.isMultiple(of: 2) ? share : 1 - share
  if angle == 1 { return 0 }
  let root = ElementaryFunction.cos(.pi / 2 * angle)
  return root * root
}
