import Bridge
import Foundation

/// Turns trained weights into the model's file.
struct ModelWriter {
  let plan: TrainingPlan
  let table: WeightTable
  let attribution: String

  /// The bytes of the file, its temperatures all `temperature`.
  func bytes(words: [(word: [UInt32], group: LanguageGroup, scores: [Float])], temperatures: [Float]) -> [UInt8] {
    let slots = 1 << plan.wordBits
    var fingerprints = [UInt16](repeating: 0, count: slots)
    var wordRows = [UInt8](repeating: 0, count: slots * LanguageModelFormat.rowSize)
    for (word, group, scores) in words {
      let hash = WordPieces.hash(of: word)
      let first = Int(hash >> UInt64(64 - plan.wordBits))
      let free = (0..<LanguageModelFormat.probes).map { (first + $0) & (slots - 1) }.first { fingerprints[$0] == 0 }
      guard let slot = free else { continue }
      fingerprints[slot] = LanguageModelFormat.fingerprint(hash)
      // Only differences between lanes count: the best stands at the top of what eight bits hold.
      let top = scores.prefix(group.tags.count).max() ?? 0
      let unit = Float(LanguageModelFormat.unit >> LanguageModelFormat.wordShift)
      for lane in 0..<32 {
        let value = lane < group.tags.count ? (scores[lane] - top) * unit + 127 : 0
        wordRows[slot * 32 + lane] = UInt8(bitPattern: Int8(max(-127, min(127, value.rounded()))))
      }
    }
    var pieceRows = [UInt8](repeating: 0, count: (1 << plan.pieceBits) * 32)
    let unit = Float(LanguageModelFormat.unit)
    for row in 0..<1 << plan.pieceBits {
      for lane in 0..<32 {
        let value = (table.weights[row * 4 + lane / 8][lane % 8] * unit).rounded()
        pieceRows[row * 32 + lane] = UInt8(bitPattern: Int8(max(-127, min(127, value))))
      }
    }
    return LanguageModelFile.bytes(
      pieceBits: plan.pieceBits, wordBits: plan.wordBits, attribution: attribution, temperatures: temperatures,
      fingerprints: fingerprints, wordRows: wordRows, pieceRows: pieceRows)
  }
}
