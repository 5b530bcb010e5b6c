import Audit
import Law
import Testing

/// What the catalogue says of each invariant beside its sentence.
@Suite struct CatalogueTests {
  @Test func `every invariant has a kind and an article or document that demands it`() {
    for invariant in Invariant.allCases {
      #expect(!invariant.articles.isEmpty, "\(invariant.id)")
      #expect(Set(invariant.articles).count == invariant.articles.count)
      #expect(["S", "L", "A"].contains(invariant.kind.rawValue))
    }
  }

  @Test func `every article that is cited is spelt as citations are read`() {
    let others = ["Design of the harness", "Portail des financeurs", "Réponse ministérielle"]
    for article in Set(Invariant.allCases.flatMap(\.articles)).subtracting(others) {
      #expect(Citation.all(in: article) == [article])
    }
  }

  @Test func `every witness is that of an invariant, or an edge of the calendar`() {
    let judged = Set(Invariant.allCases.flatMap(\.witnesses))
    let edges: Set<Witness> = [.newYearsEve, .thirdMonday]
    #expect(Set(Witness.allCases).subtracting(judged) == edges)
  }

  @Test func `what the platform reads of the law is judged, but for what is known to be not`() {
    // Read by the platform and judged by no invariant: said by `cocarde invariants --by-article`.
    let unjudged: Set<LawName> = [
      .rightsAnnualHours, .rightsHoursTiming, .rightsMinimumShare, .offerRenewalFilingFirstMonths,
      .offerRenewalFilingLaterMonths, .dossierConcurrentRequests, .accessFranceIdentite,
      .accessWrongPasswords, .accessResetDays, .cpfFlatContribution, .electionMunicipal,
    ]
    let names = LawName.allCases.filter { name in
      !Invariant.allCases.contains { $0.reads(name.rawValue) }
    }
    #expect(Set(names) == unjudged)
  }

  @Test func `the levy reads every scale of the allowances`() throws {
    let law = try ParameterTable.law()
    let scales = law.names.filter { $0.hasPrefix("allowance.") }
    #expect(!scales.isEmpty)
    #expect(scales.allSatisfy(Invariant.lev1.reads))
    #expect(!Invariant.cap1.reads("allowance.mayor"))
  }
}
