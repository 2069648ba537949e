/// One line of CC-CEDICT: both forms, a reading, its senses.
struct CedictEntry {
  struct Sense {
    var text: String
    var flags: SenseFlags
    /// The word that the sense points to ("variant of …"), and the reading that it names.
    var target: (form: String, reading: String?)?
  }

  var traditional: String
  var simplified: String
  /// Numbered pinyin, as it stands in the source.
  var reading: String
  var senses: [Sense]
  /// Marks the source.
  var mark: SenseFlags

  /// A name's reading begins with a capital: `Bei3 jing1`. A Latin letter that is read as itself (`A pian4`) does not
  /// count.
  var isName: Bool {
    let letters = Array(reading.unicodeScalars.prefix(2))
    guard let first = letters.first, first.value >= 0x41 && first.value <= 0x5A, letters.count == 2 else {
      return false
    }
    return letters[1].value >= 0x61 && letters[1].value <= 0x7A || letters[1].value >= 0x31 && letters[1].value <= 0x35
  }

  /// Reads `傳統 传统 [chuan2 tong3] /tradition; traditional/`; nil where the line has another shape.
  init?(line: ArraySlice<UInt8>, _ mark: SenseFlags = []) {
    self.mark = mark
    guard let first = line.firstIndex(of: 0x20), let open = line.firstIndex(of: 0x5B), open > first + 1,
      let close = line[open...].firstIndex(of: 0x5D), let slash = line[close...].firstIndex(of: 0x2F),
      let last = line.lastIndex(of: 0x2F), last > slash
    else { return nil }
    traditional = String(decoding: line[..<first], as: UTF8.self)
    simplified = String(decoding: line[(first + 1)..<open], as: UTF8.self).trimmed
    reading = String(decoding: line[(open + 1)..<close], as: UTF8.self)
    guard !traditional.isEmpty, !simplified.isEmpty, !reading.isEmpty, !simplified.contains(" ") else { return nil }
    senses = line[(slash + 1)..<last].split(separator: 0x2F).flatMap {
      SenseReader.senses(in: String(decoding: $0, as: UTF8.self).trimmed)
    }
    guard !senses.isEmpty else { return nil }
  }
}

extension String {
  /// Without blanks at either end.
  var trimmed: String {
    var scalars = Substring(self).unicodeScalars
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
