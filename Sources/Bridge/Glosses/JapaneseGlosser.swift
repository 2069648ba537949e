internal import Text

/// Japanese into English: the cheapest way to cut a stretch into the dictionary's words and their inflected forms.
struct JapaneseGlosser: PairGlosser {
  let source = "ja"
  let target = "en"
  private let dictionary: PairDictionary

  init(_ dictionary: PairDictionary) { self.dictionary = dictionary }

  /// What inflects is there by its stem; a stem of one kana stands everywhere, so that such a word is known as listed only.
  func form(of key: Int, spelled spelling: String) -> Headwords.Form? {
    if spelling.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let classes = dictionary.entryNumbers(of: key).map { JapaneseClass(dictionary.flags(ofEntry: $0)) }
    var stem = spelling.unicodeScalars
    if spelling.hasSuffix("する") && classes.contains(where: { $0.contains(.suru) }) {
      stem.removeLast(2)
    } else if classes.contains(where: { !$0.isDisjoint(with: [.ichidan, .godan, .kuru, .adjective]) }) {
      stem.removeLast()
    }
    let isTelling = stem.count > 1 || stem.first.map { ScalarTraits(of: $0).script == .han } ?? false
    return Headwords.Form(text: isTelling ? String(stem) : spelling)
  }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    let text = StretchText(stretch, scalars)
    return bestPath(text, lexicon).map { step in
      var token = token(step, text, scalars)
      if let entry = step.entry ?? lexicon?.entry(text.kept, step.start..<step.end) {
        lexicon?.apply(entry, to: &token)
      }
      return token
    }
  }

  /// A word of the best path.
  private struct Step {
    var start: Int
    var end: Int
    var key: Int?
    /// Nil where the word is as listed.
    var inflection: Inflection?
    /// Its entry in the community's lexicon.
    var entry: Int?
  }

  /// Below what any word of a dictionary costs.
  private static let lexiconCost: Float = 0.5

  private struct Inflection {
    /// How many scalars stand before the ending.
    var stem: Int
    var origin: JapaneseEndings.Origin
    var isNegative: Bool
  }

  // MARK: Cutting

  private func bestPath(_ text: StretchText, _ lexicon: PairLexicon?) -> [Step] {
    let count = text.kept.count
    var costs = [Float](repeating: .infinity, count: count + 1)
    var steps = [Step?](repeating: nil, count: count + 1)
    costs[0] = 0
    let unknownEnds = unknownEnds(text)
    func offer(_ step: Step, _ cost: Float) {
      guard text.isOpen[step.end] else { return }
      let total = costs[step.start] + cost
      if total < costs[step.end] {
        costs[step.end] = total
        steps[step.end] = step
      }
    }
    for start in 0..<count where text.isOpen[start] && costs[start] < .infinity {
      let end = unknownEnds[start]
      offer(Step(start: start, end: end), dictionary.unknownCost + Float(end - start - 1))
      for match in lexicon?.matches(text.kept, from: start) ?? [] where match.end - start > 1 {
        let key = dictionary.key(of: text.kept[start..<match.end])
        offer(Step(start: start, end: match.end, key: key, entry: match.entry), Self.lexiconCost)
      }
      words(from: start, text, offer)
    }
    var path: [Step] = []
    var end = count
    while end > 0, let step = steps[end] {
      path.append(step)
      end = step.start
    }
    return path.reversed()
  }

  /// For each place, where an unknown word that begins there ends: a run of katakana or a Latin word as a whole. O(*n*).
  private func unknownEnds(_ text: StretchText) -> [Int] {
    let count = text.kept.count
    Work.add(count)
    var ends = [Int](repeating: count, count: count)
    // Where the run of katakana ends that the scalar behind belongs to, and where a word may end next.
    var (runEnd, open) = (count, count)
    for start in (0..<count).reversed() {
      if text.isOpen[start + 1] { open = start + 1 }
      if !Self.isKatakana(text.kept[start]) {
        runEnd = start
        ends[start] = open
      } else {
        ends[start] = max(open, runEnd)
      }
    }
    return ends
  }

  private static func isKatakana(_ scalar: UInt32) -> Bool { (0x30A1...0x30FA).contains(scalar) || scalar == 0x30FC }

  /// Every word that begins at `start`, as listed and inflected.
  private func words(from start: Int, _ text: StretchText, _ offer: (Step, Float) -> Void) {
    let trie = dictionary.file.trie
    dictionary.file.withBytes { bytes in
      var (cell, place) = (0, start)
      while true {
        inflected(start, place, cell, text, trie, bytes, offer)
        guard place < text.kept.count else { return }
        cell = trie.child(of: cell, by: trie.symbol(text.kept[place], in: bytes), in: bytes)
        if cell < 0 { return }
        place += 1
        let key = trie.key(at: cell, in: bytes)
        if key >= 0 { offer(Step(start: start, end: place, key: key), trie.cost(of: key, in: bytes)) }
      }
    }
  }

  /// The words whose stem ends at `stem`, where the trie stands at `cell`, by the endings that follow there.
  private func inflected(
    _ start: Int, _ stem: Int, _ cell: Int, _ text: StretchText, _ trie: TrieWalker, _ bytes: RawSpan,
    _ offer: (Step, Float) -> Void
  ) {
    for origin in JapaneseEndings.all.origins {
      // する and 来る have no stem that stays: they alone are found by an ending where a word begins.
      if stem == start && origin.base.count < 2 { continue }
      var end = cell
      for scalar in origin.base where end >= 0 {
        end = trie.child(of: end, by: trie.symbol(scalar, in: bytes), in: bytes)
      }
      let key = end < 0 ? -1 : trie.key(at: end, in: bytes)
      guard key >= 0, isInflected(key, like: origin.classes) else { continue }
      let cost = trie.cost(of: key, in: bytes) + Self.endingCost
      JapaneseEndings.all.forms(of: origin, in: text.kept, from: stem) { place, isNegative in
        guard place > start else { return }
        let inflection = Inflection(stem: stem - start, origin: origin, isNegative: isNegative)
        // A stem alone (食べ) is rarer than one with an ending.
        let length: Float = place == stem ? 2 : 0.4 * Float(place - stem)
        offer(Step(start: start, end: place, key: key, inflection: inflection), cost + length)
      }
    }
  }

  private static let endingCost: Float = 1.5

  private func isInflected(_ key: Int, like classes: JapaneseClass) -> Bool {
    dictionary.entryNumbers(of: key).contains {
      !JapaneseClass(dictionary.flags(ofEntry: $0)).isDisjoint(with: classes)
    }
  }

  // MARK: Tokens

  private func token(_ step: Step, _ text: StretchText, _ scalars: [UInt32]) -> GlossToken {
    let range = text.range(step.start..<step.end)
    let surface = Glosser.surface(scalars, range)
    let isJapanese = text.kept[step.start..<step.end].contains { $0 >= 0x3041 }
    var token = GlossToken(surface: surface, range: range, lang: isJapanese ? source : text.owner(of: step.start).lang)
    guard let key = step.key, isJapanese else {
      if isJapanese { token.notes = [WordNotes.unknown] }
      token.reading = isJapanese ? Romanisation.spellings(of: surface).first ?? "" : ""
      return token
    }
    let shown = ShownSenses(senses(of: key, step.inflection?.origin), in: dictionary)
    (token.glosses, token.senses) = (shown.glosses, shown.senses)
    token.reading = reading(step, key, text)
    token.notes = WordNotes.japanese.of(surface, glosses: [])
    if step.inflection?.isNegative ?? false { token.notes = [WordNotes.negation] }
    return token
  }

  /// The senses of a key; of an inflected word only our own and those of entries that are inflected so.
  private func senses(of key: Int, _ origin: JapaneseEndings.Origin?) -> [RankedSense] {
    let ranked = dictionary.rankedSenses(of: key)
    guard let origin else { return ranked }
    let fitting = dictionary.entryNumbers(of: key)
      .filter { !JapaneseClass(dictionary.flags(ofEntry: $0)).isDisjoint(with: origin.classes) }
      .map { dictionary.senseNumbers(ofEntry: $0) }
    return ranked.filter { sense in
      sense.flags.source == SenseFlags.own.source || fitting.contains { $0.contains(sense.number) }
    }
  }

  /// The word's kana as it stands: the listed reading with the ending exchanged.
  private func reading(_ step: Step, _ key: Int, _ text: StretchText) -> String {
    let entry = dictionary.entryNumbers(of: key).first { entry in
      guard let classes = step.inflection?.origin.classes else { return true }
      return !JapaneseClass(dictionary.flags(ofEntry: entry)).isDisjoint(with: classes)
    }
    guard let entry else { return "" }
    let listed = dictionary.reading(ofEntry: entry)
    guard let inflection = step.inflection else { return listed }
    let ending = JapaneseEndings.reading(text.kept[step.start + inflection.stem..<step.end])
    return String(String.UnicodeScalarView(listed.unicodeScalars.dropLast(inflection.origin.base.count))) + ending
  }
}
