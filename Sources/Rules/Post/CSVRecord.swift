/// The cells of one CSV record, line by line: a machine of four states over bytes.
struct CSVRecord: Sendable {
  enum Outcome {
    /// A cell in quotes goes on in the next line.
    case open
    /// A quote stands where none may.
    case stray
    case complete([[UInt8]])
  }

  private enum State {
    case cellBegins, plain, quoted
    /// Behind a quote in a cell in quotes: the cell has ended, or the quote is doubled.
    case quoteSeen
  }

  private var state = State.cellBegins
  private var cells: [[UInt8]] = []
  private var cell: [UInt8] = []

  /// Takes a line without its end; begins anew after a complete record.
  mutating func add(_ line: ArraySlice<UInt8>) -> Outcome {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    for byte in line {
      switch (state, byte) {
      case (.cellBegins, quote): state = .quoted
      case (.quoteSeen, quote):
        cell.append(quote)
        state = .quoted
      case (.plain, quote): return .stray
      case (.quoted, quote): state = .quoteSeen
      case (.quoted, _): cell.append(byte)
      case (_, comma): endCell()
      case (.quoteSeen, _): return .stray
      default:
        cell.append(byte)
        state = .plain
      }
    }
    if state == .quoted {
      cell.append(0x0A)
      return .open
    }
    endCell()
    defer { cells = [] }
    return .complete(cells)
  }

  private mutating func endCell() {
    cells.append(cell)
    cell = []
    state = .cellBegins
  }
}

/// Lines that are held until it is known which record they belong to, in one buffer.
struct HeldLines: Sendable {
  private var bytes: [UInt8] = []
  /// Where each line begins in `bytes`; each ends one byte before the next begins.
  private var starts: [Int] = []
  /// The number of the first line in `starts`.
  private var number = 0
  /// The first line of the open record, and the next one that it takes.
  private var first = 0
  private var position = 0

  var isEmpty: Bool { first == starts.count }
  var firstNumber: Int { number + first }

  /// The lines of the open record, line feeds between.
  var open: ArraySlice<UInt8> {
    position == first ? [] : bytes[starts[first]..<end(of: position - 1)]
  }
  var openCount: Int { open.count }

  mutating func append(_ line: ArraySlice<UInt8>, number: Int) {
    if starts.isEmpty { self.number = number }
    starts.append(bytes.count)
    bytes += line
    bytes.append(0x0A)
  }

  /// The next line, now one of the open record; nil where all are.
  mutating func next() -> ArraySlice<UInt8>? {
    guard position < starts.count else { return nil }
    defer { position += 1 }
    return bytes[starts[position]..<end(of: position)]
  }

  /// The open record is done with.
  mutating func takeOpen() { first = position }

  /// Takes the first line out of the open record; the others come again.
  mutating func takeFirst() -> (number: Int, line: [UInt8]) {
    let line = Array(bytes[starts[first]..<end(of: first)])
    defer {
      first += 1
      position = first
    }
    return (firstNumber, line)
  }

  /// Forgets lines that were taken. O(what stays).
  mutating func compact() {
    if first == 0 { return }
    let from = first == starts.count ? bytes.count : starts[first]
    bytes.removeSubrange(..<from)
    starts = starts[first...].map { $0 - from }
    number += first
    position -= first
    first = 0
  }

  private func end(of line: Int) -> Int { (line + 1 == starts.count ? bytes.count : starts[line + 1]) - 1 }
}
