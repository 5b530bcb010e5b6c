#if canImport(Glibc)
  internal import Glibc
#endif
internal import Draws

/// The users of one worker who wait for their next operation: a heap by the time of it.
struct UserQueue {
  /// A user and when the user's next operation is due.
  struct Turn: Equatable {
    var due: UInt64
    var user: Int

    /// By time, then by number, so that the order is the same each time.
    func precedes(_ other: Turn) -> Bool { (due, user) < (other.due, other.user) }
  }

  private var turns: [Turn] = []

  /// The user who is next.
  var first: Turn? { turns.first }

  /// Adds a user.
  mutating func push(_ turn: Turn) {
    turns.append(turn)
    var child = turns.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard turns[child].precedes(turns[parent]) else { return }
      turns.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the user who is next.
  mutating func pop() -> Turn? {
    guard let first = turns.first, let last = turns.popLast() else { return nil }
    guard !turns.isEmpty else { return first }
    turns[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < turns.count && turns[child].precedes(turns[least]) {
        least = child
      }
      guard least != parent else { return first }
      turns.swapAt(parent, least)
      parent = least
    }
  }
}

/// The users of one worker: when each asks again.
struct Crowd {
  private let users: LoadPlan.Users
  private let seed: UInt64
  private var queue = UserQueue()
  /// How many operations each user has performed, by place among the worker's.
  private var performed: [Int] = []
  private let worker: Int
  private let workers: Int

  /// Lets a worker's users begin, spread over the time that they think.
  init(_ users: LoadPlan.Users, _ plan: LoadPlan, worker: Int) {
    self.users = users
    self.worker = worker
    seed = plan.seed
    workers = plan.workers
    let count = users.profile?.most ?? plan.workers
    for user in stride(from: worker, to: count, by: plan.workers) {
      performed.append(0)
      let place = Double(user) / Double(max(1, count))
      enter(user, at: UInt64(Double(users.think) * place))
    }
  }

  /// The user who is next.
  var first: UserQueue.Turn? { queue.first }

  /// Takes the user who is next.
  mutating func take() -> UserQueue.Turn? { queue.pop() }

  /// Sends everybody away: there is nothing left to do.
  mutating func dismiss() { queue = UserQueue() }

  /// Lets a user who was answered think, and ask again if there is anything left to ask.
  mutating func welcome(_ user: Int, at time: UInt64) {
    let place = (user - worker) / workers
    performed[place] += 1
    if let each = users.each, performed[place] >= each { return }
    enter(user, at: time + thought(user, performed[place]))
  }

  private mutating func enter(_ user: Int, at time: UInt64) {
    guard let profile = users.profile else {
      return queue.push(UserQueue.Turn(due: time, user: user))
    }
    guard let due = profile.next(user, from: time) else { return }
    queue.push(UserQueue.Turn(due: due, user: user))
  }

  /// How long a user thinks this time.
  private func thought(_ user: Int, _ occasion: Int) -> UInt64 {
    guard users.isRandom, users.think > 0 else { return users.think }
    let word = draw(seed, CrowdStreams.thought, UInt64(user), UInt64(occasion))
    let uniform = (Double(word >> 11) + 1) / Double(1 << 53)
    return UInt64(-log(uniform) * Double(users.think))
  }
}

/// What users draw.
private enum CrowdStreams {
  static let thought = Stream("load.thought")
}
