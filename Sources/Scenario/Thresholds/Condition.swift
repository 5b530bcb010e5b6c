extension Threshold.Condition {
  /// A condition in the base unit of a metric's dimension.
  struct Judge {
    let condition: Threshold.Condition
    let unit: MetricUnit

    /// Whether a number satisfies the condition.
    func holds(_ value: Exact) -> Bool {
      switch condition {
      case .compared(let comparison, let limit):
        let limit = limit.inBase(of: unit)
        return switch comparison {
        case .less: value < limit
        case .lessOrEqual: value <= limit
        case .greater: value > limit
        case .greaterOrEqual: value >= limit
        case .equal: value == limit
        case .different: value != limit
        }
      case .within, .around:
        let (low, high) = band
        return low <= value && value <= high
      }
    }

    /// Both ends of a band; of a comparison, the limit twice.
    private var band: (low: Exact, high: Exact) {
      switch condition {
      case .compared(_, let limit): (limit.inBase(of: unit), limit.inBase(of: unit))
      case .within(let low, let high): (low.inBase(of: unit), high.inBase(of: unit))
      case .around(let middle, let distance):
        around(middle.inBase(of: unit), distance)
      }
    }

    private func around(_ middle: Exact, _ distance: Threshold.Limit) -> (Exact, Exact) {
      // A share of the middle, unless the metric is a share itself.
      let reach =
        distance.dimension == .share && unit.dimension != .share
        ? middle.magnitude.scaled(by: distance.value.numerator)
          .scaled(by: 1, over: distance.value.denominator * 1_000_000)
        : distance.inBase(of: unit)
      return (middle - reach, middle + reach)
    }

    /// How far a number is from where the condition turns; below 0 where it is not satisfied.
    func slack(_ value: Exact) -> Exact {
      let (low, high) = band
      guard case .compared(let comparison, _) = condition else {
        return min(value - low, high - value)
      }
      switch comparison {
      case .less, .lessOrEqual: return high - value
      case .greater, .greaterOrEqual: return value - low
      case .different: return (value - low).magnitude
      case .equal:
        let distance = (value - low).magnitude
        return Exact(-distance.numerator, distance.denominator)
      }
    }

    /// Whether no number between two satisfies the condition; `nil` for no end.
    func failsEverywhere(from least: Exact?, to greatest: Exact?) -> Bool {
      let (low, high) = band
      switch condition {
      case .compared(.less, _): return least.map { $0 >= high } ?? false
      case .compared(.lessOrEqual, _): return least.map { $0 > high } ?? false
      case .compared(.greater, _): return greatest.map { $0 <= low } ?? false
      case .compared(.greaterOrEqual, _): return greatest.map { $0 < low } ?? false
      case .compared(.different, _): return least == low && greatest == low
      case .compared(.equal, _), .within, .around:
        return (least.map { $0 > high } ?? false) || (greatest.map { $0 < low } ?? false)
      }
    }
  }

  /// The limits that it names.
  package var limits: [Threshold.Limit] {
    switch self {
    case .compared(_, let limit): [limit]
    case .within(let low, let high): [low, high]
    case .around(let middle, let distance): [middle, distance]
    }
  }
}
