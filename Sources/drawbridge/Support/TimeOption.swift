import ArgumentParser
import Rules
import Text

/// Spans of time that options hold, each read within the range that belongs to it (`Seconds+Ranges.swift`).
enum TimeOption {
  /// `--since`.
  static func history(_ text: String) throws -> Seconds { try read(text, in: .history, such: "30d") }
  /// `--wait`; plain seconds or with a unit.
  static func wait(_ text: String) throws -> Seconds { try read(text, in: .wait, such: "5 or 30s", isPlain: true) }
  /// `--lease` of a worker; plain seconds or with a unit.
  static func lease(_ text: String) throws -> Seconds { try read(text, in: .lease, such: "30 or 2m", isPlain: true) }
  /// `--lease` of a reviewer's claim; plain seconds or with a unit.
  static func claim(_ text: String) throws -> Seconds { try read(text, in: .claim, such: "600 or 10m", isPlain: true) }
  /// `--after` of a staged decision.
  static func undo(_ text: String) throws -> Seconds { try read(text, in: .undo, such: "10s") }
  /// `--after` of a source without a verdict.
  static func silence(_ text: String) throws -> Seconds { try read(text, in: .silence, such: "2m") }
  /// `--for` of an entry added in a hurry.
  static func emergency(_ text: String) throws -> Seconds { try read(text, in: .emergency, such: "24h") }
  /// `--for` of a confirmed entry.
  static func confirmed(_ text: String) throws -> Seconds { try read(text, in: .confirmed, such: "7d") }

  private static func read(
    _ text: String, in range: ClosedRange<Seconds>, such example: String, isPlain: Bool = false
  ) throws -> Seconds {
    do {
      return isPlain ? try Seconds.readPlain(text, in: range) : try Seconds.read(text, in: range)
    } catch {
      throw ValidationError("it is a time \(range.shown), such as \(example)")
    }
  }
}
