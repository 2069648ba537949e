internal import Glibc

/// How the senses of a lemma are ordered.
struct SenseRanking {
  let english: ZipfFrequencies
  /// What a step of a decimal logarithm of English frequency is worth, against one source's word.
  var frequency = 0.5
  /// Whether many articles of one source say the same, so that each says less.
  var damping = false

  /// The weight of a sense: what the sources say, and how frequent its rarest word is in English.
  func weight(_ sense: DictionaryDraft.Sense, evidence: Double) -> Double {
    let words = EnglishWords.content(of: ShownSenses.short(sense.text))
    let rarest = words.map { Double(english.zipf($0)) }.min() ?? 5
    let said = damping && evidence > 1 ? 1 + log2(evidence) * 0.5 : evidence
    var weight = said + frequency * rarest - 0.15 * Double(max(0, words.count - 1))
    if !sense.flags.isDisjoint(with: [.archaic, .literary, .dialect]) { weight -= 0.7 }
    if !sense.flags.isDisjoint(with: [.slang, .colloquial]) { weight -= 0.2 }
    if sense.flags.contains(.name) { weight -= 0.7 }
    return weight
  }
}
