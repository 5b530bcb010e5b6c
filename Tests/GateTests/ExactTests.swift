import Report
import Testing

@testable import Gate

/// The first tier: counters, costs, refusals.
@Suite struct ExactTierTests {
  private func identity(_ name: String = "tiny", seed: UInt64 = 1, sha: String = "ab")
    -> ScenarioIdentity
  {
    ScenarioIdentity(name: name, sha256: sha, seed: seed)
  }

  private func summary(_ operations: Int64 = 7) -> JSON {
    .object([
      JSON.Member(
        "result",
        .object([
          JSON.Member("fingerprint", .string("3f9c-71e2/lodqv")),
          JSON.Member("operations", .object([JSON.Member("total", .integer(operations))])),
          JSON.Member("money", .object([JSON.Member("credited_cents", .integer(40_000))])),
          JSON.Member(
            "invariants",
            .array([
              .object([
                JSON.Member("evaluations", .integer(5)), JSON.Member("violations", .integer(0)),
              ]),
              .object([
                JSON.Member("evaluations", .integer(6)), JSON.Member("violations", .integer(2)),
              ]),
            ])),
        ])),
      JSON.Member(
        "engine",
        .object([
          JSON.Member("work", .object([JSON.Member("draws", .integer(9))])),
          JSON.Member(
            "ingredients",
            .array([
              .object([JSON.Member("letter", .string("l")), JSON.Member("print", .string("0a"))]),
              .object([JSON.Member("letter", .string("o")), JSON.Member("print", .string("0b"))]),
            ])),
        ])),
    ])
  }

  private func counters(_ summary: JSON) throws -> CounterList {
    try ExactCounters.counters(of: summary) { "\($0.count)" }
  }

  private func baseline(costs: Baseline.Costs? = nil) throws -> Baseline {
    var baseline = Baseline()
    baseline.identity = identity()
    baseline.counters = try counters(summary())
    baseline.costs = costs
    return baseline
  }

  private func observation(
    _ counters: CounterList, _ costs: Baseline.Costs = Baseline.Costs(),
    identity: ScenarioIdentity? = nil
  ) -> ExactTier.Observation {
    var observation = ExactTier.Observation()
    observation.identity = identity ?? self.identity()
    observation.counters = counters
    observation.costs = costs
    return observation
  }

  @Test func `the counters of a summary are read, fingerprints first`() throws {
    let counters = try counters(summary())
    #expect(
      counters.all.prefix(3).map(\.name) == ["fingerprint", "fingerprint.l", "fingerprint.o"])
    #expect(counters["operations.total"] == .number(7))
    #expect(counters["money.credited_cents"] == .number(40_000))
    #expect(counters["invariants.evaluations"] == .number(11))
    #expect(counters["invariants.violations"] == .number(2))
    #expect(counters["work.draws"] == .number(9))
    #expect(counters["result.sha256"] != nil && counters["postings"] == nil)
  }

  @Test func `the same counters pass, a single other one fails`() throws {
    let baseline = try baseline()
    let same = ExactTier(baseline, observation(try counters(summary())))
    #expect(same.verdict == .pass && same.moved.isEmpty)
    let other = ExactTier(baseline, observation(try counters(summary(8))))
    #expect(other.verdict == .fail)
    let changed = other.counters.filter(\.fails).map(\.name)
    #expect(changed.contains("operations.total"))
  }

  @Test func `the ingredients that moved are named by their letters`() throws {
    let baseline = try baseline()
    var moved = CounterList()
    for counter in baseline.counters.all {
      moved.add(
        counter.name, text: counter.name == "fingerprint.o" ? "0c" : "\(counter.value.json)")
    }
    var kept = CounterList()
    for counter in baseline.counters.all {
      switch counter.value {
      case .number(let value): kept.add(counter.name, value)
      case .text(let text):
        kept.add(counter.name, text: counter.name == "fingerprint.o" ? "0c" : text)
      }
    }
    #expect(ExactTier(baseline, observation(kept)).moved == ["o"])
    #expect(ExactTier(baseline, observation(moved)).verdict == .fail)
  }

  @Test func `a counter that only one side has fails`() throws {
    let baseline = try baseline()
    var more = try counters(summary())
    more.add("work.pushes", 3)
    #expect(ExactTier(baseline, observation(more)).verdict == .fail)
    var older = baseline
    older.counters = more
    #expect(ExactTier(older, observation(try counters(summary()))).verdict == .fail)
  }

  @Test func `nothing in common is refused`() throws {
    let baseline = try baseline()
    var other = CounterList()
    other.add("something", 1)
    let tier = ExactTier(baseline, observation(other))
    #expect(tier.verdict == .refused && tier.refusal?.contains("in common") == true)
  }

  @Test func `another scenario, seed or text is refused and never compared`() throws {
    let (baseline, counters) = (try baseline(), try counters(summary()))
    for (other, word) in [
      (identity("other"), "'other'"), (identity(seed: 2), "seed"), (identity(sha: "cd"), "sha256"),
    ] {
      let tier = ExactTier(baseline, observation(counters, identity: other))
      #expect(tier.verdict == .refused && tier.counters.isEmpty)
      #expect(tier.refusal?.contains(word) == true)
    }
  }

  private func costs(_ instructions: Int64?, _ allocations: Int64? = 1_000, host: String = "h")
    -> Baseline.Costs
  {
    var costs = Baseline.Costs()
    costs.host = host
    costs.allocations = allocations
    costs.allocatedBytes = 5_000
    costs.instructions = instructions
    return costs
  }

  @Test func `costs within their slack pass, above it fail, below it are an improvement`() throws {
    let counters = try counters(summary())
    let baseline = try baseline(costs: costs(1_000_000_000))
    func outcome(_ instructions: Int64, _ allocations: Int64) -> ExactTier {
      ExactTier(baseline, observation(counters, costs(instructions, allocations)))
    }
    #expect(outcome(1_009_000_000, 1_002).verdict == .pass)
    #expect(outcome(1_011_000_000, 1_000).verdict == .fail)
    #expect(outcome(1_000_000_000, 1_006).verdict == .fail)
    let better = outcome(900_000_000, 900)
    #expect(better.verdict == .pass)
    #expect(better.costs.count { $0.outcome == .improved } == 2)
  }

  @Test func `a baseline may hold any number`() throws {
    var baseline = try baseline()
    for recorded in [2_000_000_000_000_000, Int64.max] {
      baseline.costs = costs(recorded, recorded)
      let tier = ExactTier(baseline, observation(baseline.counters, costs(5, .max)))
      #expect(tier.costs.map(\.name) == ["allocations", "allocated_bytes", "instructions"])
      #expect(tier.costs.last?.outcome == .improved)
      #expect(tier.costs.first?.outcome == (recorded == .max ? .same : .changed))
    }
  }

  @Test func `the scenario of a baseline of another version is known`() throws {
    var baseline = try baseline()
    baseline.scenario = "s.yaml"
    baseline.schema = "cocarde-baseline-0"
    let bytes = try baseline.json.bytes()
    #expect(throws: ReportError.self) { try Baseline(parsing: bytes) }
    #expect(Baseline.scenario(parsing: bytes) == "s.yaml")
    #expect(Baseline.scenario(parsing: Array("nonsense".utf8)) == nil)
    #expect(Baseline.scenario(parsing: Array("{\"scenario\": 3}".utf8)) == nil)
  }

  @Test func `the slack is a share of small counts as well`() throws {
    let counters = try counters(summary())
    let baseline = try baseline(costs: costs(nil, 287_504))
    let tier = ExactTier(baseline, observation(counters, costs(nil, 287_600)))
    #expect(tier.verdict == .pass && tier.costs.first?.slack == 1_437)
  }

  @Test func `what was not counted is said, and never counted as zero`() throws {
    let counters = try counters(summary())
    let baseline = try baseline(costs: costs(1_000_000_000))
    var without = observation(counters, costs(nil))
    without.withoutInstructions = "valgrind is not installed"
    let tier = ExactTier(baseline, without)
    #expect(tier.verdict == .pass)
    #expect(tier.unavailable.map(\.name) == ["instructions"])
    #expect(tier.unavailable.map(\.reason) == ["valgrind is not installed"])
    let zero = ExactTier(baseline, observation(counters, costs(0, 0)))
    #expect(zero.unavailable.map(\.name) == ["allocations", "instructions"])
    let elsewhere = ExactTier(baseline, observation(counters, costs(1, 1, host: "other")))
    #expect(elsewhere.costs.isEmpty && elsewhere.unavailable.count == 3)
  }

  @Test func `a baseline is read back as it was written`() throws {
    let baseline = try baseline(costs: costs(7))
    #expect(try Baseline(parsing: baseline.json.bytes()) == baseline)
  }

  @Test(arguments: [
    ("{}", "no schema"), ("{\"schema\": \"cocarde-baseline-0\"}", "record it again"),
    ("[]", "no schema"), ("nonsense", "not JSON"),
    ("{\"schema\": \"cocarde-baseline-1\"}", "missing"),
  ])
  func `what is no baseline is refused with a reason`(text: String, reason: String) {
    #expect {
      try Baseline(parsing: Array(text.utf8))
    } throws: { error in "\(error)".contains(reason) }
  }
}

@Suite struct CanonicalJSONTests {
  @Test func `the bytes are those of jq -S`() throws {
    let json = try JSON(
      parsing: Array(#"{"b":[1,{"z":null,"a":"é\n\"\\\u0001"}],"a":{},"c":[],"B":true}"#.utf8))
    let expected = """
      {
        "B": true,
        "a": {},
        "b": [
          1,
          {
            "a": "é\\n\\"\\\\\\u0001",
            "z": null
          }
        ],
        "c": []
      }

      """
    #expect(String(decoding: try json.canonicalBytes(), as: UTF8.self) == expected)
  }

  @Test func `a fraction has no one form`() {
    #expect(throws: ReportError.self) { try JSON.double(0.5).canonicalBytes() }
  }
}
