internal import Text

/// Decides for every run of Han and kana: Japanese, Simplified or Traditional Chinese.
///
/// Kana decides for the Han that it touches, unless that run holds characters that only Chinese writes. Japanese-only
/// shapes decide for Han that stands alone. Which script Chinese is in is decided for the post as a whole, except in a
/// run that says the opposite twice. It is Cantonese where that has more characters of its own than Mandarin has particles.
struct HanReader {
  private let scalars: [UInt32]

  init(_ scalars: [UInt32]) { self.scalars = scalars }

  /// One Han word, its evidence, and whether kana touches it.
  private struct Run {
    var word: Int
    var evidence: HanEvidence
    var touchesKana: Bool
  }

  /// Sets the language of the Han words; returns how sure the Chinese script is, 0…1.
  func read(_ words: inout [PostReading.Word]) -> Double {
    var runs: [Run] = []
    var hasJapanese = false
    for index in words.indices {
      if words[index].script == .katakana {
        words[index].language = LanguageCatalogue.japanese
        hasJapanese = hasJapanese || !isLoneParticle(index, words)
      } else if words[index].script == .han {
        var evidence = HanEvidence()
        for place in words[index].range { evidence.add(scalars[place]) }
        runs.append(Run(word: index, evidence: evidence, touchesKana: touchesKana(index, words)))
      }
    }
    var all = HanEvidence()
    for run in runs { all.add(run.evidence) }
    let isCantonese = all.cantonese > all.mandarin
    let isTraditional = all.traditional > all.simplified
    for run in runs {
      words[run.word].language =
        isJapanese(run, hasJapanese: hasJapanese, all)
        ? LanguageCatalogue.japanese
        : isCantonese ? LanguageCatalogue.cantonese : chinese(run.evidence, isTraditional: isTraditional)
    }
    takeBackLoneParticles(&words)
    if isCantonese { return all.cantonese - all.mandarin > 1 ? 0.95 : 0.7 }
    return all.traditional == all.simplified ? 0.6 : 0.98
  }

  private func chinese(_ evidence: HanEvidence, isTraditional: Bool) -> UInt8 {
    let decided =
      isTraditional
      ? !(evidence.simplified >= 2 && evidence.traditional == 0)
      : evidence.traditional >= 2 && evidence.simplified == 0
    return decided ? LanguageCatalogue.traditionalChinese : LanguageCatalogue.simplifiedChinese
  }

  private func isJapanese(_ run: Run, hasJapanese: Bool, _ all: HanEvidence) -> Bool {
    if run.evidence.chinese > run.evidence.japanese { return false }
    if run.touchesKana && hasJapanese { return true }
    if run.evidence.japanese > 0 && run.evidence.chinese == 0 && all.chinese <= all.japanese { return true }
    return hasJapanese && all.chinese == 0
  }

  private func touchesKana(_ index: Int, _ words: [PostReading.Word]) -> Bool {
    isKana(index - 1, before: index, words) || isKana(index + 1, before: index, words)
  }

  private func isKana(_ other: Int, before index: Int, _ words: [PostReading.Word]) -> Bool {
    guard words.indices.contains(other), words[other].script == .katakana else { return false }
    return other < index
      ? words[other].range.upperBound == words[index].range.lowerBound
      : words[other].range.lowerBound == words[index].range.upperBound
  }

  /// の between Han, which Chinese writers use as an ornament: 我の朋友们.
  private func isLoneParticle(_ index: Int, _ words: [PostReading.Word]) -> Bool {
    words[index].range.count == 1 && scalars[words[index].range.lowerBound] == 0x306E
  }

  /// An ornamental の is Chinese where both its neighbours are.
  private func takeBackLoneParticles(_ words: inout [PostReading.Word]) {
    for index in words.indices.dropFirst().dropLast() where isLoneParticle(index, words) {
      let before = words[index - 1].language
      if before == words[index + 1].language,
        before == LanguageCatalogue.simplifiedChinese || before == LanguageCatalogue.traditionalChinese
      {
        words[index].language = before
      }
    }
  }
}
