/// Puts together the dictionary of a Romance language into English: Apertium's forms and translations, for languages other
/// than Spanish through Spanish, then FreeDict both ways, then our own core of words that hold a sentence together.
struct RomanceDraft {
  let language: String
  /// Whether Apertium translates it into Spanish only.
  let isThroughSpanish: Bool
  let core: CoreWords

  private typealias Lemma = LemmaTable.Lemma

  private static let mostExpressions = 400_000
  /// What each source's word is worth, in decimal logarithms of English frequency halved.
  private static let direct = 1.0
  private static let forward = 1.0
  private static let backward = 0.7

  func draft(from shelf: SourceShelf) throws(DictionaryError) -> DictionaryDraft {
    var table = LemmaTable(LanguagePair(language, "en"))
    // The first source taken is the one that entries of several name.
    let translations = try ApertiumTranslations(language, isThroughSpanish: isThroughSpanish, from: shelf)
    let own = try ZipfFrequencies.take(SourceID.frequencies(language), from: shelf)
    let english = try ZipfFrequencies.take(SourceID.englishFrequencies, from: shelf)
    if let forms = try CompiledTransducer.take(SourceID.apertiumForms(language), from: shelf)?.transducer {
      addForms(forms, own, translations, to: &table)
    }
    try FreeDictSenses(language, weights: (Self.forward, Self.backward)).add(from: shelf, to: &table)
    table.add(core)
    table.addVariants { AccentFold.variants(of: $0) }
    return table.draft(SenseRanking(english: english)) { word in (9 - own.zipf(word)) * 2.302585 }
  }

  /// Adds the forms that are in use, the lemmas and the expressions, with what their lemmas are translated by.
  private func addForms(
    _ forms: CompiledTransducer, _ frequencies: ZipfFrequencies, _ translations: ApertiumTranslations,
    to table: inout LemmaTable
  ) {
    var shares = FormShares()
    var readings = Readings()
    func add(_ form: String, _ outputs: [[CompiledTransducer.Symbol]]) {
      let words = outputs.compactMap { ApertiumWord($0, tags: forms.tags) }
      let found = readings.of(words, translations, &shares, &table)
      shares.add(form, zipf: frequencies.zipf(form), found)
    }
    var seen: Set<String> = []
    for form in frequencies.words + translations.lemmas.sorted() {
      let key = KeyFold.key(form)
      guard !key.utf8.contains(0x20), seen.insert(key).inserted else { continue }
      add(key, forms.outputs(of: key.unicodeScalars.map(\.value)))
    }
    var expressions: [String: [[CompiledTransducer.Symbol]]] = [:]
    forms.forEachExpression(most: Self.mostExpressions) { input, output in
      guard let key = Self.expression(input, frequencies) else { return }
      if (expressions[key]?.count ?? 0) < 8 { expressions[key, default: []].append(output) }
    }
    for (key, outputs) in expressions.sorted(by: { $0.key < $1.key }) { add(key, outputs) }
    shares.forEachShare(entries: table.lemmas.count) { form, entry, share in
      table.add(key: form, entry, share: share)
    }
  }

  /// The key of an expression of two to five words that are in use; nil for others.
  private static func expression(_ input: [CompiledTransducer.Symbol], _ frequencies: ZipfFrequencies) -> String? {
    guard input.allSatisfy({ $0 > 0 }) else { return nil }
    let scalars = input.compactMap { Unicode.Scalar(UInt32($0)) }
    let key = KeyFold.key(String(String.UnicodeScalarView(scalars)))
    let words = key.split(separator: " ")
    guard (2...5).contains(words.count), words.count - 1 == key.utf8.count(where: { $0 == 0x20 }) else { return nil }
    return words.allSatisfy { word in
      word.utf8.contains(0x27) || word.utf8.contains(0x2D) || frequencies.zipf(String(word)) > 2
    } ? key : nil
  }

  /// The entries that analysed words belong to; made, with their senses, when a word is first seen.
  private struct Readings {
    /// Lemma and part to its entry; nil where nothing translates it.
    private var known: [Lemma: Int?] = [:]

    mutating func of(
      _ words: [ApertiumWord], _ translations: ApertiumTranslations, _ shares: inout FormShares,
      _ table: inout LemmaTable
    ) -> [FormShares.Reading] {
      var readings: [FormShares.Reading] = []
      for word in words where !word.isJoined || word.part == "v" {
        let lemma = Lemma(word: KeyFold.key(word.lemma), part: word.part)
        if known[lemma] == nil { known[lemma] = .some(translations.add(word, lemma, to: &table)) }
        guard case .some(.some(let entry)) = known[lemma] else { continue }
        readings.append(
          FormShares.Reading(entry: entry, pattern: shares.pattern(part: word.part, tags: word.tags)))
      }
      return readings
    }
  }
}

/// What Apertium translates a Romance language's lemmas by in English.
struct ApertiumTranslations {
  private var first = ApertiumPairs()
  /// From Spanish on, where the language goes through it.
  private var second: ApertiumPairs?
  private var flags: SenseFlags = []

  init(_ language: String, isThroughSpanish: Bool, from shelf: SourceShelf) throws(DictionaryError) {
    let direct = SourceID.apertiumPairs(language)
    if let (transducer, mark) = try CompiledTransducer.take(direct, from: shelf) {
      (first, flags) = (ApertiumPairs(transducer), mark)
    }
    guard isThroughSpanish else { return }
    second = ApertiumPairs()
    if let (transducer, mark) = try CompiledTransducer.take(SourceID.apertiumPairs("es"), from: shelf) {
      (second, flags) = (ApertiumPairs(transducer), mark.union(.viaSpanish))
    }
  }

  /// The folded lemmas that are translated.
  var lemmas: Dictionary<String, [ApertiumPairs.Side]>.Keys { first.translations.keys }

  /// Adds `lemma` with what `word` is translated by; nil where it is by nothing.
  func add(_ word: ApertiumWord, _ lemma: LemmaTable.Lemma, to table: inout LemmaTable) -> Int? {
    var found: [(text: String, flags: SenseFlags, evidence: Double)] = []
    for target in first.of(word) {
      guard let second else {
        found.append((target.lemma, flags(of: target), 1))
        continue
      }
      for last in second.of(target) { found.append((last.lemma, flags(of: last), 0.8)) }
    }
    guard !found.isEmpty else { return table.number(of: lemma) }
    let entry = table.entry(lemma)
    var seen: Set<String> = []
    for (text, flags, evidence) in found where !Self.abstract.contains(text) {
      let isNew = seen.insert(text).inserted
      table.add(DictionaryDraft.Sense(text: text, flags: flags), evidence: isNew ? evidence : 0.2, to: entry)
    }
    return entry
  }

  /// Apertium's names for pronouns of every person.
  private static let abstract: Set<String> = ["prpers", "prnpers"]

  private func flags(of target: ApertiumWord) -> SenseFlags {
    target.part == "np" ? flags.union(.name) : flags
  }
}
