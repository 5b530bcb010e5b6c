/// A small reader of HTML: enough to say whether tags are balanced and attributes quoted.
struct Markup {
  /// What is wrong, one sentence each.
  private(set) var problems: [String] = []
  /// How often each element occurs.
  private(set) var counts: [String: Int] = [:]
  /// The ids, in order.
  private(set) var ids: [String] = []
  /// What stands in scripts and styles, by element.
  private(set) var raw: [(name: String, attributes: [String: String], text: String)] = []
  /// The text outside of tags, entities left as they are.
  private(set) var text = ""

  private static let empty: Set<String> = [
    "meta", "link", "br", "hr", "img", "input", "col", "circle", "rect",
  ]
  private let bytes: [UInt8]
  private var at = 0
  private var open: [String] = []

  /// Reads a page.
  ///
  /// - Parameter page: The page.
  init(_ page: String) {
    bytes = Array(page.utf8)
    var words: [UInt8] = []
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<") {
        tag()
      } else {
        if bytes[at] == UInt8(ascii: ">") { problems.append("a stray > at \(at)") }
        words.append(bytes[at])
        at += 1
      }
    }
    text = String(decoding: words, as: UTF8.self)
    if !open.isEmpty { problems.append("never closed: \(open)") }
    let unique = Set(ids)
    if unique.count != ids.count { problems.append("an id occurs twice") }
  }

  private mutating func tag() {
    at += 1
    if bytes[at] == UInt8(ascii: "!") {
      while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
      at += 1
      return
    }
    let isEnd = bytes[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = word()
    guard !name.isEmpty else { return problems.append("a < that begins no tag at \(at)") }
    let (attributes, isClosed) = self.attributes(of: name)
    if isEnd {
      if open.last == name {
        open.removeLast()
      } else {
        problems.append("</\(name)> closes \(open.last ?? "nothing")")
      }
      return
    }
    counts[name, default: 0] += 1
    if let id = attributes["id"] { ids.append(id) }
    if isClosed || Self.empty.contains(name) { return }
    open.append(name)
    if name == "script" || name == "style" { content(of: name, attributes) }
  }

  /// What stands in a script or a style, up to its end tag, which is left to be read.
  private mutating func content(of name: String, _ attributes: [String: String]) {
    let end = Array("</\(name)".utf8)
    let start = at
    while at + end.count <= bytes.count, !bytes[at..<at + end.count].elementsEqual(end) { at += 1 }
    raw.append((name, attributes, String(decoding: bytes[start..<at], as: UTF8.self)))
  }

  private mutating func word() -> String {
    let start = at
    while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x80 && !"=<>/\"'".utf8.contains(byte)
  }

  private mutating func attributes(of tag: String) -> (values: [String: String], isClosed: Bool) {
    var values: [String: String] = [:]
    while at < bytes.count {
      if bytes[at] <= 0x20 {
        at += 1
      } else if bytes[at] == UInt8(ascii: ">") {
        at += 1
        return (values, false)
      } else if bytes[at] == UInt8(ascii: "/") {
        at += 2
        return (values, true)
      } else {
        let name = word()
        guard !name.isEmpty else {
          problems.append("<\(tag)> holds something that is no attribute")
          at += 1
          continue
        }
        if values[name] != nil { problems.append("<\(tag)> has \(name) twice") }
        values[name] = bytes[at] == UInt8(ascii: "=") ? value(of: name, in: tag) : ""
      }
    }
    problems.append("<\(tag)> never ends")
    return (values, false)
  }

  private mutating func value(of name: String, in tag: String) -> String {
    at += 1
    guard bytes[at] == UInt8(ascii: "\"") else {
      problems.append("\(name) of <\(tag)> is not quoted")
      return word()
    }
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
    at += 1
    return String(decoding: bytes[start..<at - 1], as: UTF8.self)
  }
}
