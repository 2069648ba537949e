@testable import Bridge
import Testing

/// Whatever the bytes, what reads words neither crashes nor loses a scalar.
@Suite("Words: random input")
struct WordsRandomInputTests {
  /// Bytes of lines that look like those of the sources, with parts taken out, doubled and overwritten.
  private static func bytes(_ texts: inout RandomTexts, like lines: [String]) -> [UInt8] {
    var bytes = Array(lines[texts.number(below: lines.count)].utf8)
    for _ in 0..<texts.number(below: 6) {
      let place = texts.number(below: bytes.count + 1)
      switch texts.number(below: 4) {
      case 0 where place < bytes.count: bytes.remove(at: place)
      case 1: bytes.insert(UInt8(texts.number(below: 256)), at: place)
      case 2: bytes.insert(contentsOf: texts.next().utf8, at: place)
      default: bytes.removeLast(min(bytes.count, texts.number(below: 5)))
      }
    }
    return bytes
  }

  @Test("readers of lines")
  func lines() {
    var texts = RandomTexts(seed: 21)
    let edict = [
      "食べる [たべる] /(v1,vt) (1) to eat/(2) (sl,vulg) {comp} to dine/(P)/", "カメラ /(n) camera/", "犬 3824 ケン {dog} {canine}",
      "銀行 银行 [yin2 hang2] /bank/CL:家[jia1],個|个[ge4]/(vulg) variant of 行[hang2]/",
    ]
    for _ in 0..<4_000 {
      let line = Self.bytes(&texts, like: edict)[...]
      for slice in [line, line.dropFirst(line.count / 3)] {
        if let entry = EdictEntry(line: slice) { #expect(!entry.senses.isEmpty) }
        if let entry = EdictEntry(kanjidic: slice) { #expect(!entry.senses.isEmpty) }
        if let entry = CedictEntry(line: slice) {
          #expect(!entry.senses.isEmpty)
          _ = PinyinReading.marked(entry.reading)
        }
      }
    }
  }

  @Test("lexicon files")
  func lexicon() {
    var texts = RandomTexts(seed: 22)
    let files = [
      "term\tlang\treading\tgloss.en\tflags\tnote.en\nyyds\tzh\tyǒng\tbest; top\tslang\tno\n润 | 润了\tzh\t\trun\t\t\n",
      "lang\tterm\tgloss.\tnote.\nzh\t|\t;\t\n", "\u{FEFF}term\tlang\r\n#\r\n",
    ]
    for _ in 0..<2_000 {
      let (entries, issues) = LexiconReader.read(Self.bytes(&texts, like: files), file: "a.tsv")
      for entry in entries {
        #expect(!entry.terms.isEmpty && !entry.glosses.isEmpty && LexiconReader.isTag(entry.language))
      }
      for issue in issues { #expect(issue.line > 0 && issue.file == "a.tsv") }
    }
  }

  @Test("network files")
  func network() throws {
    var texts = RandomTexts(seed: 23)
    let whole = NetworkFixture.bytes()
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<texts.number(below: 4) + 1 { bytes[texts.number(below: 900)] = UInt8(texts.number(below: 256)) }
      bytes.removeLast(texts.number(below: 3) * texts.number(below: 40_000))
      _ = try NetworkFixture.model(bytes)
    }
  }

  @Test("glosses with a lexicon")
  func glosses() throws {
    var texts = RandomTexts(seed: 24)
    var entries: [LexiconEntry] = []
    for place in 0..<60 {
      let terms = (0..<3).map { _ in String(texts.next().unicodeScalars.prefix(1 + texts.number(below: 6))) }
      entries.append(
        LexiconEntry(
          terms: terms, language: ["zh", "en", "ja", "ru"][place % 4], glosses: ["en": ["a"], "zh": ["一"]],
          flags: ["slang"], notes: ["en": "note"]))
    }
    entries.append(
      LexiconEntry(terms: ["吃", "😀", "666", "打call", " ", "", "the"], language: "zh", glosses: ["en": ["x"]]))
    let fixture = try DictionaryFixture()
    try fixture.write(NetworkFixture.bytes(), to: "g2pm/network.bin")
    let glosser = try fixture.glosser([LanguagePair("zh", "en"), LanguagePair("en", "zh")], lexicon: entries)
    for round in 0..<600 {
      var text = texts.next()
      if round % 4 == 0 {
        text = String(decoding: Self.bytes(&texts, like: [text, "我们吃饭 hello the 食べる"]), as: UTF8.self)
      }
      let from: String? = ["zh", "en", "ja", "ru", nil, nil][texts.number(below: 6)]
      Self.check(glosser.gloss(text, to: round % 2 == 0 ? "en" : "zh", from: from), text)
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// Tokens ascend, spell their ranges and leave out nothing but blanks.
  private static func check(_ glossed: GlossedText, _ text: String) {
    let scalars = Array(text.unicodeScalars)
    var end = 0
    for token in glossed.tokens {
      #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= scalars.count)
      guard token.range.lowerBound >= end, token.range.upperBound <= scalars.count else { return }
      #expect(scalars[end..<token.range.lowerBound].allSatisfy(Self.isBlank), "\(text.debugDescription)")
      #expect(token.surface.unicodeScalars.elementsEqual(scalars[token.range]), "\(text.debugDescription)")
      #expect(token.senses.count == token.glosses.count)
      end = token.range.upperBound
    }
    #expect(scalars[end...].allSatisfy(Self.isBlank), "\(text.debugDescription)")
    #expect((0...1).contains(glossed.coverage))
  }
}
