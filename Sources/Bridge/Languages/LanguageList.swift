/// The words that give one language away: what a script's model is counted from.
struct LanguageList: Sendable {
  /// The language's BCP-47 tag.
  var tag: String
  /// Its function words; each counts three times.
  var common: String
  /// Its everyday words, with the endings and letters that mark it.
  var words: String

  init(_ tag: String, common: String, words: String) {
    self.tag = tag
    self.common = common
    self.words = words
  }

  /// Every list whose language shares its script with another, by script. A new language is one more list here.
  static let latin =
    GermanicLists.all + RomanceLists.all + SlavicLists.all + BalticAndUralicLists.all + WorldwideLists.all
    + [Pinyin.list]
  static let cyrillic = CyrillicLists.all
  static let arabic = ArabicLists.all
  static let devanagari = DevanagariLists.all
}
