internal import Draws

/// Which faults a run has, on two levels: a fault is armed for a run or not, and an armed one fires
/// on some of its occasions.
///
/// Both are pure functions of the seed, the fault and the occasion, so that neither threads nor the
/// order of events have a say in it, and a fault that is added shifts no other.
package struct FaultPlan: Sendable, Equatable {
  /// How often a fault is armed and fires.
  package struct Share: Sendable, Equatable {
    /// The share of runs in which it is armed, in parts per million.
    package var armed: Int64
    /// The share of occasions on which it fires, in parts per million.
    package var rate: Int64
    /// For how many days it lasts at most, where it lasts.
    package var days: Int

    /// Creates a share.
    ///
    /// - Parameters:
    ///   - armed: The share of runs in which the fault is armed, in parts per million.
    ///   - rate: The share of occasions on which it fires, in parts per million.
    ///   - days: For how many days it lasts at most; 0 where it is over at once.
    package init(armed: Int64 = 1_000_000, rate: Int64, days: Int = 0) {
      self.armed = armed
      self.rate = rate
      self.days = days
    }
  }

  /// The seed of the run.
  package let seed: UInt64
  private let shares: [Share]
  private let isArmed: [Bool]

  /// Draws which faults a run has.
  ///
  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - shares: How often each fault is armed and fires; a fault that is missing never does.
  ///   - kept: The share of faults that a run of a swarm keeps, in parts per million.
  package init(seed: UInt64, _ shares: [Fault: Share], keeping kept: Int64 = 1_000_000) {
    self.seed = seed
    self.shares = Fault.allCases.map { shares[$0] ?? Share(rate: 0) }
    isArmed = Fault.allCases.map { fault in
      guard let share = shares[fault], share.rate > 0 else { return false }
      let word = draw(seed, Fault.arming, UInt64(fault.rawValue))
      return word.isWithin(partsPerMillion: share.armed)
        && mixed(word).isWithin(partsPerMillion: kept)
    }
  }

  /// Whether a fault is armed in this run.
  ///
  /// - Parameter fault: The fault.
  /// - Returns: `true` if it may fire.
  package func isArmed(_ fault: Fault) -> Bool { isArmed[Int(fault.rawValue)] }

  /// Whether the scenario has a fault at all: armed in some runs.
  ///
  /// - Parameter fault: The fault.
  /// - Returns: `true` if the scenario has it.
  package func has(_ fault: Fault) -> Bool { shares[Int(fault.rawValue)].rate > 0 }

  /// The share of occasions on which an armed fault fires, in parts per million.
  func rate(_ fault: Fault) -> Int64 { isArmed(fault) ? shares[Int(fault.rawValue)].rate : 0 }

  /// For how many days a fault lasts at most.
  func days(_ fault: Fault) -> Int { shares[Int(fault.rawValue)].days }

  /// Draws whether a fault fires on an occasion.
  ///
  /// - Parameters:
  ///   - fault: The fault.
  ///   - occasion: The occasion: the key of a message, a job and its day.
  /// - Returns: A word to draw more from if it fires; `nil` otherwise.
  func fires(_ fault: Fault, _ occasion: UInt64) -> UInt64? {
    guard isArmed(fault) else { return nil }
    let word = draw(seed, fault.stream, occasion)
    return word.isWithin(partsPerMillion: shares[Int(fault.rawValue)].rate) ? mixed(word) : nil
  }

  /// Whether any fault of messages or of the registry's feed is armed.
  var hasMessageFaults: Bool {
    isArmed(.duplicateMessage) || isArmed(.lostMessage) || isArmed(.lostReply)
      || isArmed(.feedOutOfOrder)
  }

  /// Whether any fault of jobs is armed.
  var hasJobFaults: Bool {
    isArmed(.batchCut) || isArmed(.jobTwice) || isArmed(.jobLate) || isArmed(.jobSkipped)
  }
}

/// How often faults could have happened, happened, and were survived.
package struct FaultCounts: Sendable, Equatable {
  /// What is counted of one fault.
  package struct Count: Sendable, Equatable {
    /// How often it could have happened.
    package var occasions = 0
    /// How often it happened.
    package var fired = 0
    /// How often the platform did then what it has to do.
    package var survived = 0
    /// How often the run ended before that could be seen.
    package var open = 0
  }

  private var counts = [Count](repeating: Count(), count: Fault.allCases.count)

  /// Counts nothing.
  package init() {}

  /// What is counted of a fault.
  ///
  /// - Parameter fault: The fault.
  package subscript(fault: Fault) -> Count {
    get { counts[Int(fault.rawValue)] }
    set { counts[Int(fault.rawValue)] = newValue }
  }

  /// Adds what was counted elsewhere.
  ///
  /// - Parameter other: The counts.
  package mutating func add(_ other: FaultCounts) {
    for index in counts.indices {
      counts[index].occasions += other.counts[index].occasions
      counts[index].fired += other.counts[index].fired
      counts[index].survived += other.counts[index].survived
      counts[index].open += other.counts[index].open
    }
  }
}
