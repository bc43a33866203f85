import ElementaryFunctions
import Model

/// A schedule with its formula.
protocol ComputedSchedule: Schedule {
  /// The learning rate `time` units after the schedule began, from the optimizer's own `rate`; `length` units
  /// are left of the training when it begins.
  func rate(_ rate: Double, at time: Int, of length: Int) -> Double
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
  /// A rise or fall to a rate, which ends at a time.
  private struct Part {
    var end: Double
    var rates: (from: Double, to: Double)
  }

  private func parts(_ rate: Double, length: Double) -> [Part] {
    let start = rate / initialDivisor
    let last = start / finalDivisor
    let rising = Part(end: rise * length - 1, rates: (start, rate))
    if hasThreePhases {
      return [
        rising, Part(end: 2 * rise * length - 2, rates: (rate, start)),
        Part(end: length - 1, rates: (start, last)),
      ]
    }
    return [rising, Part(end: length - 1, rates: (rate, last))]
  }

  func rate(_ rate: Double, at time: Int, of length: Int) -> Double {
    let length = Double(self.length ?? length)
    let time = min(Double(time), length - 1)
    let parts = parts(rate, length: length)
    let index = parts.firstIndex { time <= $0.end } ?? parts.count - 1
    let begin = index == 0 ? 0 : parts[index - 1].end
    let (part, width) = (parts[index], parts[index].end - begin)
    let share = width > 0 ? (time - begin) / width : 1
    switch shape {
    case .linear: return (part.rates.to - part.rates.from) * share + part.rates.from
    case .cosine:
      let root = ElementaryFunction.cos(.pi / 2 * share)
      return part.rates.to + (part.rates.from - part.rates.to) * (root * root)
    }
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
