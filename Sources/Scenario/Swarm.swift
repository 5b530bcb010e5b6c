package import Behaviour
internal import Documents
internal import Draws
package import Simulation

/// What goes wrong in the runs of a scenario, and which part of everything each seed has.
package struct Swarm: Sendable, Equatable {
  /// How often each fault is armed and fires; those that never do are missing.
  package var faults: [Fault: FaultPlan.Share] = [:]
  /// The share of the kinds of operations that each seed keeps, in parts per million.
  package var operationsKept: Int64 = Swarm.all
  /// The share of the faults that each seed keeps, in parts per million.
  package var faultsKept: Int64 = Swarm.all

  private static let all: Int64 = 1_000_000
  private static let keeping = Stream("swarm.operation")

  /// Creates a scenario without faults, whose seeds all have everything.
  package init() {}

  /// Whether each seed has a part of everything only.
  package var isPartial: Bool { operationsKept < Self.all || faultsKept < Self.all }

  /// Whether what a run has depends on its seed.
  package var variesBySeed: Bool {
    isPartial || faults.contains { $0.value.armed < Self.all }
  }

  /// The faults of a seed's run; `nil` where the scenario has none.
  ///
  /// - Parameter seed: The seed.
  /// - Returns: The plan.
  package func plan(seed: UInt64) -> FaultPlan? {
    faults.isEmpty ? nil : FaultPlan(seed: seed, faults, keeping: faultsKept)
  }

  /// The kinds of operations that a seed's run leaves out: by hash, never all of them.
  ///
  /// - Parameter seed: The seed.
  /// - Returns: The kinds, in their order.
  package func left(outBy seed: UInt64) -> [OperationKind] {
    guard operationsKept < Self.all else { return [] }
    let words = OperationKind.allCases.map { draw(seed, Self.keeping, UInt64($0.rawValue)) }
    let off = OperationKind.allCases.filter {
      !words[Int($0.rawValue)].isWithin(partsPerMillion: operationsKept)
    }
    guard off.count == OperationKind.allCases.count else { return off }
    let kept = off.min { words[Int($0.rawValue)] < words[Int($1.rawValue)] }
    return off.filter { $0 != kept }
  }
}

extension Fault {
  /// The most days that the fault may last, and those that it lasts at most where nothing is said;
  /// `nil` where it is over at once.
  ///
  /// A message that arrives twice must do so while its key is surely known.
  var days: (most: Int64, standard: Int64)? {
    switch self {
    case .duplicateMessage: (29, 10)
    case .lostReply: (7, 3)
    case .jobLate: (6, 3)
    case .clockBack: (30, 2)
    default: nil
    }
  }
}

extension Setting {
  /// The settings of faults and of the swarm.
  static let ofFaults: [Setting] =
    Fault.allCases.flatMap { fault -> [Setting] in
      let path = "faults.\(fault.name)"
      var settings = [
        Setting(
          path + ".rate", .quantity(.share, 0...1_000_000), "0 %",
          "share of occasions on which it fires: "
            + fault.event.prefix(1).lowercased() + fault.event.dropFirst().dropLast()),
        Setting(
          path + ".armed", .quantity(.share, 0...1_000_000), "100 %",
          "share of runs in which it is armed"),
      ]
      if let days = fault.days {
        settings.append(
          Setting(
            path + ".days", .quantity(.day, 1...days.most), "\(days.standard)",
            "for how many days at most"))
      }
      return settings
    } + [
      Setting(
        "swarm.operations", .quantity(.share, 0...1_000_000), "100 %",
        "share of the kinds of operations that each seed keeps"),
      Setting(
        "swarm.faults", .quantity(.share, 0...1_000_000), "100 %",
        "share of the faults that each seed keeps"),
    ]

  /// Whether the setting is one of faults or of the swarm.
  var isOfFaults: Bool { path.hasPrefix("faults.") || path.hasPrefix("swarm.") }
}
