package import Report

/// Reads the exact counters of a run from its summary.
package enum ExactCounters {
  /// The counters of a run: what is the same on every machine, for any number of threads.
  ///
  /// - Parameters:
  ///   - summary: The summary, as `cocarde run --json` prints it.
  ///   - digest: The SHA-256 of some bytes, in hexadecimal digits.
  /// - Returns: The counters, fingerprints first.
  /// - Throws: ``ReportError`` where the summary holds no result.
  package static func counters(
    of summary: JSON, digest: ([UInt8]) -> String
  ) throws(ReportError) -> CounterList {
    guard let result = summary["result"], case .object = result else {
      throw ReportError("the summary has no result")
    }
    guard case .string(let fingerprint)? = result["fingerprint"], !fingerprint.isEmpty else {
      throw ReportError("the summary has no fingerprint")
    }
    var counters = CounterList()
    counters.add("fingerprint", text: fingerprint)
    for line in items(summary["engine"]?["ingredients"]) {
      if case .string(let letter)? = line["letter"], case .string(let print)? = line["print"] {
        counters.add("fingerprint.\(letter)", text: print)
      }
    }
    let canonical = try result.canonicalBytes()
    counters.add("result.sha256", text: digest(canonical))
    counters.add("result.bytes", Int64(canonical.count))
    for key in ["officials", "accounts", "postings"] { counters.add(key, number(result[key])) }
    for key in ["operations", "applied", "reads", "refusals"] {
      counters.add("\(key).total", number(result[key]?["total"]))
      counters.add(result[key]?["by"], under: "\(key).by")
    }
    counters.add("dossiers.opened", number(result["dossiers"]?["opened"]))
    counters.add(result["money"], under: "money")
    let invariants = items(result["invariants"])
    for key in ["evaluations", "nonvacuous", "violations"] {
      counters.add("invariants.\(key)", invariants.reduce(0) { $0 + (number($1[key]) ?? 0) })
    }
    counters.add(
      "witnesses", items(result["witnesses"]).reduce(0) { $0 + (number($1["count"]) ?? 0) })
    counters.add(summary["engine"]?["work"], under: "work")
    return counters
  }

  /// A whole number of the summary, if there is one.
  ///
  /// - Parameter json: What is there.
  /// - Returns: The number.
  package static func number(_ json: JSON?) -> Int64? {
    if case .integer(let value)? = json { value } else { nil }
  }

  /// The items of a list of the summary.
  package static func items(_ json: JSON?) -> [JSON] {
    if case .array(let items)? = json { items } else { [] }
  }
}

extension CounterList {
  /// Adds the numbers of an object.
  fileprivate mutating func add(_ json: JSON?, under name: String) {
    guard case .object(let members)? = json else { return }
    for member in members { add("\(name).\(member.key)", ExactCounters.number(member.value)) }
  }
}
