import Law
import Testing

@Suite struct CitationTests {
  @Test(arguments: [
    ("CGCT R1621-7", ["CGCT R1621-7"]),
    ("CGCT L2123-12-1 et R1621-4 : at least 1 %", ["CGCT L2123-12-1", "CGCT R1621-4"]),
    ("CGCT R1221-9-2, L1621-3", ["CGCT R1221-9-2", "CGCT L1621-3"]),
    ("Code électoral L192 et L336 : March 2028", ["C. élect. L192", "C. élect. L336"]),
    ("CGI, taux normal ; (CGI 261-4-4°)", ["CGI 261-4-4°"]),
    ("Arrêté du 12 juillet 2021, art. 2-III", ["Arrêté du 12 juillet 2021, art. 2-III"]),
    (
      "Arrêté du 12 juillet 2021 ; décret n° 2021-596, art. 14",
      ["Arrêté du 12 juillet 2021", "Décret n° 2021-596, art. 14"]
    ),
    ("Loi n° 2015-366 du 31 mars 2015, art. 15", ["Loi n° 2015-366, art. 15"]),
    (
      "Arrêté du 14 mars 2022 modifiant l’arrêté du 3 juillet 2006",
      ["Arrêté du 14 mars 2022", "Arrêté du 3 juillet 2006"]
    ),
    ("Code de la consommation L221-18 : 14 days", ["C. conso. L221-18"]),
    ("No limit before the arrêté of 12 July 2021", []),
    ("maire-info 28837", []),
  ])
  func `a reference is read as the articles that it cites`(reference: String, wanted: [String]) {
    #expect(Citation.all(in: reference) == wanted)
  }
}
