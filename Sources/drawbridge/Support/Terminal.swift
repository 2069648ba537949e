import Glibc
import Text

/// What a person at a terminal sees: messages on standard error, colour and width where there is a terminal.
enum Terminal {
  /// A message for the person, not part of the output.
  static func note(_ text: String) { write("drawbridge: \(text)\n") }

  /// Something went wrong.
  static func complain(_ text: String) { write("drawbridge: \(paint(text, "31", descriptor: 2))\n") }

  static func write(_ text: String) {
    // A command that Ctrl-C ends says nothing more.
    if Interruption.hasBegun { return }
    var buffer = OutputBuffer(2)
    try? buffer.write(text)
    try? buffer.flush()
  }

  /// Ends a line that shows progress, on a terminal.
  static func endLine() { if isErrorTerminal { _ = Glibc.write(2, "\r\u{1B}[K", 4) } }

  /// Says what is read from a terminal, where a person sits who may think that nothing happens.
  static func noteInput(_ what: String) {
    if isatty(0) == 1 && isErrorTerminal { note("reading \(what) from the terminal; Ctrl-D ends") }
  }

  static var isOutputTerminal: Bool { isatty(1) == 1 }
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Columns of the terminal; 100 where the output goes elsewhere.
  static var width: Int {
    if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns >= 40 { return min(columns, 200) }
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 { return min(Int(size.ws_col), 200) }
    return 100
  }

  /// `text` in a colour, where there is a terminal that shows it and nobody said NO_COLOR.
  static func paint(_ text: String, _ code: String, descriptor: Int32 = 1) -> String {
    guard isatty(descriptor) == 1, getenv("NO_COLOR") == nil else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// A table whose columns hold by East Asian width.
struct Table {
  private var rows: [[String]]
  private let flexible: Int?

  /// A table with these headings; the column `flexible` is cut where the terminal is too narrow.
  init(_ headings: [String], flexible: Int? = nil) {
    rows = [headings]
    self.flexible = flexible
  }

  mutating func add(_ row: [String]) { rows.append(row.map { VisibleText.of($0) }) }

  func lines(width: Int) -> [String] {
    guard let headings = rows.first else { return [] }
    var widths = headings.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    if let flexible {
      let others = widths.enumerated().filter { $0.offset != flexible }.reduce(0) { $0 + $1.element + 2 }
      widths[flexible] = min(widths[flexible], max(12, width - others))
    }
    return rows.map { row in
      let cells = zip(row, widths).map { DisplayWidth.padded(DisplayWidth.truncated($0, to: $1), to: $1) }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
