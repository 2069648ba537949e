/// A word as Apertium analyses it: its lemma and its tags.
///
/// `echar<vblex><pri># de menos` is the lemma `echar de menos`: what stands after `#` belongs to it.
struct ApertiumWord: Hashable {
  var lemma: String
  /// The first names the part of speech: `n`, `vblex`, `adj`, `pr`.
  var tags: [String]
  /// More words are joined to it: `dar<vblex>+lo<prn>`.
  var isJoined = false

  /// Nil where there is no lemma or no tag.
  init?(_ symbols: some Collection<CompiledTransducer.Symbol>, tags names: [String]) {
    var head = String.UnicodeScalarView()
    var tail = String.UnicodeScalarView()
    var found: [String] = []
    var isTail = false
    for symbol in symbols {
      if symbol < 0 {
        let number = Int(-(symbol + 1))
        if !isJoined && names.indices.contains(number) { found.append(names[number]) }
        continue
      }
      guard let scalar = Unicode.Scalar(UInt32(symbol)) else { continue }
      if scalar == "+" && !found.isEmpty { isJoined = true }
      if scalar == "#" {
        isTail = true
      } else if isTail {
        tail.append(scalar)
      } else if !isJoined {
        head.append(scalar)
      }
    }
    lemma = String(head) + String(tail)
    tags = found
    if lemma.isEmpty || found.isEmpty { return nil }
  }

  /// The part of speech, all verbs as one.
  var part: String {
    guard let first = tags.first else { return "" }
    return first.hasPrefix("vb") ? "v" : first
  }

  /// Whether what is said of `other` holds for this word: it has all its tags, in order, from the first on.
  func isKind(of tags: [String]) -> Bool { self.tags.starts(with: tags) }
}

/// Which words of one language stand for which of another.
struct ApertiumPairs {
  struct Side: Hashable {
    var tags: [String]
    var word: ApertiumWord
  }

  /// Folded lemma to what it can be translated by.
  private(set) var translations: [String: [Side]] = [:]

  private static let most = 400_000

  init() {}

  init(_ transducer: CompiledTransducer) {
    transducer.forEachPair(most: Self.most) { input, output in
      guard let source = ApertiumWord(input, tags: transducer.tags),
        let target = ApertiumWord(output, tags: transducer.tags)
      else { return }
      let side = Side(tags: source.tags, word: target)
      let key = KeyFold.key(source.lemma)
      if translations[key]?.contains(side) ?? false { return }
      translations[key, default: []].append(side)
    }
  }

  /// What `word` is translated by, each lemma once. Tags of which a translation says nothing go on to it: the plural of
  /// one word is the plural of the other.
  func of(_ word: ApertiumWord) -> [ApertiumWord] {
    var seen: Set<String> = []
    return (translations[KeyFold.key(word.lemma)] ?? []).compactMap { side in
      guard word.isKind(of: side.tags), seen.insert(side.word.lemma + " " + side.word.part).inserted else { return nil }
      var target = side.word
      target.tags += word.tags.dropFirst(side.tags.count)
      return target
    }
  }
}

extension CompiledTransducer {
  /// The transducer of a source; nil where it is not installed.
  static func take(
    _ id: String, from shelf: SourceShelf
  ) throws(DictionaryError) -> (transducer: CompiledTransducer, mark: SenseFlags)? {
    guard let (text, mark) = try shelf.take(id) else { return nil }
    return (try CompiledTransducer(text.bytes, path: shelf.path(of: id)), mark)
  }
}
