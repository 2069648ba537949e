internal import Text

/// Chooses the readings of Chinese words that have several, by the sentence that they stand in.
struct ReadingChooser: Sendable {
  private let dictionary: PairDictionary
  private let network: PolyphoneNetwork?
  private let choices = RecentValues<Int, Choice?>(count: 8_192)

  /// How far a sentence is looked at to each side of a word, in scalars.
  private static let reach = 48

  init(_ dictionary: PairDictionary) {
    self.dictionary = dictionary
    network = PolyphoneNetwork(dictionary)
  }

  /// For each word its reading where it has several and the sentence decides, else nil.
  func readings(of words: [WordLattice.Word], in scalars: [UInt32]) -> [String?] {
    var chosen = [String?](repeating: nil, count: words.count)
    guard let network else { return chosen }
    var questions: [Question] = []
    for (index, word) in words.enumerated() {
      guard let key = word.key, dictionary.file.listCount(key, .keyEntryStarts) > 1 else { continue }
      let choice = choices.value(key, spread: key) { Choice(dictionary.readings(of: key)) }
      if let choice, choice.count == word.range.count {
        questions.append(Question(word: index, start: word.range.lowerBound, choice: choice))
      }
    }
    var answered = 0
    while answered < questions.count {
      let open = questions[answered...]
      let first = open[answered]
      let sentence = Self.sentence(around: first.places[0], scalars)
      let count = max(1, open.prefix { sentence.contains($0.places[$0.places.count - 1]) }.count)
      let together = open.prefix(count)
      let logits = network.logits(
        scalars[sentence], at: together.flatMap(\.places), readings: together.flatMap(\.choice.syllables))
      var next = 0
      for question in together {
        chosen[question.word] = question.answer(logits[next..<next + question.places.count])
        next += question.places.count
      }
      Work.add(sentence.count)
      answered += count
    }
    return chosen
  }

  /// The reading of each character of a stretch that is no word of the dictionary, `?` where it has none.
  func characterReadings(of range: Range<Int>, in scalars: [UInt32]) -> [String] {
    let readings = range.map { place in
      let known = dictionary.key(of: CollectionOfOne(scalars[place])).map { dictionary.readings(of: $0) } ?? []
      return known.filter { !$0.contains(" ") }
    }
    var chosen = readings.map { $0.first ?? "?" }
    let open = range.indices.filter { Set(readings[$0 - range.lowerBound].map { $0.lowercased() }).count > 1 }
    guard let network, let first = open.first else { return chosen }
    let syllables = open.map { place in readings[place - range.lowerBound].map { $0.lowercased() } }
    let sentence = Self.sentence(around: first, scalars)
    let inside = open.filter { sentence.contains($0) }
    let logits = network.logits(scalars[sentence], at: inside, readings: Array(syllables.prefix(inside.count)))
    for (place, values) in zip(inside, logits) {
      let best = values.indices.max { (values[$0] ?? -20, $1) < (values[$1] ?? -20, $0) }
      if let best { chosen[place - range.lowerBound] = readings[place - range.lowerBound][best] }
    }
    return chosen
  }

  /// From the end of the sentence before to the end of this one, `reach` at most to each side.
  private static func sentence(around place: Int, _ scalars: [UInt32]) -> Range<Int> {
    var (start, end) = (place, place + 1)
    while start > 0 && place - start < reach && !isEnd(scalars[start - 1]) { start -= 1 }
    while end < scalars.count && end - place < reach && !isEnd(scalars[end]) { end += 1 }
    return start..<min(end + 1, scalars.count)
  }

  private static func isEnd(_ scalar: UInt32) -> Bool {
    scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F || scalar == 0x0A || scalar == 0x21 || scalar == 0x3F
  }

  /// The ranked senses of a key, those of entries that are read otherwise left out unless they must be seen.
  func senses(of key: Int, reading: String) -> [RankedSense] {
    let ranked = dictionary.rankedSenses(of: key)
    let wanted = reading.lowercased()
    let others = dictionary.entryNumbers(of: key).filter { dictionary.reading(ofEntry: $0).lowercased() != wanted }
      .map { dictionary.senseNumbers(ofEntry: $0) }
    let kept = ranked.filter { sense in !others.contains { $0.contains(sense.number) } }
    let late = ranked.filter { sense in
      !sense.flags.isDisjoint(with: .sensitive) && others.contains { $0.contains(sense.number) }
    }
    return kept.isEmpty ? ranked : kept + late
  }

  /// The readings that a word has.
  private struct Choice {
    let readings: [String]
    /// How many syllables each has.
    let count: Int
    /// The places whose syllables differ.
    let places: [Int]
    /// For each place, the syllable of each reading.
    let syllables: [[String]]

    /// Nil where there is but one, they are not of one length, or they differ in blanks alone.
    init?(_ readings: [String]) {
      var seen: Set<String> = []
      let different = readings.filter { seen.insert($0.lowercased()).inserted }
      let split = different.map { $0.lowercased().split(separator: " ").map(String.init) }
      guard different.count > 1, let first = split.first, split.allSatisfy({ $0.count == first.count }) else {
        return nil
      }
      self.readings = different
      count = first.count
      places = first.indices.filter { place in Set(split.map { $0[place] }).count > 1 }
      syllables = places.map { place in split.map { $0[place] } }
      if places.isEmpty { return nil }
    }
  }

  /// A word with several readings, in its place.
  private struct Question {
    let word: Int
    let choice: Choice
    /// The places whose syllables differ, in raw scalars.
    let places: [Int]

    init(word: Int, start: Int, choice: Choice) {
      (self.word, self.choice) = (word, choice)
      places = choice.places.map { start + $0 }
    }

    /// The likeliest reading, or nil where the network knows none of them.
    func answer(_ logits: ArraySlice<[Float?]>) -> String? {
      let sums = choice.readings.indices.map { reading in logits.reduce(Float(0)) { $0 + ($1[reading] ?? -20) } }
      guard logits.contains(where: { $0.contains { $0 != nil } }) else { return nil }
      return sums.indices.max { (sums[$0], $1) < (sums[$1], $0) }.map { choice.readings[$0] }
    }
  }
}
