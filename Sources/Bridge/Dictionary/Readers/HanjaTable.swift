/// Sino-Korean words in hangul and in hanja, from libhangul's table: `hangul:hanja:remark`, a line each.
struct HanjaTable {
  /// Hangul to the hanja that it can stand for, in the table's order; words of two syllables and more.
  private(set) var words: [String: [String]] = [:]
  private(set) var malformed = 0

  init(_ text: SourceText) {
    text.forEachLine { line in
      guard let first = line.first, first != 0x23 else { return }
      let fields = line.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3, !fields[0].isEmpty, !fields[1].isEmpty else {
        malformed += 1
        return
      }
      let hangul = String(decoding: fields[0], as: UTF8.self)
      let hanja = String(decoding: fields[1], as: UTF8.self)
      guard hangul.unicodeScalars.count > 1, hangul.unicodeScalars.allSatisfy({ (0xAC00...0xD7A3).contains($0.value) })
      else { return }
      words[hangul, default: []].append(hanja)
    }
  }
}
