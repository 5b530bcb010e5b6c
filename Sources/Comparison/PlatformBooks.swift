internal import Calendar
internal import Ledger
internal import Oracle
internal import Platform
internal import Simulation

/// What the platform's outcomes and postings say of one official, day by day.
struct PlatformBooks {
  /// The dossiers in the order of their numbers.
  private(set) var dossiers: [PlatformDossier] = []
  /// Whether CPF and CEC were touched on the last day that was heard.
  private(set) var isWalletTouched = false
  private var totals = [Int64](repeating: 0, count: Account.allCases.count)

  /// Hears what happened on a day.
  mutating func hear(_ acts: ArraySlice<Journal.Act>, _ entries: ArraySlice<Journal.Entry>) {
    isWalletTouched = false
    for act in acts {
      if case .request = act.command.verb, act.isApplied {
        dossiers.append(PlatformDossier(Translation.name(act.number)))
      }
    }
    for entry in entries {
      let posting = entry.posting
      totals[Int(posting.from)] -= posting.amount
      totals[Int(posting.to)] += posting.amount
      switch Reason(rawValue: posting.reason) {
      case .opening, .walletCredit, .statusConversion: isWalletTouched = true
      default: break
      }
      let dossier = Int(posting.number) - 1
      if dossiers.indices.contains(dossier) { dossiers[dossier].hear(posting) }
    }
    for act in acts where act.isOnDossier && act.isApplied {
      let dossier = Int(act.number) - 1
      guard dossiers.indices.contains(dossier) else { continue }
      dossiers[dossier].hear(act.command.verb, after: act.after)
    }
    for act in acts where act.isOnDossier {
      let dossier = Int(act.number) - 1
      if dossiers.indices.contains(dossier) { dossiers[dossier].see(act.billing) }
    }
  }

  /// What an account of the books holds.
  func total(_ account: Account) -> Int64 { totals[Int(account.rawValue)] }
}

extension Journal.Act {
  /// Whether the command was applied: neither refused nor a repetition.
  var isApplied: Bool { rule == .applied && !isRepeated }
}
