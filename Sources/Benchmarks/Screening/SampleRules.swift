import Rules

/// Rulebooks of a given size for measuring, and regular expressions of the kind that moderators write.
enum SampleRules {
  private static let community = "locales: [en]\npolicies: {suite.term: {title: {en: A listed term}}}\n"
  private static let head = "drawbridge: 1\npack: sample\nowner: \"@bench\"\n"

  /// `count` rules, each with a list of ten words of its own as far as the words last.
  static func files(_ count: Int, words: [String]) -> RuleFiles {
    packs(
      (0..<count).map { number in
        let entries = (0..<10).map { words[(number * 10 + $0) % words.count] }
        return (
          "  l\(number): {match: phrase, entries: [\(entries.joined(separator: ", "))]}\n", rule(number, "l\(number)")
        )
      })
  }

  /// 170 rules with lists in several modes and 30 with regular expressions.
  static func mixed(words: [String]) -> RuleFiles {
    packs(
      (0..<200).map { number in
        let entries = (0..<20).map { words[(number * 20 + $0) % words.count] }
        let mode = number < 30 ? "regex" : number % 2 == 0 ? "evasive" : "phrase"
        let items = number < 30 ? ["'" + SampleRegexes.all[number % SampleRegexes.all.count] + "'"] : entries
        return (
          "  l\(number): {match: \(mode), entries: [\(items.joined(separator: ", "))]}\n", rule(number, "l\(number)")
        )
      })
  }

  private static func rule(_ number: Int, _ list: String) -> String {
    "  - {id: r\(number), title: {en: T}, policy: suite.term, match: {text: \(list)}, then: {queue: default}}\n"
  }

  /// Two thousand rules a pack, as far below the largest file as that keeps them.
  private static func packs(_ rules: [(list: String, rule: String)]) -> RuleFiles {
    var texts = ["community.yaml": community]
    for (number, start) in stride(from: 0, to: rules.count, by: 2_000).enumerated() {
      let part = rules[start..<min(rules.count, start + 2_000)]
      texts["packs/sample\(number).yaml"] =
        head + "lists:\n" + part.map(\.list).joined() + "rules:\n" + part.map(\.rule).joined()
    }
    return RuleFiles(texts: texts)
  }
}

/// Regular expressions of the kind that moderators write.
enum SampleRegexes {
  static let all: [String] =
    [
      #"https?://[^\s]{4,200}"#, #"1[3-9][0-9]{9}"#, #"1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}"#, #"bc1[a-z0-9]{25,39}"#,
      #"0x[a-fA-F0-9]{40}"#,
      #"(?:t\.me|wa\.me|discord\.gg)/[A-Za-z0-9_+/-]{3,40}"#, #"(?:加|➕)(?:微|薇|V|wei|vx|QQ)"#,
      #"(?:微|薇|嶶)[^一-鿿]{0,3}(?:信|芯|訫)"#,
      #"(?:QQ|扣扣|企鹅)[号群]?[:： ]{0,2}[0-9]{5,11}"#, #"(?:日|月)(?:赚|入|结)[^。]{0,6}[0-9]+"#,
      #"(?:免费|free)[^。.]{0,10}(?:领取|gift|money|coins)"#,
      #"(?:click|tap) (?:here|the link|my bio)"#, #"\$[0-9]{2,6} ?(?:per|a|/) ?(?:day|week|hour)"#, #"(?:ha){8,}"#,
      #"(?:哈){12,}"#, #"[!！]{6,}"#,
      #"\b[a-z0-9-]{2,30}(?: ?\(dot\) ?| dot |\[\.\])(?:com|net|org|xyz|top)\b"#,
      #"[a-z0-9._-]{2,40}@[a-z0-9-]{2,40}\.[a-z]{2,6}"#,
    ]
    + [
      "casino", "viagra", "telegram", "jackpot", "lottery", "forex", "airdrop", "replica", "webcam", "invoice",
      "password", "verify",
    ].map { word in
      #"\b"# + word.map(String.init).joined(separator: #"[\s._*-]{0,2}"#) + #"\b"#
    }
    + ["微信", "代购", "兼职", "赌博", "发票", "贷款", "彩票", "裸聊", "外挂", "套现", "返利", "涨粉"].map { word in
      word.map(String.init).joined(separator: #"[\s._*·-]{0,2}"#)
    }
}
