import Glibc
import Text

/// One line on standard error that says what is being measured, where somebody watches.
enum Progress {
  static func say(_ text: String) { write("\r\u{1B}[K\(text)") }
  static func clear() { write("\r\u{1B}[K") }

  private static func write(_ text: String) {
    guard isatty(2) == 1 else { return }
    var buffer = OutputBuffer(2)
    try? buffer.write(text)
    try? buffer.flush()
  }
}
