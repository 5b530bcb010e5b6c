import Audit
import Explore
import Law
import Platform
import Calendar
let a = CommandLine.arguments
let law = try ParameterTable.law()
var scope = Scope(officials: Int(a[1])!)
scope.dossiers = Int(a[3])!
if let m = a.dropFirst(5).first(where: { !$0.contains("=") && $0 != "nosym" }) { scope.mutant = Mutant.allCases.first { $0.name == m } ?? .none }
if a.contains("nosym") { scope.hasSymmetry = false }
func opt(_ n: String) -> Int? { a.first { $0.hasPrefix(n + "=") }.flatMap { Int($0.dropFirst(n.count + 1)) } }
if let v = opt("ann") { scope.announcements = v }
if let v = opt("mandates") { scope.mandates = v }
let clock = ContinuousClock()
let start = clock.now
let explorer = Explorer(scope, law: law)
let r = explorer.run(Limits(depth: Int(a[2])!, states: opt("states"), jobs: Int(a[4])!, progress: { d, s, done, of in
  print("depth", d, "states", s, "done", done, "of", of, clock.now - start)
}))
print(r.perDepth, r.states, r.isComplete, clock.now - start)
print(r.coverage.transitions, "applied", r.coverage.applied, "refused", r.coverage.refused, "passages", r.coverage.passages, "days", r.coverage.days)
for (rule, n) in r.coverage.refusals { print("  ", rule.name, n) }
for (from, to) in PublishedTransitions.all { let n = r.coverage.changes(from, to); if n == 0 { print("  not covered", from, to) } }
for i in Invariant.allCases { let s = r.standing(of: i); if s.standing != .idle { print(i.id, s.standing, s.count) } }
if let c = r.counterexample { print(c.fault, c.length); for s in c.path.dropFirst() { print("   ", s.act, s.official, s.place, s.act == .wait ? "\(s.target) \(s.event)" : "") } }
