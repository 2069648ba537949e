internal import Glibc

/// Counts the pieces of the language lists and turns them into a model's rows.
struct ScriptModelCounts {
  private var places: [UInt64: Int] = [:]
  private var orders: [UInt8] = []
  private var counts: [SIMD32<Float>] = []
  private var totals = [SIMD32<Float>](repeating: .zero, count: ScriptModel.longestPiece + 1)
  private let lanes: Int

  init(_ lists: [LanguageList]) {
    lanes = lists.count
    places.reserveCapacity(1 << 16)
    for (lane, list) in lists.enumerated() {
      count(list.common, weight: 3, lane: lane)
      count(list.words, weight: 1, lane: lane)
    }
  }

  private mutating func count(_ words: String, weight: Float, lane: Int) {
    var folded: [UInt32] = []
    for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let raw = word.unicodeScalars.map(\.value)
      WordFold.fold(raw, 0..<raw.count, into: &folded)
      add(folded, weight: weight, lane: lane)
      // Writers leave accents out: the bare form counts a little.
      let bare = folded.map(Self.withoutAccent)
      if bare != folded && bare.count > 3 { add(bare, weight: weight * 0.15, lane: lane) }
    }
  }

  private mutating func add(_ word: [UInt32], weight: Float, lane: Int) {
    ScriptModel.forEachPiece(of: word) { hash, order in
      let place: Int
      if let known = places[hash] {
        place = known
      } else {
        place = counts.count
        places[hash] = place
        counts.append(.zero)
        orders.append(UInt8(order))
      }
      counts[place][lane] += weight
      totals[order][lane] += weight
    }
  }

  /// The base letter of a Latin letter with one accent that is often left out.
  private static func withoutAccent(_ scalar: UInt32) -> UInt32 {
    guard scalar > 0x7F, let letter = Unicode.Scalar(scalar) else { return scalar }
    return Self.bases[letter].map(\.value) ?? scalar
  }

  private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
    var bases: [Unicode.Scalar: Unicode.Scalar] = [:]
    let rows = [
      "aáàâäãåāăą", "cćčç", "dďđ", "eéèêëēėęě", "gğģ", "iíìîïīįı", "kķ", "lłľļ", "nñńňņ", "oóòôöõøőō", "rřŕ", "sśšşș",
      "tťțţ", "uúùûüűůūų", "yýÿ", "zźżž",
    ]
    for row in rows {
      guard let base = row.unicodeScalars.first else { continue }
      for accented in row.unicodeScalars.dropFirst() { bases[accented] = base }
    }
    return bases
  }()

  /// How much a piece's logarithm counts, by its order: short pieces repeat what longer ones say.
  private static let weights: [Float] = [1.6, 0.3, 0.35, 0.5, 0.6, 0.6]

  /// The open-addressing table: shift of the hash, slots (row and fingerprint; 0 is free), rows.
  func table() -> (UInt64, [UInt64], [SIMD16<Int16>]) {
    var bits = 4
    while 1 << bits < counts.count * 3 / 2 { bits += 1 }
    let shift = UInt64(64 - bits)
    var slots = [UInt64](repeating: 0, count: 1 << bits)
    for (hash, place) in places.sorted(by: { $0.value < $1.value }) {
      var slot = Int(hash >> shift)
      while slots[slot] != 0 { slot = slot + 1 == slots.count ? 0 : slot + 1 }
      slots[slot] = UInt64(place) << 32 | UInt64(UInt32(truncatingIfNeeded: hash) | 1)
    }
    return (shift, slots, counts.indices.map { row(of: counts[$0], order: Int(orders[$0])) })
  }

  /// How unlikely a piece is in a language whose list lacks it: as if it had this share of a count.
  private static let unseen: Float = 0.08

  private func row(of count: SIMD32<Float>, order: Int) -> SIMD16<Int16> {
    var logs = SIMD32<Float>.zero
    var mean: Float = 0
    for lane in 0..<lanes {
      logs[lane] = logf((count[lane] + Self.unseen) / (totals[order][lane] + 1))
      mean += logs[lane] / Float(lanes)
    }
    var row = SIMD16<UInt16>.zero
    for lane in 0..<lanes {
      let scaled = ((logs[lane] - mean) * Float(ScriptModel.unit) * Self.weights[order]).rounded()
      let limit = Float(ScriptModel.limit)
      let value = Int8(max(-limit, min(limit, scaled)))
      row[lane / 2] |= UInt16(UInt8(bitPattern: value)) << UInt16(lane % 2 * 8)
    }
    return SIMD16<Int16>(truncatingIfNeeded: row)
  }
}
