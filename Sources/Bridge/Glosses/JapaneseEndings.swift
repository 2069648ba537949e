/// The endings of inflected Japanese words, each with the endings of the dictionary forms that it can stand for.
///
/// Some 130 rules. A form that ends in a verb or an adjective again goes on as that one does: 食べ|た|くなかった is 食べ|る. One
/// small trie for each way to inflect, with links from one to the next.
struct JapaneseEndings: Sendable {
  /// A dictionary form's ending, and the trie of what can stand in its place.
  struct Origin: Sendable {
    /// る, く, する, い; empty where the word itself is meant (勉強|した).
    var base: [UInt32]
    var classes: JapaneseClass
    fileprivate var root: Int
  }

  private struct Node: Sendable {
    var children: [(scalar: UInt32, node: Int)] = []
    /// Whether a form ends here, and whether it denies.
    var ends: [Bool] = []
    /// The trie that goes on here, and whether what came before denies.
    var links: [(root: Int, isNegative: Bool)] = []
  }

  private var nodes: [Node] = []
  private(set) var origins: [Origin] = []

  static let all = JapaneseEndings()

  /// The longest ending that is followed, and how many links.
  private static let longest = 14
  private static let deepest = 4

  /// Calls `body` for every form of `origin` that stands in `text` from `start` on: where it ends, whether it denies.
  func forms(of origin: Origin, in text: [UInt32], from start: Int, _ body: (_ end: Int, _ isNegative: Bool) -> Void) {
    follow(origin.root, text, start, start + Self.longest, false, 0, body)
  }

  private func follow(
    _ node: Int, _ text: [UInt32], _ place: Int, _ limit: Int, _ isNegative: Bool, _ depth: Int,
    _ body: (Int, Bool) -> Void
  ) {
    for end in nodes[node].ends { body(place, isNegative != end) }
    if depth < Self.deepest {
      for link in nodes[node].links {
        follow(link.root, text, place, limit, isNegative != link.isNegative, depth + 1, body)
      }
    }
    guard place < text.count, place < limit else { return }
    for child in nodes[node].children where child.scalar == text[place] {
      follow(child.node, text, place + 1, limit, isNegative, depth, body)
    }
  }

  /// How an ending is read: as it stands, but 来 by what follows (来た is きた, 来ない is こない).
  static func reading(_ ending: ArraySlice<UInt32>) -> String {
    guard ending.first == 0x6765 else { return Glosser.surface(ending) }
    let rest = Glosser.surface(ending.dropFirst())
    // 来ない but 来ながら and 来なさい; 来れる but 来れば.
    let isKo = ["ない", "なか", "なく", "なけ", "なき", "ず", "ぬ", "ん", "ね", "よ", "い", "られ", "れる", "れた", "れな", "させ"]
      .contains { rest.hasPrefix($0) }
    return (isKo ? "こ" : rest.hasPrefix("れば") ? "く" : "き") + rest
  }

  private init() {
    let (ichidan, adjective) = (root(), root())
    var rows: [String: Int] = [:]
    for (_, row) in Self.godan where rows[row] == nil { rows[row] = root() }
    let roots = Roots(ichidan: ichidan, adjective: adjective, rows: rows)
    fill(ichidan, Self.ichidan, roots)
    fill(adjective, Self.adjective, roots)
    for (row, root) in rows { fill(root, Self.forms(row), roots) }
    for (base, row) in Self.godan { add(base, .godan, rows[row] ?? ichidan) }
    add("る", .ichidan, ichidan)
    add("い", .adjective, adjective)
    let suru = root()
    fill(suru, Self.suru, roots)
    add("", .suru, suru)
    add("する", .suru, suru)
    let (kuru, kanji) = (root(), root())
    fill(kuru, Self.kuru, roots)
    fill(kanji, Self.kuru.map { Form("来" + $0.ending.dropFirst(), $0.next, isNegative: $0.isNegative) }, roots)
    add("くる", .kuru, kuru)
    add("来る", .kuru, kanji)
  }

  private struct Roots {
    var ichidan: Int
    var adjective: Int
    var rows: [String: Int]
  }

  private mutating func root() -> Int {
    nodes.append(Node())
    return nodes.count - 1
  }

  private mutating func add(_ base: String, _ classes: JapaneseClass, _ root: Int) {
    origins.append(Origin(base: base.unicodeScalars.map(\.value), classes: classes, root: root))
  }

  private mutating func fill(_ root: Int, _ forms: [Form], _ roots: Roots) {
    for form in forms {
      nodes[node(form.ending, from: root)].ends.append(form.isNegative)
      let next: Int? =
        switch form.next {
        case .none: nil
        case .ichidan: roots.ichidan
        case .adjective: roots.adjective
        case .godan(let row): roots.rows[row]
        }
      if let next { nodes[node(String(form.ending.dropLast()), from: root)].links.append((next, form.isNegative)) }
    }
  }

  /// The node of an ending, made where it is not there.
  private mutating func node(_ ending: String, from root: Int) -> Int {
    var node = root
    for scalar in ending.unicodeScalars {
      if let next = nodes[node].children.first(where: { $0.scalar == scalar.value }) {
        node = next.node
      } else {
        nodes.append(Node())
        nodes[node].children.append((scalar.value, nodes.count - 1))
        node = nodes.count - 1
      }
    }
    return node
  }

  // MARK: Rules

  /// One form: its ending, and the kind of word that it is inflected on as.
  private struct Form {
    var ending: String
    var next: Next
    var isNegative: Bool

    init(_ ending: String, _ next: Next = .none, isNegative: Bool = false) {
      (self.ending, self.next, self.isNegative) = (ending, next, isNegative)
    }
  }

  /// What the last scalar of an ending is inflected like: 食べたい like an adjective, 食べられる like 食べる.
  private enum Next { case none, ichidan, adjective, godan(String) }

  /// The last kana of five-grade verbs, each with its row (a, i, e, o), its て and its た.
  private static let godan = [
    ("う", "わいえおってった"), ("く", "かきけこいていた"), ("ぐ", "がぎげごいでいだ"), ("す", "さしせそしてした"), ("つ", "たちてとってった"),
    ("ぬ", "なにねのんでんだ"), ("ぶ", "ばびべぼんでんだ"), ("む", "まみめもんでんだ"), ("る", "らりれろってった"), ("く", "かきけこってった"),
  ]

  private static func forms(_ row: String) -> [Form] {
    let kana = row.map(String.init)
    guard kana.count == 8 else { return [] }
    let (a, i, e, o, te, ta) = (kana[0], kana[1], kana[2], kana[3], kana[4] + kana[5], kana[6] + kana[7])
    return negatives(a) + polite(i) + afterStem(i) + afterTe(te) + afterTa(ta) + [
      Form(i), Form(e), Form(e + "ば"), Form(o + "う"), Form(o), Form(e + "る", .ichidan), Form(a + "れる", .ichidan),
      Form(a + "せる", .ichidan), Form(a + "す", .godan("さしせそしてした")),
    ]
  }

  private static let ichidan =
    negatives("") + polite("") + afterStem("") + afterTe("て") + afterTa("た") + [
      Form("ろ"), Form("よ"), Form("れば"), Form("よう"), Form("よ"), Form("られる", .ichidan), Form("れる", .ichidan),
      Form("させる", .ichidan),
    ]

  private static let suru =
    negatives("し") + polite("し") + afterStem("し") + afterTe("して") + afterTa("した") + [
      Form("する"), Form("し"), Form("しろ"), Form("せよ"), Form("すれば"), Form("しよう"), Form("しよ"), Form("される", .ichidan),
      Form("させる", .ichidan), Form("できる", .ichidan), Form("出来る", .ichidan), Form("せず", isNegative: true),
    ]

  private static let kuru =
    negatives("こ") + polite("き") + afterStem("き") + afterTe("きて") + afterTa("きた") + [
      Form("こい"), Form("くれば"), Form("こよう"), Form("こられる", .ichidan), Form("これる", .ichidan), Form("こさせる", .ichidan),
    ]

  private static let adjective = [
    Form("く"), Form("くて"), Form("くない", .adjective, isNegative: true), Form("くありません", isNegative: true), Form("かった"),
    Form("かったら"), Form("かったり"), Form("ければ"), Form("きゃ"), Form("そう"), Form("さ"), Form("すぎる", .ichidan),
    Form("過ぎる", .ichidan), Form("くなる", .godan("らりれろってった")), Form("がる", .godan("らりれろってった")), Form("ー"), Form("っ"),
    Form("き"),
  ]

  private static func negatives(_ stem: String) -> [Form] {
    [
      Form(stem + "ない", .adjective, isNegative: true), Form(stem + "ず", isNegative: true),
      Form(stem + "ずに", isNegative: true), Form(stem + "ぬ", isNegative: true), Form(stem + "ねえ", isNegative: true),
      Form(stem + "ねー", isNegative: true), Form(stem + "ん", isNegative: true), Form(stem + "ないで", isNegative: true),
      Form(stem + "なきゃ", isNegative: true), Form(stem + "なくちゃ", isNegative: true),
    ]
  }

  private static func polite(_ stem: String) -> [Form] {
    [
      Form(stem + "ます"), Form(stem + "ました"), Form(stem + "まして"), Form(stem + "ましょう"), Form(stem + "ましたら"),
      Form(stem + "ません", isNegative: true), Form(stem + "ませんでした", isNegative: true),
    ]
  }

  private static func afterStem(_ stem: String) -> [Form] {
    (stem.isEmpty ? [Form("")] : []) + [
      Form(stem + "たい", .adjective), Form(stem + "たがる", .godan("らりれろってった")), Form(stem + "そう"),
      Form(stem + "ながら"), Form(stem + "すぎる", .ichidan), Form(stem + "過ぎる", .ichidan), Form(stem + "やすい", .adjective),
      Form(stem + "にくい", .adjective), Form(stem + "なさい"), Form(stem + "はじめる", .ichidan), Form(stem + "始める", .ichidan),
      Form(stem + "方"),
    ]
  }

  private static func afterTe(_ te: String) -> [Form] {
    let stem = String(te.dropLast())
    let voiced = te.hasSuffix("で")
    return [
      Form(te), Form(te + "いる", .ichidan), Form(te + "る", .ichidan), Form(te + "おる", .godan("らりれろってった")),
      Form(te + "しまう", .godan("わいえおってった")), Form(te + "みる", .ichidan), Form(te + "くれる", .ichidan),
      Form(te + "ください"), Form(te + "下さい"), Form(te + "も"), Form(te + "は"), Form(te + "ほしい", .adjective),
      Form(te + "もらう", .godan("わいえおってった")), Form(te + "いく", .godan("かきけこってった")),
      Form(stem + (voiced ? "じゃう" : "ちゃう"), .godan("わいえおってった")),
      Form(stem + (voiced ? "どく" : "とく"), .godan("かきけこいていた")), Form(stem + (voiced ? "じゃ" : "ちゃ")),
    ]
  }

  private static func afterTa(_ ta: String) -> [Form] {
    [Form(ta), Form(ta + "ら"), Form(ta + "り"), Form(ta + "らば"), Form(ta + "ろう")]
  }
}
