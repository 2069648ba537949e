internal import Text

/// Numbers the scalars of a dictionary's keys densely; all spellings of a letter that fold alike share a number.
///
/// The scalars that begin a key are numbered from 1 without a gap, as the trie's first step needs it.
struct SymbolTable {
  /// For each scalar value its number, 0 for none.
  private(set) var numbers: [UInt16]

  init(_ words: some Sequence<String>, aliases: [UInt32: UInt32] = [:]) {
    var firsts: Set<UInt32> = []
    var others: Set<UInt32> = []
    for word in words {
      for (place, scalar) in word.unicodeScalars.enumerated() {
        if place == 0 { firsts.insert(scalar.value) } else { others.insert(scalar.value) }
      }
    }
    let sorted = firsts.sorted() + others.subtracting(firsts).sorted()
    precondition(sorted.count <= Int(UInt16.max), "\(sorted.count) different characters do not fit 16 bits")
    let last = max(sorted.max() ?? 0, aliases.keys.max() ?? 0, 0xFFFF)
    numbers = [UInt16](repeating: 0, count: Int(last) + 1)
    for (index, scalar) in sorted.enumerated() { numbers[Int(scalar)] = UInt16(index + 1) }
    for value in UInt32(0x41)...0xFFFF where numbers[Int(value)] == 0 {
      numbers[Int(value)] = numbers[Int(KeyFold.folded(value))]
    }
    for (alias, scalar) in aliases where Int(scalar) < numbers.count && numbers[Int(alias)] == 0 {
      numbers[Int(alias)] = numbers[Int(scalar)]
    }
  }

  func spelling(_ word: String) -> [UInt16] { word.unicodeScalars.map { numbers[Int($0.value)] } }
}

/// How the letters of keys are folded: capitals, full-width forms and typographic apostrophes as the plain letter.
///
/// Scalar for scalar, so that ranges stay those of the text. A compiled dictionary's table of symbols has it built in.
enum KeyFold {
  static func folded(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar }
    switch scalar {
    case 0xC0...0xDE where scalar != 0xD7, 0x410...0x42F: return scalar + 32
    case 0xDF...0xFF, 0x430...0x44F: return scalar
    default: break
    }
    if scalar >= 0xFF01 && scalar <= 0xFF5E { return folded(scalar - 0xFEE0) }
    if scalar == 0x2019 || scalar == 0x2018 || scalar == 0x02BC { return 0x27 }
    // Russian is mostly written with е for ё.
    if scalar == 0x0451 || scalar == 0x0401 { return 0x0435 }
    if scalar == 0x2010 || scalar == 0x2011 { return 0x2D }
    guard scalar < 0x2E80, let only = Unicode.Scalar(scalar) else { return scalar }
    let lower = only.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first.map(\.value) ?? scalar : scalar
  }

  /// A key: every scalar folded, composed.
  static func key(_ form: String) -> String {
    // Most Chinese words are Han alone: none of their bytes is ASCII, of a small alphabet or leads a full-width form.
    guard form.utf8.contains(where: { $0 < 0xE3 && $0 < 0x80 || $0 >= 0xC3 && $0 < 0xE3 || $0 == 0xEF }),
      form.utf8.contains(where: { $0 >= 0x80 || $0 >= 0x41 && $0 <= 0x5A })
    else { return form }
    return String(String.UnicodeScalarView(form.unicodeScalars.map { Unicode.Scalar(folded($0.value)) ?? $0 }))
  }
}
