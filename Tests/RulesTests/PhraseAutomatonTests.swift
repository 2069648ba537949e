import Rules
import SeededRandom
import Testing

@Suite("Phrase automaton")
struct PhraseAutomatonTests {
  /// Every occurrence of every pattern, looked for one by one.
  private func naive(_ patterns: [[UInt32]], _ text: [UInt32]) -> Set<[Int]> {
    var found: Set<[Int]> = []
    for (number, pattern) in patterns.enumerated() where !pattern.isEmpty && pattern.count <= text.count {
      for start in 0...(text.count - pattern.count) where Array(text[start..<start + pattern.count]) == pattern {
        found.insert([number, start, start + pattern.count])
      }
    }
    return found
  }

  private func matches(_ patterns: [[UInt32]], _ text: [UInt32]) -> Set<[Int]> {
    var found: Set<[Int]> = []
    PhraseAutomaton(patterns).forEachMatch(in: text) { found.insert([$0, $1.lowerBound, $1.upperBound]) }
    return found
  }

  @Test("finds what a naive search finds, on random text over small alphabets", arguments: [2, 3, 5])
  func agrees(_ letters: Int) {
    var random = SeededRandom()
    let alphabet = Array("ab微信加".unicodeScalars.map(\.value).prefix(letters))
    for _ in 0..<300 {
      let patterns = Array(
        Set(
          (0..<8).map { _ in
            (0..<Int.random(in: 1...4, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
          }))
      let text = (0..<40).map { _ in
        Int.random(in: 0..<9, using: &random) == 0 ? 0x20 : alphabet.randomElement(using: &random) ?? 0
      }
      #expect(matches(patterns, text) == naive(patterns, text))
    }
  }

  @Test("overlapping and nested words of several scripts")
  func words() {
    let patterns = ["he", "she", "hers", "加微信", "微信", "微信支付", "바보", "フォロバ", "😭"].map { $0.unicodeScalars.map(\.value) }
    let text = "ushers加微信支付바보フォロバ😭".unicodeScalars.map(\.value)
    #expect(matches(patterns, text) == naive(patterns, text))
    #expect(matches(patterns, text).count == 9)
  }
}
