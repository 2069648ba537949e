import Bridge
import Review
import Rules
import Text

/// Something that reads a whole post, and whose work must grow with the post and no faster.
struct GrowthSubject {
  let name: String
  /// Set up before it is measured.
  let prepare: () throws -> (String) -> Void

  init(_ name: String, _ prepare: @escaping () throws -> (String) -> Void) {
    (self.name, self.prepare) = (name, prepare)
  }
}

extension GrowthSubject {
  /// Everything, with the rules and the dictionaries that are there.
  static func all(rules: String, dictionaries: Dictionaries) -> [GrowthSubject] {
    modes(dictionaries) + screening(rules, dictionaries) + glosses(dictionaries) + others(dictionaries)
  }

  // MARK: Lists

  /// Entries of every script, many of which stand in the texts again and again.
  private static let entries = [
    "加微信", "微信", "自杀", "发票", "婊子", "傻逼", "casino", "kill myself", "die", "porn", "brown fox", "banana", "puta", "сука",
    "хер",
    "πορνο", "시발", "하하", "ㅅㅂ", "ㅋㅋ", "새끼", "ばか", "バカ", "死ね", "カー", "しね", "שלום", "שלוםעולם", "سلام", "السلام", "ครับ",
    "नमस्ते",
    "10086", "我我", "aaa", "evil.example", "🐴", "+v",
  ]
  private static let exceptions = ["微信支付", "casino royale", "バカンス", "我我我"]

  private static func list(
    _ name: String, _ modes: Set<MatchMode>, _ dictionaries: Dictionaries, entries: [String] = entries,
    _ change: (inout ListDefinition) -> Void = { _ in }
  ) -> GrowthSubject {
    var definition = ListDefinition(
      name: "l", modes: modes, entries: entries, exceptions: modes == [.regex] ? [] : exceptions)
    change(&definition)
    let list = definition
    return GrowthSubject(name) {
      let matcher = ListMatcher([list], dictionaries: dictionaries)
      return { text in blackHole(matcher.hits(in: text.unicodeScalars.map(\.value), at: Timestamp(microseconds: 0))) }
    }
  }

  private static func modes(_ dictionaries: Dictionaries) -> [GrowthSubject] {
    [
      list("exact", [.exact], dictionaries), list("phrase", [.phrase], dictionaries),
      list("segment", [.segment], dictionaries), list("segment-alone", [.segment], .none),
      list("evasive", [.evasive], dictionaries), list("evasive-alone", [.evasive], .none),
      list("fuzzy", [.evasive], dictionaries) { $0.fuzzy = 1 },
      list("sounds", [.sounds], dictionaries) { $0.neighbours = Set(SoundNeighbours.allCases) },
      list("regex", [.regex], dictionaries, entries: SampleRegexes.all + ["(?:a+b?)+c", ".{0,40}casino", #"\bdie\b"#]),
      list("host", [.host], dictionaries, entries: ["evil.example", "example.com", "x.y"]),
      list("through", [.phrase], dictionaries, entries: ["suicide", "kill myself", "drugs", "idiot", "die"]) {
        $0.through = ["en"]
      },
    ]
  }

  // MARK: Rules

  private static func screening(_ rules: String, _ dictionaries: Dictionaries) -> [GrowthSubject] {
    [
      GrowthSubject("screen") {
        let screener = RulebookScreener(try Rulebook(folder: rules, dictionaries: dictionaries))
        return { text in
          var writer = JSONWriter()
          let screening = screener.screen(Post(id: PostID("1"), text: text))
          writer.object { screening.writeMembers(to: &$0) }
          blackHole(writer.bytes)
        }
      },
      GrowthSubject("explain") {
        let screener = RulebookScreener(try Rulebook(folder: rules, dictionaries: dictionaries))
        return { text in blackHole(screener.explain(Post(id: PostID("1"), text: text)).trace) }
      },
      GrowthSubject("counters") {
        let screener = CountingScreener(RulebookScreener(try Rulebook(counting, dictionaries: dictionaries)))
        return { text in blackHole(screener.screen(Post(id: PostID("1"), text: text))) }
      },
      GrowthSubject("near-duplicates") {
        { text in blackHole(NearDuplicate.fingerprint(of: Post(id: PostID("1"), text: text))) }
      },
      GrowthSubject("read-line") {
        let reader = PostReader()
        return { text in
          var writer = JSONWriter()
          writer.object {
            $0.member("id", "1")
            $0.member("text", text)
          }
          let line = writer.bytes
          blackHole(try? reader.read(line, in: 0..<line.count))
        }
      },
    ]
  }

  /// Rules that count and ask for everything that a text tells.
  private static let counting = RuleFiles(texts: [
    "community.yaml": "locales: [en]\npolicies: {suite.term: {title: {en: A listed term}}}\n",
    "packs/counting.yaml": """
    drawbridge: 1
    pack: counting
    owner: "@bench"
    counters:
      same_text: {count: posts, per: [text], within: 1h}
      same_link: {count: posts, per: [link.url], within: 1h}
      hosts: {count_distinct: link.host, per: [source], within: 1h}
    rules:
      - id: shape
        title: {en: Shape}
        policy: suite.term
        when: text.capitals > 50% and script.top == latin and text.lines > 3 and post.links > 2
        then: {hold: true, queue: default}
      - id: repeats
        title: {en: Repeats}
        policy: suite.term
        when: count(same_text) >= 1 or count(same_link) >= 1 or count(hosts) >= 1
        then: {hold: true, queue: default}
    """,
  ])

  // MARK: Reading

  private static func glosses(_ dictionaries: Dictionaries) -> [GrowthSubject] {
    let glosser = Glosser(dictionaries: dictionaries, detector: LanguageDetector())
    func gloss(_ name: String, _ target: String, _ source: String?) -> GrowthSubject {
      GrowthSubject(name) {
        { text in
          var writer = JSONWriter()
          glosser.gloss(text, to: target, from: source).write(to: &writer)
          blackHole(writer.bytes)
        }
      }
    }
    let forced = dictionaries.pairs.filter { !["emoji", "hans", "hant"].contains($0.source) }
    return ["en", "zh", "de"].map { gloss("gloss-to-\($0)", $0, nil) }
      + forced.map { gloss("gloss-\($0.source)-\($0.target)", $0.target, $0.source) }
      + [
        GrowthSubject("card") {
          { text in
            let gloss = glosser.gloss(text, to: "en")
            let marks = gloss.tokens.enumerated().filter { $0.offset % 7 == 0 }.map(\.element.range)
            blackHole(Interlinear(gloss, marks: marks).lines(width: 100, labels: ["words", "read", "gloss"]))
            blackHole(MarkedText.lines(MarkedText.of(text, ranges: marks), width: 100))
            blackHole(gloss.remarks)
          }
        }
      ]
  }

  private static func others(_ dictionaries: Dictionaries) -> [GrowthSubject] {
    let detector = LanguageDetector()
    let detections = [
      GrowthSubject("detect") { { text in blackHole(detector.detect(text)) } },
      GrowthSubject("detect-line") {
        { text in
          var reader = detector.tagReader()
          let bytes = Array(text.utf8)
          var output: [UInt8] = []
          blackHole(reader.tag(bytes, 0..<bytes.count))
          blackHole(reader.writeSpans(bytes, 0..<bytes.count, to: &output))
        }
      },
    ]
    let conversions = ScriptConverter.Target.allCases.compactMap { target in
      ScriptConverter(to: target, dictionaries).map { converter in
        GrowthSubject("convert-\(target.rawValue)") { { text in blackHole(converter.converted(text)) } }
      }
    }
    return detections + conversions
  }
}

/// Takes a value so that it must be made.
@inline(never)
private func blackHole<Value>(_ value: Value) {}
