import Audit
import Behaviour
import Law
import Pages
import Simulation
import Testing

/// What the summary says in English, the French page says in French.
@Suite struct FrenchPageTests {
  private static func isTranslated(_ name: String, of kind: String, _ sentence: String) -> Bool {
    let french = Wording(.french).sentence(name, of: kind, as: sentence)
    return french != sentence
      && Wording(.english).sentence(name, of: kind, as: sentence) == sentence
  }

  @Test(arguments: Invariant.allCases)
  func `every rule has its French sentence, made from the English one in force`(rule: Invariant) {
    #expect(Self.isTranslated(rule.id, of: "rule", rule.statement))
  }

  @Test(arguments: Fault.allCases)
  func `every fault has its French name`(fault: Fault) {
    let (french, english) = (Wording(.french), Wording(.english))
    #expect(french.name(fault.name, of: "fault") != english.name(fault.name, of: "fault"))
  }

  @Test func `every published figure has its French name`() throws {
    let parameters = try ParameterTable.published().parameters
    #expect(!parameters.isEmpty)
    for parameter in parameters where !parameter.title.isEmpty {
      #expect(
        Self.isTranslated(parameter.title, of: "published", parameter.title),
        "\(parameter.title)")
    }
  }

  @Test func `a sentence of another version stays as it is`() {
    let sentence = "No credit lifts anything."
    #expect(Wording(.french).sentence("CAP-1", of: "rule", as: sentence) == sentence)
  }
}
