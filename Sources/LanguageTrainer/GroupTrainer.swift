import Bridge
import Foundation

/// The weights under training: 32 numbers a row, with the sums of squares that AdaGrad divides by.
///
/// Raw memory, because the inner loop is nothing but these loads and stores: through arrays of arrays it took four times
/// as long.
final class WeightTable {
  typealias Quad = SIMD8<Float>

  let rows: Int
  let weights: UnsafeMutablePointer<Quad>
  let squares: UnsafeMutablePointer<Quad>

  init(rows: Int) {
    self.rows = rows
    weights = .allocate(capacity: rows * 4)
    squares = .allocate(capacity: rows * 4)
    weights.initialize(repeating: .zero, count: rows * 4)
    squares.initialize(repeating: Quad(repeating: 0.05), count: rows * 4)
  }

  deinit {
    weights.deallocate()
    squares.deallocate()
  }
}

/// Trains the rows that a group's words use, by drawing bags of words and telling which language they came from.
struct GroupTrainer {
  let group: LanguageGroup
  let vocabularies: [Vocabulary]
  let table: WeightTable
  let plan: TrainingPlan
  let wordRows: [[UInt32]: Int]

  /// The rows of one word: its own first (or -1), then its pieces.
  private struct WordRows {
    var own: Int32
    var pieces: Range<Int>
  }

  /// Draws `bags` bags. The step falls from `plan.step` to nothing.
  func train(bags: Int, seed: UInt64, progress: (Double, Double) -> Void) {
    var random = SplitMix(seed: seed)
    var pieces: [Int32] = []
    var rows: [[WordRows]] = []
    for vocabulary in vocabularies { rows.append(vocabulary.words.map { self.rows(of: $0, &pieces) }) }
    var used: [Int32] = []
    used.reserveCapacity(1000)
    var bare: [Int32] = []
    var cumulative: [Double] = []
    var total = 0.0
    for vocabulary in vocabularies { total += vocabulary.weight; cumulative.append(total) }
    var lossSum = 0.0
    var lossCount = 0.0
    for bag in 0..<bags {
      let step = plan.step * Float(1 - Double(bag) / Double(bags))
      let place = random.unit() * total
      let lane = cumulative.firstIndex { place < $0 } ?? 0
      let size = Self.bagSize(&random)
      let flat = random.unit() < (size <= 2 ? plan.flatShare * 1.3 : plan.flatShare * 0.5)
      used.removeAll(keepingCapacity: true)
      for _ in 0..<size {
        let word = vocabularies[lane].draw(flat: flat, &random)
        let noise = random.unit()
        if noise < plan.bareShare, let plain = Self.withoutAccents(vocabularies[lane].words[word]) {
          bare.removeAll(keepingCapacity: true)
          let found = self.rows(of: plain, &bare)
          if found.own >= 0 { used.append(found.own) }
          used += bare
        } else {
          let found = rows[lane][word]
          if found.own >= 0 && noise > plan.bareShare + plan.forgetShare * (flat ? 1 : 0.3) { used.append(found.own) }
          used += pieces[found.pieces]
        }
      }
      lossSum += Double(update(used, lane, step))
      lossCount += 1
      if bag & 0x3FFFF == 0x3FFFF {
        progress(Double(bag) / Double(bags), lossSum / lossCount)
        (lossSum, lossCount) = (0, 0)
      }
    }
  }

  private static func bagSize(_ random: inout SplitMix) -> Int {
    let draw = random.unit()
    if draw < 0.35 { return 1 }
    if draw < 0.55 { return 2 }
    return 3 + random.below(8)
  }

  private func rows(of word: [UInt32], _ pieces: inout [Int32]) -> WordRows {
    let start = pieces.count
    let shift = UInt64(64 - plan.pieceBits)
    WordPieces.forEach(of: word, 0..<word.count, isHan: group == .han) {
      pieces.append(Int32(truncatingIfNeeded: $0 >> shift))
    }
    return WordRows(own: Int32(wordRows[word] ?? -1), pieces: start..<pieces.count)
  }

  /// The word without its accents, where it has some; only in scripts where writers leave them out.
  static func withoutAccents(_ word: [UInt32]) -> [UInt32]? {
    guard word.contains(where: { $0 > 0x7F && $0 < 0x0250 || $0 >= 0x1E00 && $0 < 0x1F00 }) else { return nil }
    let text = String(String.UnicodeScalarView(word.compactMap { Unicode.Scalar($0) }))
    return text.decomposedStringWithCanonicalMapping.unicodeScalars.map(\.value).filter { $0 < 0x300 || $0 > 0x36F }.map
    {
      switch $0 {
      case 0x111: 0x64
      case 0x131: 0x69
      case 0x142: 0x6C
      case 0xF8: 0x6F
      default: $0
      }
    }
  }

  /// One step of AdaGrad on the rows used; returns the loss.
  private func update(_ used: [Int32], _ lane: Int, _ step: Float) -> Float {
    let weights = table.weights
    let squares = table.squares
    var (a, b, c, d) = (WeightTable.Quad.zero, WeightTable.Quad.zero, WeightTable.Quad.zero, WeightTable.Quad.zero)
    used.withUnsafeBufferPointer { used in
      for row in used {
        let base = weights + Int(row) * 4
        a += base[0]
        b += base[1]
        c += base[2]
        d += base[3]
      }
    }
    var scores = [Float](repeating: 0, count: 32)
    for index in 0..<8 {
      (scores[index], scores[8 + index], scores[16 + index], scores[24 + index]) = (
        a[index], b[index], c[index], d[index]
      )
    }
    let lanes = vocabularies.count
    var top = -Float.infinity
    for index in 0..<lanes { top = max(top, scores[index]) }
    var sum: Float = 0
    for index in 0..<32 {
      scores[index] = index < lanes ? exp(scores[index] - top) : 0
      sum += scores[index]
    }
    for index in 0..<32 { scores[index] /= sum }
    let loss = -log(max(1e-9, scores[lane]))
    if loss < 0.002 { return loss }
    scores[lane] -= 1
    for index in 0..<8 {
      (a[index], b[index], c[index], d[index]) = (
        scores[index], scores[8 + index], scores[16 + index], scores[24 + index]
      )
    }
    let (aa, bb, cc, dd) = (a * a, b * b, c * c, d * d)
    (a, b, c, d) = (a * step, b * step, c * step, d * step)
    used.withUnsafeBufferPointer { used in
      for row in used {
        let weight = weights + Int(row) * 4
        let square = squares + Int(row) * 4
        square[0] += aa
        square[1] += bb
        square[2] += cc
        square[3] += dd
        weight[0] -= a / square[0].squareRoot()
        weight[1] -= b / square[1].squareRoot()
        weight[2] -= c / square[2].squareRoot()
        weight[3] -= d / square[3].squareRoot()
      }
    }
    return loss
  }

  /// The scores of one word under the weights as they stand.
  func scores(of word: [UInt32]) -> [Float] {
    var pieces: [Int32] = []
    let found = rows(of: word, &pieces)
    if found.own >= 0 { pieces.append(found.own) }
    var scores = [Float](repeating: 0, count: 32)
    for row in pieces {
      for lane in 0..<32 { scores[lane] += table.weights[Int(row) * 4 + lane / 8][lane % 8] }
    }
    return scores
  }
}
