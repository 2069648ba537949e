internal import CLanguages
internal import Glibc

/// What every piece of a word says about its language: the trained tables, mapped and checked.
///
/// A word that the model knows costs one row of 32 bytes, any other one row for each of its pieces. Immutable, so that
/// every worker shares it. The model that is built in lies in the program's own read-only pages: opening it reads its
/// header and nothing else.
package final class LanguageModel: Sendable {
  // Raw memory, because the rows are read as vectors where they lie. `LanguageModelFile.check` has seen that every place
  // that the masks and shifts below can give lies inside; `owner` keeps it there.
  private nonisolated(unsafe) let base: UnsafeRawPointer
  private let owner: Owner
  private let layout: LanguageModelFile.Layout
  /// What keeps the lanes that no language has from winning, by group.
  let unused: [Lanes]

  /// The model that is part of the program.
  package static let builtIn: LanguageModel = {
    do {
      return try LanguageModel(
        drawbridge_language_model(), Int(drawbridge_language_model_size()), .program, withChecksum: false)
    } catch {
      preconditionFailure("the model that is built in is broken: \(error)")
    }
  }()

  private enum Owner: Sendable {
    case program
    case memory(UInt)
    case file(Mapped)
  }

  private final class Mapped: Sendable {
    let file: MappedFile
    init(_ file: consuming MappedFile) { self.file = file }
  }

  /// Maps and checks the model at `path`. Costs about 3 ms, which is the checksum.
  package convenience init(path: String) throws(LanguageModelError) {
    let mapped: Mapped
    do throws(DictionaryError) {
      mapped = Mapped(try MappedFile(path))
    } catch {
      if case .unreadable(let why) = error.reason { throw LanguageModelError(.unreadable(why), path) }
      throw LanguageModelError(.foreign, path)
    }
    let count = mapped.file.count
    guard count > 0 else { throw LanguageModelError(.foreign, path) }
    let address = mapped.file.withBytes { $0.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
    guard let base = UnsafeRawPointer(bitPattern: address) else { throw LanguageModelError(.foreign, path) }
    do throws(LanguageModelError.Reason) {
      try self.init(base, count, .file(mapped), withChecksum: true)
    } catch {
      throw LanguageModelError(error, path)
    }
  }

  /// A model in memory, as the trainer has it.
  package convenience init(bytes: [UInt8]) throws(LanguageModelError) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(64, bytes.count), alignment: 64)
    bytes.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count) }
    do throws(LanguageModelError.Reason) {
      try self.init(UnsafeRawPointer(memory), bytes.count, .memory(UInt(bitPattern: memory)), withChecksum: true)
    } catch {
      throw LanguageModelError(error, "the model in memory")
    }
  }

  private init(
    _ base: UnsafeRawPointer, _ count: Int, _ owner: Owner, withChecksum: Bool
  ) throws(LanguageModelError.Reason) {
    self.base = base
    self.owner = owner
    layout = try LanguageModelFile.check(RawSpan(_unsafeStart: base, byteCount: count), withChecksum: withChecksum)
    unused = LanguageGroup.allCases.map { group in
      var unused = Lanes(repeating: -8000)
      for lane in group.tags.indices { unused[lane] = 0 }
      return unused
    }
  }

  deinit {
    if case .memory(let address) = owner { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
  }

  /// The attribution that the licences of the lists ask for.
  package var attribution: String {
    let text = UnsafeRawBufferPointer(start: base + layout.text.lowerBound, count: layout.text.count)
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst(LanguageGroup.allCases.count).joined(separator: "\n")
  }

  // MARK: Evidence

  /// The evidence of the folded word `scalars[word]`, in `LanguageModelFormat.unit`s; `hash` is its `WordPieces.hash`.
  @inline(__always)
  func evidence(of scalars: Span<UInt32>, _ word: Range<Int>, hash: UInt64, _ group: LanguageGroup) -> Lanes {
    knownEvidence(hash).map { $0 + unused[group.rawValue] } ?? evidenceOfPieces(of: scalars, word, group)
  }

  /// The evidence of a word that has a row of its own, without what keeps unused lanes from winning.
  @inline(__always)
  func knownEvidence(_ hash: UInt64) -> Lanes? {
    guard let row = knownRow(hash) else { return nil }
    var sum = KnownWords()
    sum.add(row)
    return sum.evidence
  }

  /// Asks for the memory that `knownRow` will read, so that it is there by then.
  @inline(__always)
  func expect(_ hash: UInt64) { drawbridge_prefetch(line(LanguageModelFormat.place(hash, among: layout.lineCount))) }

  @inline(__always)
  private func line(_ number: Int) -> UnsafeRawPointer {
    base + (layout.lines &+ number &* LanguageModelFormat.lineSize)
  }

  /// The row of a word that has one.
  @inline(__always)
  func knownRow(_ hash: UInt64) -> SIMD8<UInt16>? {
    let fingerprint = LanguageModelFormat.fingerprint(hash)
    var number = LanguageModelFormat.place(hash, among: layout.lineCount)
    for _ in 0..<LanguageModelFormat.probes {
      let line = line(number)
      for place in 0..<LanguageModelFormat.wordsOfLine {
        let found = line.load(fromByteOffset: LanguageModelFormat.fingerprints &+ place &* 4, as: UInt32.self)
        if found == fingerprint {
          return line.load(fromByteOffset: place &* LanguageModelFormat.wordRowSize, as: SIMD8<UInt16>.self)
        }
        if found == 0 { return nil }
      }
      number = number &+ 1 == Int(layout.lineCount) ? 0 : number &+ 1
    }
    return nil
  }

  /// The evidence of the pieces of the word in `scalars[range]`.
  @inline(__always)
  func evidenceOfPieces(of scalars: Span<UInt32>, _ range: Range<Int>, _ group: LanguageGroup) -> Lanes {
    var sum = unused[group.rawValue]
    let rows = base + layout.pieceRows
    let count = layout.pieceCount
    WordPieces.forEach(of: scalars, range) { hash in
      sum.add(
        packed: rows.loadUnaligned(
          fromByteOffset: LanguageModelFormat.place(hash, among: count) &* LanguageModelFormat.pieceRowSize,
          as: SIMD16<Int16>.self))
    }
    return sum
  }

  /// The evidence of one folded word as natural logarithms, a number a lane; for the trainer.
  package func scores(of word: [UInt32], _ group: LanguageGroup) -> [Float] {
    let lanes = evidence(of: word.span, 0..<word.count, hash: WordPieces.hash(of: word), group)
    return (0..<32).map { Float(lanes[$0]) / Float(LanguageModelFormat.unit) }
  }

  // MARK: Confidence

  /// The step of the temperatures for so many letters: the power of two below.
  package static func temperatureStep(letters: Int) -> Int {
    min(LanguageModelFormat.temperatureSteps - 1, Int.bitWidth - max(0, letters).leadingZeroBitCount)
  }

  /// All temperatures, group by group; for the trainer.
  package var temperatures: [Float] {
    (0..<LanguageGroup.allCases.count * LanguageModelFormat.temperatureSteps).map {
      base.loadUnaligned(fromByteOffset: layout.temperatures + $0 * 4, as: Float.self)
    }
  }

  /// What a margin over so many letters is divided by.
  func temperature(_ group: LanguageGroup, letters: Int) -> Double {
    let step = group.rawValue * LanguageModelFormat.temperatureSteps + Self.temperatureStep(letters: letters)
    return Double(base.loadUnaligned(fromByteOffset: layout.temperatures + step * 4, as: Float.self))
  }
}
