/// The tag and the spans of a post that `PlainScan` can read.
///
/// `PostReading` gives the same answers several times slower (`Deploy/bench languages`, 2026-11-25). One per thread: it
/// keeps its buffers. The row of a word is asked for when its end is seen and read when the post has been, so that the
/// memory has time to answer.
struct PlainReading {
  private let model: LanguageModel
  private let preference: LanguagePreference
  private let table = PlainTable.entries
  private var words = [PlainScan.Word](repeating: PlainScan.Word(), count: PlainScan.mostWords)
  private var folded = [UInt32](repeating: 0, count: PlainScan.mostFolded)
  /// The places in `words` of those that have no row.
  private var unknown = [Int32](repeating: 0, count: PlainScan.mostWords)
  private var path = LanguagePath()
  /// Unknown words met lately, 200 kB: communities use the same names and inventions again and again.
  private var lately = [Met](repeating: Met(hash: 0, evidence: .zero), count: 2048)

  /// A word and its evidence.
  private struct Met {
    var hash: UInt64
    var evidence: Lanes
  }

  init(_ model: LanguageModel, _ preference: LanguagePreference) {
    self.model = model
    self.preference = preference
  }

  @inline(__always)
  private mutating func scan(_ bytes: Span<UInt8>, _ range: Range<Int>) -> PlainScan.Outcome {
    let table = table
    return Self.scan(bytes, range, table.span, &words, &folded, model)
  }

  @inline(__always)
  private static func scan(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ table: Span<UInt32>, _ words: inout [PlainScan.Word],
    _ folded: inout [UInt32], _ model: LanguageModel
  ) -> PlainScan.Outcome {
    var words = words.mutableSpan
    var folded = folded.mutableSpan
    return PlainScan.read(bytes, range, table, into: &words, &folded) { model.expect($0) }
  }

  // MARK: The tag

  /// The place in `LanguageCatalogue.tags` of the language of the text in `bytes[range]`; nil where it is not plain.
  mutating func language(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt8? {
    switch scan(bytes, range) {
    case .notPlain: return nil
    case .decided(let language, _, let letters):
      let isLongEnough = letters >= PostReading.fewestLetters || language == LanguageCatalogue.korean
      return isLongEnough ? preference.allowed(language) : LanguageCatalogue.undetermined
    case .words(let group, let count, let letters):
      guard letters >= PostReading.fewestLetters, preference.allows(group) else {
        return LanguageCatalogue.undetermined
      }
      return UInt8(LanguageCatalogue.first(of: group) + total(count, group).laneOfHighest)
    }
  }

  /// The evidence of all words together.
  ///
  /// The known ones first: where they have decided the post by more than unknown words can say, those are not looked at.
  private mutating func total(_ count: Int, _ group: LanguageGroup) -> Lanes {
    var total = model.unused[group.rawValue] + preference.bias[group.rawValue]
    var known = KnownWords()
    var strangers = 0
    for index in 0..<count {
      if let row = model.knownRow(words[index].hash) {
        known.add(row)
      } else {
        unknown[strangers] = Int32(truncatingIfNeeded: index)
        strangers &+= 1
      }
      if index & 63 == 63 {
        total.take(&known)
      }
    }
    total.take(&known)
    for index in 0..<strangers {
      if total.leads(by: Self.decisive &* Int16(truncatingIfNeeded: strangers &- index)) { break }
      total = total + strangerEvidence(Int(unknown[index]), group)
      total.settle(atLeast: ModelReader.farBehind)
    }
    return total
  }

  /// More than this an unknown word hardly ever says: 6 natural logarithms.
  private static let decisive = LanguageModelFormat.unit * 6

  /// The evidence of a word that has no row of its own, from the words met lately or from its pieces.
  @inline(__always)
  private mutating func strangerEvidence(_ index: Int, _ group: LanguageGroup) -> Lanes {
    let word = words[index]
    let slot = Int(word.hash >> 53)
    if lately[slot].hash == word.hash { return lately[slot].evidence }
    let evidence = model.evidenceOfPieces(of: folded.span, Int(word.foldedStart)..<Int(word.foldedEnd), group)
    lately[slot] = Met(hash: word.hash, evidence: evidence)
    return evidence
  }

  // MARK: Spans

  /// Calls `body` with each span of the text in `bytes[range]`, its language as a place in `LanguageCatalogue.tags`;
  /// false, without a call, where the text is not plain.
  mutating func spans(_ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>, UInt8) -> Void) -> Bool {
    switch scan(bytes, range) {
    case .notPlain: return false
    case .decided(let language, let range, _):
      let language = preference.allowed(language)
      if language != LanguageCatalogue.undetermined { body(range, language) }
    case .words(let group, let count, _):
      guard preference.allows(group) else { return true }
      path.begin(preference.bias[group.rawValue])
      for index in 0..<count {
        let evidence = model.knownEvidence(words[index].hash).map { $0 + model.unused[group.rawValue] }
        path.add(evidence ?? strangerEvidence(index, group))
      }
      path.end()
      let first = LanguageCatalogue.first(of: group)
      var start = 0
      for index in 0..<count where index &+ 1 == count || path.lanes[index &+ 1] != path.lanes[start] {
        body(Int(words[start].start)..<Int(words[index].end), UInt8(first + Int(path.lanes[start])))
        start = index &+ 1
      }
    }
    return true
  }
}
