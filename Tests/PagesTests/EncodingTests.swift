import Foundation
import Testing

@testable import Pages

@Suite struct EncodingTests {
  /// What the page's script does, in Swift.
  private func decoded(_ text: String) throws -> [Int64] {
    let bytes = try #require(Data(base64Encoded: text))
    var values: [Int64] = []
    var (word, shift, last): (UInt64, UInt64, Int64) = (0, 0, 0)
    for byte in bytes {
      word |= UInt64(byte & 0x7f) << shift
      shift += 7
      if byte & 0x80 == 0 {
        last &+= Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
        values.append(last)
        (word, shift) = (0, 0)
      }
    }
    return values
  }

  @Test func `no figure is lost on the way into a page`() throws {
    let cases: [[Int64]] = [
      [], [0], [1, -1, 1], [.max, .min, 0], [9_007_199_254_740_991, -9_007_199_254_740_991],
      (0..<3_653).map { FullSummary.number(3, $0, below: 1_000_000_000_000) },
    ]
    for values in cases { #expect(try decoded(Encoding.columns(values)) == values) }
  }

  @Test func `base 64 is that of the standard`() {
    for count in 0..<20 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
      #expect(Encoding.base64(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test func `JSON in a tag is JSON, and ends no tag`() throws {
    let text = ScriptJSON.text([
      ("a", .text("</script> \"x\" \\ \n\u{2028}<!--")), ("b", .numbers([1, nil, 0.5, .infinity])),
      ("c", .bool(true)), ("d", .object([("é", .null)])),
    ])
    #expect(!text.contains("<"))
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(json?["a"] as? String == "</script> \"x\" \\ \n\u{2028}<!--")
    #expect((json?["b"] as? [Any])?.count == 4)
    #expect(json?["c"] as? Bool == true)
  }
}
