internal import Text

/// One post on its way to a `Detection`: its words, and what each group of them says.
struct PostReading {
  /// A word and the language that it was found to be in.
  struct Word {
    var range: Range<Int>
    var script: Script
    var letters: Int
    /// A place in `LanguageCatalogue.tags`.
    var language: UInt8 = LanguageCatalogue.undetermined
  }

  /// A language with the letters that speak for it and how sure its group is of it.
  struct Standing {
    var language: UInt8
    var weight: Double
    var sureness: Double
  }

  private let scalars: [UInt32]
  private let model: LanguageModel
  private let preference: LanguagePreference
  private var words: [Word] = []
  private var letters = 0
  private var denseLetters = 0
  private var standings: [Standing] = []

  /// Letters of these scripts carry about as much as two or three Latin ones.
  private static let denseWeight = 2.5

  init(_ scalars: [UInt32], _ model: LanguageModel, _ preference: LanguagePreference) {
    self.scalars = scalars
    self.model = model
    self.preference = preference
    words.reserveCapacity(scalars.count / 5 + 4)
    var scanner = PieceScanner(scalars)
    var mayHaveFaces = false
    while let piece = scanner.next() {
      guard piece.kind == .word, !Self.isLaughterOrFace(piece, scalars) else { continue }
      words.append(Word(range: piece.range, script: piece.script, letters: piece.letters))
      letters += piece.letters
      if piece.letters <= 3 { mayHaveFaces = true }
    }
    if mayHaveFaces { dropFaces() }
    if words.count > 1 && letters == 2 * words.count { dropBreaths() }
    for word in words where Self.isDense(word.script) { denseLetters += word.letters }
  }

  private static func isLaughterOrFace(_ piece: Piece, _ scalars: [UInt32]) -> Bool {
    guard piece.letters >= 2, piece.script == .latin || piece.script == .cyrillic,
      scalars[piece.range.prefix(3)].contains(where: PlainTable.isSuspect)
    else { return false }
    var folded: [UInt32] = []
    WordFold.fold(scalars, piece.range, into: &folded)
    return Speechless.isLaughterOrFace(folded.span, 0..<folded.count)
  }

  /// Ha-ha-ha is no language, where there is nothing else.
  private mutating func dropBreaths() {
    var folded: [UInt32] = []
    for word in words {
      WordFold.fold(scalars, word.range, into: &folded)
      guard Speechless.isBreath(folded.span, 0..<folded.count) else { return }
    }
    words.removeAll()
    letters = 0
  }

  private mutating func dropFaces() {
    let isShort = letters < Speechless.fewLetters
    words.removeAll { word in
      guard word.letters <= 3, Speechless.isPartOfFace(scalars, word.range, isShort: isShort) else { return false }
      letters -= word.letters
      return true
    }
  }

  private static func isDense(_ script: Script) -> Bool {
    script == .han || script == .katakana || script == .hangul || script == .bopomofo
  }

  /// Fewer letters than these are no answer, unless they are Han, kana or Hangul.
  static let fewestLetters = 3

  /// Letters that carry their vowels as marks, as those of India do: two of them are as much as three others.
  static let fewestWithMarks = 2

  /// Whether there is enough text for an answer.
  private var isLongEnough: Bool {
    letters >= Self.fewestLetters || denseLetters > 0
      || letters >= Self.fewestWithMarks && words.contains { $0.range.count > $0.letters && $0.script == .devanagari }
  }

  mutating func tag() -> String {
    guard isLongEnough else { return LanguageTag.undetermined }
    readWords(withSpans: false)
    return LanguageCatalogue.tags[Int(best?.language ?? LanguageCatalogue.undetermined)]
  }

  mutating func detection() -> Detection {
    guard letters > 0 else { return .nothing }
    readWords(withSpans: true)
    let candidates = candidates()
    let best = isLongEnough ? candidates.first : nil
    return Detection(
      tag: best?.tag ?? LanguageTag.undetermined, confidence: best?.confidence ?? 0, candidates: candidates,
      shares: shares(), spans: spans(), letters: letters)
  }

  /// Only the spans, the same as `detection` gives.
  mutating func spansAlone() -> [LanguageSpan] {
    guard letters > 0 else { return [] }
    readWords(withSpans: true)
    return spans()
  }

  // MARK: Reading

  private mutating func readWords(withSpans: Bool) {
    var groups: UInt8 = 0
    for index in words.indices {
      switch words[index].script {
      case .latin: groups |= 1
      case .cyrillic: groups |= 2
      case .arabic: groups |= 4
      case .devanagari: groups |= 8
      case .han, .katakana: groups |= 16
      default:
        words[index].language = preference.allowed(LanguageCatalogue.ofScript[Int(words[index].script.rawValue)])
        if words[index].language != LanguageCatalogue.undetermined { groups |= 32 }
      }
    }
    if groups & 16 != 0 { readHan() }
    if groups & 1 != 0 { readModel(.latin, .latin, withSpans) }
    if groups & 2 != 0 { readModel(.cyrillic, .cyrillic, withSpans) }
    if groups & 4 != 0 { readModel(.arabic, .arabic, withSpans) }
    if groups & 8 != 0 { readModel(.devanagari, .devanagari, withSpans) }
    if groups & 48 != 0 { standByScript() }
  }

  private mutating func readHan() {
    hanSureness = HanReader(scalars).read(&words)
    guard preference.restricts else { return }
    for index in words.indices where words[index].script == .han || words[index].script == .katakana {
      words[index].language = allowed(words[index].language)
    }
  }

  /// `language`, or what stands for it where it is never answered: Cantonese is Chinese to whoever does not ask for it.
  private func allowed(_ language: UInt8) -> UInt8 {
    let allowed = preference.allowed(language)
    guard allowed == LanguageCatalogue.undetermined, language == LanguageCatalogue.cantonese else { return allowed }
    let traditional = preference.allowed(LanguageCatalogue.traditionalChinese)
    return traditional != LanguageCatalogue.undetermined
      ? traditional : preference.allowed(LanguageCatalogue.simplifiedChinese)
  }

  /// How sure the script of the Chinese words is.
  private var hanSureness = 1.0

  private mutating func readModel(_ script: Script, _ group: LanguageGroup, _ withSpans: Bool) {
    guard preference.allows(group) else { return }
    let reader = ModelReader(
      model, group, script: script, isAmongDense: denseLetters > 0, bias: preference.bias[group.rawValue])
    standings += reader.read(&words, of: scalars, withSpans: withSpans)
  }

  /// What the words that their script decided weigh.
  private mutating func standByScript() {
    for word in words where word.language != LanguageCatalogue.undetermined {
      switch word.script {
      case .latin, .cyrillic, .arabic, .devanagari: continue
      default: break
      }
      let weight = Double(word.letters) * (Self.isDense(word.script) ? Self.denseWeight : 1)
      let sureness = word.script == .han ? hanSureness : 1
      if let index = standings.firstIndex(where: { $0.language == word.language }) {
        standings[index].weight += weight
      } else {
        standings.append(Standing(language: word.language, weight: weight, sureness: sureness))
      }
    }
  }

  // MARK: Answers

  private var best: Standing? {
    standings.max { $0.weight * $0.sureness < $1.weight * $1.sureness }
  }

  private func candidates() -> [LanguageGuess] {
    let total = standings.reduce(0) { $0 + $1.weight * $1.sureness }
    guard total > 0 else { return [] }
    return standings.filter { $0.sureness > 0.005 }.sorted { $0.weight * $0.sureness > $1.weight * $1.sureness }.prefix(
      5
    )
    .map { standing in
      LanguageGuess(
        tag: LanguageCatalogue.tags[Int(standing.language)],
        confidence: min(1, standing.weight * standing.sureness / total))
    }
  }

  private func shares() -> [LanguageShare] {
    var sums: [(language: UInt8, letters: Int)] = []
    for word in words {
      if let index = sums.firstIndex(where: { $0.language == word.language }) {
        sums[index].letters += word.letters
      } else {
        sums.append((word.language, word.letters))
      }
    }
    sums.sort { ($0.letters, $1.language) > ($1.letters, $0.language) }
    return sums.map {
      LanguageShare(tag: LanguageCatalogue.tags[Int($0.language)], share: Double($0.letters) / Double(letters))
    }
  }

  private func spans() -> [LanguageSpan] {
    var spans: [LanguageSpan] = []
    var last = LanguageCatalogue.undetermined
    for word in words {
      if word.language != LanguageCatalogue.undetermined {
        if word.language == last {
          let start = spans[spans.count - 1].range.lowerBound
          spans[spans.count - 1].range = start..<word.range.upperBound
        } else {
          spans.append(LanguageSpan(range: word.range, tag: LanguageCatalogue.tags[Int(word.language)]))
        }
      }
      last = word.language
    }
    return spans
  }
}
