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

  /// A bag that was drawn: its rows, and what it teaches.
  private struct Bag {
    var lane: Int
    var size: Int
    var rows: Range<Int>
  }

  /// The bags of a stretch of the training, drawn before any of them is learned, so that the teacher is asked once.
  private struct Draw {
    var bags: [Bag] = []
    var rows: [Int32] = []
    /// The words, a line a bag.
    var text: [UInt8] = []
  }

  private static let stretch = 400_000

  /// Draws `bags` bags. The step falls from `plan.step` to nothing.
  func train(bags: Int, seed: UInt64, teacher: Teacher?, progress: (Double, Double) -> Void) throws {
    var random = SplitMix(seed: seed)
    var pieces: [Int32] = []
    let rows = vocabularies.map { vocabulary in vocabulary.words.map { self.rows(of: $0, &pieces) } }
    var done = 0
    while done < bags {
      let draw = draw(min(Self.stretch, bags - done), rows, pieces, &random, withText: teacher != nil)
      let beliefs = try teacher?.beliefs(about: draw.text, sizes: draw.bags.map(\.size), tags: vocabularies.map(\.tag))
      var loss = 0.0
      for (place, bag) in draw.bags.enumerated() {
        let step = plan.step * Float(1 - Double(done + place) / Double(bags))
        loss += Double(update(draw.rows[bag.rows], bag.lane, step * weight(bag, beliefs?[place])))
      }
      done += draw.bags.count
      progress(Double(done) / Double(bags), loss / Double(draw.bags.count))
    }
  }

  /// How much a bag teaches: the less the teacher takes it for that language, the less, so that
  /// the odds that are learned are the product of what the lists and the teacher say.
  private func weight(_ bag: Bag, _ beliefs: Teacher.Beliefs?) -> Float {
    // Of a language that it does not know, the teacher has nothing to say.
    guard let beliefs, beliefs.contains(where: { $0 > 0 }), Teacher.knows(vocabularies[bag.lane].tag)
    else { return 1 }
    return max(Float(bag.size > 2 ? plan.leastWeight : plan.leastWeightOfFew), beliefs[bag.lane])
  }

  private func draw(
    _ count: Int, _ rows: [[WordRows]], _ pieces: [Int32], _ random: inout SplitMix, withText: Bool
  ) -> Draw {
    var draw = Draw()
    var cumulative: [Double] = []
    var total = 0.0
    for vocabulary in vocabularies {
      total += vocabulary.weight
      cumulative.append(total)
    }
    for _ in 0..<count {
      let place = random.unit() * total
      let lane = cumulative.firstIndex { place < $0 } ?? 0
      let size = Self.bagSize(&random)
      let flat = random.unit() < (size <= 2 ? plan.flatShare * 1.3 : plan.flatShare * 0.5)
      let start = draw.rows.count
      for _ in 0..<size {
        let number = vocabularies[lane].draw(flat: flat, &random)
        var word = vocabularies[lane].words[number]
        let noise = random.unit()
        if noise < plan.bareShare, let plain = Self.withoutAccents(word) {
          var bare: [Int32] = []
          let found = self.rows(of: plain, &bare)
          if found.own >= 0 { draw.rows.append(found.own) }
          draw.rows += bare
          word = plain
        } else {
          let found = rows[lane][number]
          let forgets = noise <= plan.bareShare + plan.forgetShare * (flat ? 1 : 0.3)
          if found.own >= 0 && !forgets { draw.rows.append(found.own) }
          draw.rows += pieces[found.pieces]
        }
        if withText {
          for scalar in word.compactMap(Unicode.Scalar.init) { draw.text += String(scalar).utf8 }
          draw.text.append(0x20)
        }
      }
      if withText { draw.text.append(0x0A) }
      draw.bags.append(Bag(lane: lane, size: size, rows: start..<draw.rows.count))
    }
    return draw
  }

  private static func bagSize(_ random: inout SplitMix) -> Int {
    let draw = random.unit()
    if draw < 0.35 { return 1 }
    if draw < 0.55 { return 2 }
    return 3 + random.below(8)
  }

  private func rows(of word: [UInt32], _ pieces: inout [Int32]) -> WordRows {
    let start = pieces.count
    let count = UInt64(plan.pieceCount)
    WordPieces.forEach(of: word.span, 0..<word.count) {
      pieces.append(Int32(truncatingIfNeeded: LanguageModelFormat.place($0, among: count)))
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
  private func update(_ used: ArraySlice<Int32>, _ lane: Int, _ step: Float) -> Float {
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
