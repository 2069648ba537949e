/// What writers type where they leave marks out.
enum AccentFold {
  /// `también` as `tambien`, nothing for a word without marks.
  static func variants(of word: String) -> [String] {
    let bare = bare(word)
    return bare == word ? [] : [bare]
  }

  /// German as on a keyboard without its letters: `über` as `uber` and `ueber`, `groß` as `gross`.
  static func german(_ word: String) -> [String] {
    guard word.utf8.contains(where: { $0 >= 0x80 }) else { return [] }
    var spelled = ""
    for letter in word.unicodeScalars {
      switch letter {
      case "ä": spelled += "ae"
      case "ö": spelled += "oe"
      case "ü": spelled += "ue"
      case "ß": spelled += "ss"
      default: spelled.unicodeScalars.append(letter)
      }
    }
    let sharp = withoutSharp(word)
    return [spelled, sharp, bare(sharp)].reduce(into: []) { if $1 != word && !$0.contains($1) { $0.append($1) } }
  }

  /// `weiß` as `weiss`: how Swiss writers and wordfreq's lists have it.
  static func withoutSharp(_ word: String) -> String {
    word.split(separator: "ß", omittingEmptySubsequences: false).joined(separator: "ss")
  }

  private static func bare(_ word: String) -> String {
    guard word.utf8.contains(where: { $0 >= 0x80 }) else { return word }
    var out = String.UnicodeScalarView()
    for letter in word.unicodeScalars { out.append(bases[letter] ?? letter) }
    return String(out)
  }

  private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
    var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (base, marked) in [
      ("a", "áàâãäå"), ("c", "ç"), ("e", "éèêë"), ("i", "íìîï"), ("n", "ñ"), ("o", "óòôõö"), ("u", "úùûü"), ("y", "ýÿ"),
    ] {
      for letter in marked.unicodeScalars { bases[letter] = base.unicodeScalars.first }
    }
    return bases
  }()
}
