import ArgumentParser
import Text

/// A pure filter: one line in, one line out, in order, at constant memory; flushed whenever the input pauses.
enum Filter {
  /// Calls `answer` with each line of standard input (a range of the bytes given) and its number.
  ///
  /// - Returns: whether every line could be read; `tooLong` answers a line over the limit.
  static func run(
    tooLong: (_ number: Int) -> [UInt8],
    answer: (_ bytes: [UInt8], _ line: Range<Int>, _ number: Int, _ output: inout [UInt8]) -> Bool
  ) throws -> Bool {
    Terminal.noteInput("lines")
    var reader = LineReader(0)
    var output = [UInt8]()
    var sink = Sink()
    var number = 0
    var isClean = true
    while let line = try reader.next(beforeRead: { try sink.flush(&output) }) {
      number += 1
      switch line {
      case .tooLong:
        output += tooLong(number)
        isClean = false
      case .bytes(let range):
        if !answer(reader.bytes, range, number, &output) { isClean = false }
      }
      output.append(0x0A)
      if output.count >= 1 << 16 { try sink.flush(&output) }
    }
    try sink.flush(&output)
    return isClean
  }

  private struct Sink: ~Copyable {
    private var buffer = OutputBuffer(1)

    mutating func flush(_ output: inout [UInt8]) throws {
      try buffer.write(output)
      try buffer.flush()
      output.removeAll(keepingCapacity: true)
    }
  }

  /// Ends a filter with status 1 where some line was refused, or where dictionaries (by their files) were `lost` meanwhile:
  /// cut short while they were in use.
  static func finish(_ isClean: Bool, lost: [String] = []) throws {
    for path in lost {
      Terminal.note(
        VisibleText.of(
          "\(path) was cut short while it was in use, and some answers lack its words; repair: run `drawbridge dictionary build`, then this again"
        ))
    }
    if !isClean || !lost.isEmpty { throw ExitCode(ExitStatus.refused) }
  }
}
