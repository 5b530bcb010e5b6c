internal import Behaviour
internal import Kernel
internal import Platform
internal import Population
internal import Territory

/// Holds a district for the thread that works on it.
///
/// Exactly one thread works on it at a time; the crew's meeting at the end of each day hands it
/// over.
final class Worker: @unchecked Sendable {
  let officials: Range<Int>
  var district: District

  init(_ district: consuming District) {
    officials = district.officials
    self.district = district
  }

  /// Lives one day.
  func live(_ today: Today, _ context: borrowing DayContext, _ paper: Paper) {
    district.live(today, context, &paper.batch)
  }
}

extension Worker {
  /// Groups the departments into shards of about equal numbers of officials, in order.
  static func all(
    _ inputs: RunInputs, _ market: Market, _ registers: Registers
  ) -> [Worker] {
    if let officials = inputs.focus?.officials {
      return all(of: officials, inputs, market, registers)
    }
    let roster = inputs.roster
    let total = roster.persons.count
    let wanted = max(1, min(inputs.shards, roster.personRanges.count))
    var groups: [(officials: Range<Int>, bodies: Range<Int>)] = []
    var start = 0
    for department in roster.personRanges.indices {
      let end = roster.personRanges[department].upperBound
      let isLast = department == roster.personRanges.count - 1
      guard isLast || end * wanted >= total * (groups.count + 1) else { continue }
      let officials = roster.personRanges[start].lowerBound..<end
      let bodies =
        inputs.territory.bodyRanges[start]
        .lowerBound..<inputs.territory.bodyRanges[department].upperBound
      groups.append((officials, bodies))
      start = department + 1
    }
    let crew = Crew(jobs: inputs.jobs)
    let made = Slots<Worker>(count: groups.count)
    let plan = groups
    crew.perform(groups.count) { index, _ in
      made.set(
        index,
        Worker(
          District(plan[index].officials, bodies: plan[index].bodies, inputs, market, registers)))
    }
    crew.dismiss()
    return made.all
  }

  /// Those who are left, department by department.
  private static func all(
    of officials: [UInt32], _ inputs: RunInputs, _ market: Market, _ registers: Registers
  ) -> [Worker] {
    var workers: [Worker] = []
    for (department, range) in inputs.roster.personRanges.enumerated() {
      let living = officials.filter { range.contains(Int($0)) }
      guard let first = living.first, let last = living.last else { continue }
      workers.append(
        Worker(
          District(
            Int(first)..<Int(last) + 1, bodies: inputs.territory.bodyRanges[department], inputs,
            market, registers)))
    }
    return workers
  }
}
