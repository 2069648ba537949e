internal import Text

/// Two sounds that many speakers of Mandarin do not tell apart, as `neighbours` of a list names them.
///
/// Of homophones in real cloaked posts about one in six is such a neighbour of the word that is meant.
package enum SoundNeighbours: String, Sendable, CaseIterable {
  case zhZ = "zh/z"
  case chC = "ch/c"
  case shS = "sh/s"
  case nL = "n/l"
  case ngN = "ng/n"
  case hF = "h/f"

  /// The spellings of a toneless syllable in which only this sound differs.
  package func spellings(of syllable: String) -> [String] {
    switch self {
    case .zhZ: swapped(syllable, "zh", "z")
    case .chC: swapped(syllable, "ch", "c")
    case .shS: swapped(syllable, "sh", "s")
    case .nL: swapped(syllable, "n", "l")
    case .ngN:
      if syllable.hasSuffix("ng") {
        [String(syllable.dropLast())]
      } else if syllable.hasSuffix("n"), syllable.count > 1 {
        [syllable + "g"]
      } else {
        []
      }
    case .hF: Self.labials.compactMap { $0.0 == syllable ? $0.1 : $0.1 == syllable ? $0.0 : nil }
    }
  }

  private func swapped(_ syllable: String, _ one: String, _ other: String) -> [String] {
    if syllable.hasPrefix(one) { return [other + syllable.dropFirst(one.count)] }
    if syllable.hasPrefix(other) { return [one + syllable.dropFirst(other.count)] }
    return []
  }

  /// h before a u of the next sound, as much of the south says f.
  private static let labials = [
    ("hu", "fu"), ("hua", "fa"), ("huo", "fo"), ("hui", "fei"), ("huan", "fan"), ("hun", "fen"), ("huang", "fang"),
    ("hong", "feng"),
  ]
}

extension SoundTerm {
  /// Spellings (see there) in which exactly one syllable is a neighbour of the entry's.
  static func neighbourSpellings(of characters: [UInt32], _ neighbours: Set<SoundNeighbours>) -> [[UInt32]] {
    if neighbours.isEmpty { return [] }
    let plain = spellings(of: characters)
    var found: Set<[UInt32]> = []
    for spelling in plain {
      for place in spelling.indices {
        let syllable = Syllables.all.spellings[Int(spelling[place]) - 1]
        for other in neighbours.flatMap({ $0.spellings(of: syllable) }) {
          guard let number = Syllables.all.number(Array(other.utf8)) else { continue }
          var changed = spelling
          changed[place] = UInt32(number) + 1
          found.insert(changed)
        }
      }
    }
    return found.subtracting(plain).sorted { $0.lexicographicallyPrecedes($1) }
  }
}
