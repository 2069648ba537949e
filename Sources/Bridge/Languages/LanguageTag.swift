/// BCP-47 tags as plain strings, and the one question that rules ask of them.
package enum LanguageTag {
  /// The tag of what is no language, or of a language that is not known.
  package static let undetermined = "und"

  /// Whether `tag` lies in the language range `range` by basic filtering (RFC 4647, 3.3.1), whatever the case.
  ///
  /// `zh` matches `zh`, `zh-Hans` and `zh-Latn`, not `zha`. `*` matches every tag but `und`.
  /// `zh` matches `yue` too: ISO 639-3 counts Cantonese among Chinese, and a rule or a dictionary for Chinese is meant for
  /// it.
  package static func matches(_ tag: String, range: String) -> Bool {
    if range == "*" { return tag != undetermined }
    if range.utf8.count == 2 && isRange("yue", of: tag) && isRange(range, of: "zh") { return true }
    return isRange(range, of: tag)
  }

  private static func isRange(_ range: String, of tag: String) -> Bool {
    var tag = tag.utf8.makeIterator()
    for wanted in range.utf8 {
      guard let byte = tag.next(), lowercased(byte) == lowercased(wanted) else { return false }
    }
    let next = tag.next()
    return next == nil || next == UInt8(ascii: "-")
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
