internal import Text

/// Korean, whose words are written together with their particles and endings: cuts each into a noun with particles, or a stem
/// with endings, by the cheapest chain of the dictionary's keys.
struct KoreanGlosser: PairGlosser {
  let source: String
  let target: String
  private let dictionary: PairDictionary
  private let notes = WordNotes.korean

  /// Longer words are looked up as a whole only.
  private static let longest = 24
  private static let unknownSyllable: Float = 5
  private static let unusual: Float = 1.5

  init(_ dictionary: PairDictionary) {
    self.dictionary = dictionary
    (source, target) = (dictionary.languages.source, dictionary.languages.target)
  }

  /// Particles and endings are left out; a verb's stem stands before whatever ending.
  func form(of key: Int, spelled spelling: String) -> Headwords.Form? {
    if spelling.hasPrefix(KoreanMark.particleMark) || spelling.hasPrefix(KoreanMark.verbMark) { return nil }
    let isStem = spelling.hasSuffix(KoreanMark.verbMark)
    return Headwords.Form(text: isStem ? String(spelling.dropLast()) : spelling)
  }

  func tokens(of stretch: ArraySlice<TaggedPiece>, in scalars: [UInt32], lexicon: PairLexicon?) -> [GlossToken] {
    stretch.flatMap { tagged in
      guard tagged.piece.kind == .word else { return [Glosser.token(tagged, scalars)] }
      return parts(of: tagged.piece.range, scalars).map { token($0, tagged, scalars) }
    }
  }

  private struct Part {
    /// Nil where no key covers it.
    var key: Int?
    var range: Range<Int>
  }

  /// Where a word stands while it is read.
  private enum State: Int, CaseIterable {
    case start
    case noun
    case verb
  }

  private struct Step {
    var part: Part
    var before: State
    var start: Int
  }

  /// The cheapest chain of parts that covers `range`.
  private func parts(of range: Range<Int>, _ scalars: [UInt32]) -> [Part] {
    let word = Array(scalars[range])
    guard word.count <= Self.longest else { return [Part(key: dictionary.key(of: word), range: range)] }
    let states = State.allCases.count
    var costs = [Float](repeating: .infinity, count: (word.count + 1) * states)
    var steps = [Step?](repeating: nil, count: costs.count)
    costs[0] = 0
    for start in word.indices {
      for state in State.allCases where costs[start * states + state.rawValue].isFinite {
        let cost = costs[start * states + state.rawValue]
        forEachStep(from: state, word[start...]) { key, length, next, price in
          let place = (start + length) * states + next.rawValue
          guard cost + price < costs[place] else { return }
          costs[place] = cost + price
          let first = range.lowerBound + start
          steps[place] = Step(part: Part(key: key, range: first..<(first + length)), before: state, start: start)
        }
      }
    }
    return chain(steps, costs, word.count)
  }

  private func chain(_ steps: [Step?], _ costs: [Float], _ count: Int) -> [Part] {
    let states = State.allCases.count
    var state =
      costs[count * states + State.noun.rawValue] <= costs[count * states + State.verb.rawValue] ? State.noun : .verb
    var parts: [Part] = []
    var end = count
    while end > 0, let step = steps[end * states + state.rawValue] {
      if step.part.key == nil, let last = parts.last, last.key == nil {
        parts[parts.count - 1].range = step.part.range.lowerBound..<last.range.upperBound
      } else {
        parts.append(step.part)
      }
      (end, state) = (step.start, step.before)
    }
    return parts.reversed()
  }

  /// Calls `body` with every part that can come next: its key, its length, the state after it and what it costs.
  private func forEachStep(
    from state: State, _ rest: ArraySlice<UInt32>,
    _ body: (_ key: Int?, _ length: Int, _ next: State, _ cost: Float) -> Void
  ) {
    body(nil, 1, state == .start ? .noun : state, Self.unknownSyllable)
    for length in 1...rest.count {
      let part = rest.prefix(length)
      if let key = dictionary.key(of: part) {
        body(key, length, .noun, dictionary.cost(of: key) + (state == .start ? 0 : Self.unusual))
      }
      if let key = dictionary.key(of: Array(part) + Self.verbMark) {
        body(key, length, .verb, dictionary.cost(of: key) + (state == .start ? 0 : Self.unusual / 2))
      }
      if state != .start, let key = dictionary.key(of: Self.particleMark + part) {
        body(key, length, .noun, dictionary.cost(of: key) + (state == .verb ? Self.unusual : 0))
      }
      if state == .verb, let key = dictionary.key(of: Self.verbMark + part) {
        body(key, length, .verb, dictionary.cost(of: key))
      }
    }
  }

  private static let verbMark = KoreanMark.verbMark.unicodeScalars.map(\.value)
  private static let particleMark = KoreanMark.particleMark.unicodeScalars.map(\.value)

  private func token(_ part: Part, _ tagged: TaggedPiece, _ scalars: [UInt32]) -> GlossToken {
    let surface = Glosser.surface(scalars, part.range)
    guard let key = part.key else {
      return GlossToken(surface: surface, range: part.range, lang: tagged.lang, notes: [WordNotes.unknown])
    }
    let shown = ShownSenses(of: key, in: dictionary)
    let own = notes.of(surface, glosses: shown.glosses)
    return GlossToken(
      surface: surface, range: part.range, lang: source, glosses: shown.glosses, senses: shown.senses,
      notes: own.isEmpty ? notes.of(dictionary.form(of: key), glosses: shown.glosses) : own)
  }
}
