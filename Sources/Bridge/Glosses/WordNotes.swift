/// Words of a language that turn a sentence round, which a reader of single words would miss.
struct WordNotes: Sendable {
  static let unknown = "not in the dictionary"
  static let negation = "negation"
  static let question = "question"

  /// As they are looked up, folded.
  var negations: Set<String>
  var questions: Set<String>
  /// Scalars that begin a word which denies if one of its English glosses does (不好).
  var negators = ""

  /// The notes of a word: by its spelling, or because a part of it denies.
  func of(_ word: String, glosses: [String]) -> [String] {
    let key = KeyFold.key(word)
    if negations.contains(key) { return [Self.negation] }
    if questions.contains(key) { return [Self.question] }
    if key.hasSuffix("n't") { return [Self.negation] }
    guard let first = key.unicodeScalars.first, !negators.isEmpty, negators.unicodeScalars.contains(first),
      key.unicodeScalars.count > 1
    else { return [] }
    let denies = glosses.contains { gloss in gloss.split(separator: " ").contains { Self.denials.contains($0) } }
    return denies ? [Self.negation] : []
  }

  private static let denials: Set<Substring> = [
    "not", "no", "without", "never", "cannot", "can't", "don't", "un-", "non-",
  ]

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

  static let chinese = WordNotes(
    negations: words("不 没 沒 没有 沒有 别 別 無 无 未 非 勿 甭 莫 不要 不是 不能 不会 不會 不用 不可 不想 從不 从不 絕不 绝不"),
    questions: words(
      "吗 嗎 呢 什么 什麼 甚麼 谁 誰 哪 哪里 哪裡 哪儿 哪兒 哪个 哪個 怎么 怎麼 怎么样 怎麼樣 怎样 怎樣 几 幾 多少 为什么 為什麼 为何 為何 啥 咋 何时 何時 难道 難道"),
    negators: "不没沒無无未非勿莫")

  static let english = WordNotes(
    negations: words(
      "not no never none nobody nothing nowhere neither nor cannot without dont doesnt didnt cant wont isnt arent wasnt werent aint"
    ),
    questions: words("what who whom whose which when where why how what's who's where's why's how's whats wtf"))

  static let japanese = WordNotes(
    negations: words("ない なし 無し 無い なく ません ず じゃない ではない なかった じゃなかった ありません ねえ ねー いや いいえ ダメ だめ 駄目 な"),
    questions: words("か かな かい かしら 何 なに なん 誰 だれ どこ 何処 いつ なぜ 何故 どうして どう どれ どの どっち いくら いくつ なんで"))
}
