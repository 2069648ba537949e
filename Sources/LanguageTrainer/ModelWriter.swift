import Bridge
import Foundation

/// Turns trained weights into the model's file.
struct ModelWriter {
  let plan: TrainingPlan
  let table: WeightTable
  let attribution: String

  /// The bytes of the file; `words` stand in order of their use, so that the most used lie where they are looked for first.
  func bytes(words: [(word: [UInt32], group: LanguageGroup, scores: [Float])], temperatures: [Float]) -> [UInt8] {
    var lines = [UInt8](repeating: 0, count: plan.lineCount * LanguageModelFormat.lineSize)
    var taken = [Int](repeating: 0, count: plan.lineCount)
    for (word, group, scores) in words {
      let hash = WordPieces.hash(of: word)
      let first = LanguageModelFormat.place(hash, among: UInt64(plan.lineCount))
      let near = (0..<LanguageModelFormat.probes).map { (first + $0) % plan.lineCount }
      guard let line = near.first(where: { taken[$0] < LanguageModelFormat.wordsOfLine }) else { continue }
      put(word: hash, scores.prefix(group.tags.count), in: line, at: taken[line], &lines)
      taken[line] += 1
    }
    return LanguageModelFile.bytes(
      attribution: attribution, temperatures: temperatures, lines: lines, pieceRows: pieceRows())
  }

  private func put(word hash: UInt64, _ scores: ArraySlice<Float>, in line: Int, at place: Int, _ lines: inout [UInt8])
  {
    let start = line * LanguageModelFormat.lineSize
    let row = start + place * LanguageModelFormat.wordRowSize
    // Only differences between lanes count: each is kept as its distance from the best.
    let top = scores.max() ?? 0
    let unit = Float(LanguageModelFormat.unit) / Float(LanguageModelFormat.wordUnit)
    for (lane, score) in scores.enumerated() {
      let distance = min(15, ((top - score) * unit).squareRoot().rounded())
      let (byte, shift) = LanguageModelFormat.wordLane(lane)
      lines[row + byte] |= UInt8(distance) << shift
    }
    let fingerprint = LanguageModelFormat.fingerprint(hash)
    for byte in 0..<4 {
      lines[start + LanguageModelFormat.fingerprints + place * 4 + byte] = UInt8(
        truncatingIfNeeded: fingerprint >> (8 * byte))
    }
  }

  private func pieceRows() -> [UInt8] {
    var rows = [UInt8](repeating: 0, count: plan.pieceCount * LanguageModelFormat.pieceRowSize)
    let unit = Float(LanguageModelFormat.unit)
    for row in 0..<plan.pieceCount {
      for lane in 0..<32 {
        let value = (table.weights[row * 4 + lane / 8][lane % 8] * unit).rounded()
        rows[row * 32 + lane] = UInt8(bitPattern: Int8(max(-127, min(127, value))))
      }
    }
    return rows
  }
}
