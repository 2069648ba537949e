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

  static let spanish = WordNotes(
    negations: words("no ni nunca jamás jamas nada nadie ningún ningun ninguno ninguna tampoco sin"),
    questions: words(
      "qué quién quien quiénes cuál cual cuáles cuándo dónde adónde cómo cuánto cuánta cuántos cuántas xq"
    ).union(["por qué", "para qué"]))

  static let french = WordNotes(
    negations: words("ne n' pas non jamais rien aucun aucune ni sans nul nulle plus personne guère"),
    questions: words("qui quoi quel quelle quels quelles où quand comment pourquoi combien pk pq").union([
      "est-ce que", "est-ce qu'", "qu'est-ce que", "qu'est-ce qui",
    ]))

  static let portuguese = WordNotes(
    negations: words("não nao ñ nem nunca jamais nada ninguém ninguem nenhum nenhuma sem tampouco"),
    questions: words("quê quem qual quais quando onde aonde como quanto quanta quantos quantas porquê").union([
      "o que", "por que", "por quê",
    ]))

  static let italian = WordNotes(
    negations: words("non nn no mai niente nulla nessuno nessun nessuna né senza neanche nemmeno neppure"),
    questions: words(
      "chi cosa che quale quali quando dove come quanto quanta quanti quante perché perchè dov' dov'è com'è"
    ).union(["che cosa"]))

  static let german = WordNotes(
    negations: words(
      "nicht nich net kein keine keinen keinem keiner keines nie niemals nichts niemand ohne nirgends nein weder"),
    questions: words(
      "wer wen wem wessen was wann wo wohin woher warum weshalb wieso wie welche welcher welches welchen wieviel")
  )

  static let russian = WordNotes(
    negations: words(
      "не нет ни никогда никто никого никому ничего ничто ничем нигде никуда никак никакой никакая никакие нельзя без нету"
    ),
    questions: words(
      "кто кого кому что чего чему когда где куда откуда почему зачем как какой какая какие сколько чей чья ли разве неужели"
    ))

  static let korean = WordNotes(
    negations: words("안 못 아니 아니요 아뇨 않다 없다 아니다 말다 못하다 모르다 전혀 결코 절대 아무도 아무것도"),
    questions: words("누구 누가 뭐 무엇 뭘 뭔 무슨 언제 어디 왜 어떻게 어떤 어느 얼마 얼마나 몇 어떻다"))
}
