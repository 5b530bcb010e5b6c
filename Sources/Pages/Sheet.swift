/// A page before it is written: what it says, without a tag of HTML.
///
/// The report of a run and the page of a study are the same thing to the writer: a verdict, key
/// figures, sections of texts, tables and charts, and how to do it again.
package struct Sheet: Hashable, Sendable {
  /// How a verdict is coloured and marked; no tone is ever told by its colour alone.
  package enum Tone: String, Sendable {
    /// It is as it should be.
    case good
    /// Nothing is wrong, and nothing is proved.
    case warning
    /// It is not as it should be.
    case bad
    /// Nothing is judged.
    case plain
  }

  /// A figure that is read at a glance.
  package struct Figure: Hashable, Sendable {
    /// What it counts.
    package var label: String
    /// The figure.
    package var value: String
    /// A remark below it.
    package var note: String

    /// Creates a figure.
    ///
    /// - Parameters:
    ///   - label: What it counts.
    ///   - value: The figure.
    ///   - note: A remark below it.
    package init(_ label: String, _ value: String, note: String = "") {
      self.label = label
      self.value = value
      self.note = note
    }
  }

  /// A part of the page with its heading.
  package struct Section: Hashable, Sendable {
    /// The anchor: letters, digits and hyphens, unlike every other on the page.
    package var id: String
    /// The heading.
    package var title: String
    /// One or two sentences that say what is to be seen.
    package var lead: String
    /// What it holds, in order.
    package var blocks: [Block]

    /// Creates a section.
    ///
    /// - Parameters:
    ///   - id: The anchor.
    ///   - title: The heading.
    ///   - lead: One or two sentences that say what is to be seen.
    ///   - blocks: What it holds.
    package init(_ id: String, _ title: String, lead: String = "", _ blocks: [Block] = []) {
      self.id = id
      self.title = title
      self.lead = lead
      self.blocks = blocks
    }
  }

  /// Something in a section.
  package indirect enum Block: Hashable, Sendable {
    /// A heading below that of the section.
    case heading(String)
    /// A paragraph.
    case text(String)
    /// A remark that should not be missed.
    case notice(Tone, String)
    /// Key figures.
    case figures([Figure])
    /// A table.
    case table(Table)
    /// A chart.
    case chart(Chart)
    /// Departments as tiles.
    case tiles(TileMap)
    /// Lines as a machine writes them.
    case code([String])
    /// What is there for those who want it: closed until it is opened.
    case folded(title: String, [Block])
  }

  /// What the page is, such as “Run report”.
  package var kind = ""
  /// The title.
  package var title = ""
  /// A line below the title.
  package var subtitle = ""
  /// What follows from it all, in one sentence.
  package var verdict = ""
  /// The tone of the verdict.
  package var tone = Tone.plain
  /// What the verdict means for whoever called the program: its exit code.
  package var consequence = ""
  /// What the verdict rests on, one sentence each.
  package var reasons: [String] = []
  /// The key figures.
  package var figures: [Figure] = []
  /// The sections.
  package var sections: [Section] = []
  /// The last line: who wrote it, from what.
  package var imprint = ""

  /// An empty page.
  package init() {}
}
