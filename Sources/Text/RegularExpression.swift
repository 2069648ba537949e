internal import CICU
internal import Synchronization

/// A regular expression in ICU's syntax, case ignored, that ends after a limited number of steps.
///
/// Shared by every thread: each search takes a clone of the compiled pattern from a pool.
package final class RegularExpression: Sendable {
  private let pattern: Handle
  private let pool = Mutex<[Handle]>([])

  /// Why a pattern cannot be used.
  package struct Fault: Error, Sendable {
    /// UTF-16 units into the pattern, or -1.
    package var offset: Int
    /// ICU's name of the fault.
    package var name: String
  }

  /// What came of a search.
  package enum Outcome: Sendable {
    case none
    /// UTF-16 offsets.
    case match(Range<Int>)
    /// The limit of steps or stack was reached before an answer.
    case exhausted
  }

  package init(_ pattern: String) throws(Fault) {
    var offset: Int32 = -1
    var name: UnsafePointer<CChar>?
    let handle = icu_regex_open(pattern, Int32(pattern.utf8.count), &offset, &name)
    guard let handle else {
      throw Fault(offset: Int(offset), name: name.map { String(cString: $0) } ?? "no memory")
    }
    self.pattern = Handle(handle)
  }

  /// The first match in UTF-16 `text` at or after `start`. A step is ten thousand operations of the matcher; those that were
  /// taken are subtracted from `steps`.
  package func first(in text: [UInt16], from start: Int, steps: inout Int) -> Outcome {
    guard let handle = pool.withLock({ $0.popLast() }) ?? pattern.clone() else { return .exhausted }
    defer { pool.withLock { $0.append(handle) } }
    guard let count = Int32(exactly: text.count), let start = Int32(exactly: start) else { return .exhausted }
    var (from, to, left): (Int32, Int32, Int32) = (0, 0, Int32(clamping: steps))
    defer { steps = Int(left) }
    switch icu_regex_find(handle.pointer, text, count, start, &left, &from, &to) {
    case 0: return .none
    case 1: return .match(Int(from)..<Int(to))
    default: return .exhausted
    }
  }

  /// Owns one of ICU's expressions. Used by one thread at a time: who holds it has taken it out of the pool.
  private final class Handle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    func clone() -> Handle? { icu_regex_clone(pointer).map { Handle($0) } }

    deinit { icu_regex_close(pointer) }
  }
}
