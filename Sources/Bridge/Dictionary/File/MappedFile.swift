internal import CMapping
internal import Glibc

/// A file's bytes, mapped read-only and shared by every process that reads it.
///
/// It cannot be copied and unmaps itself. The mapping costs about 50 µs whatever the size; pages load as they are read.
///
/// A file that is cut short under the mapping does not end the program: from the first read past its new end on, all bytes
/// are zero, and `isLost` says so.
package struct MappedFile: ~Copyable, @unchecked Sendable {
  // Sendable: the mapping is private and read-only, and lives as long as this value.
  private let base: UnsafeRawPointer?
  private let guardian: Int32
  /// The file's length in bytes.
  package let count: Int

  /// Maps the file at `path`.
  package init(_ path: String) throws(DictionaryError) {
    (base, count, guardian) = try Self.map(path)
  }

  /// Whether the file was cut short while it was mapped: its bytes are zeros.
  package var isLost: Bool { guardian >= 0 && drawbridge_mapping_is_lost(guardian) }

  private static func map(_ path: String) throws(DictionaryError) -> (UnsafeRawPointer?, Int, Int32) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw DictionaryError(.unreadable("it is no file"), path) }
    let count = Int(status.st_size)
    if count == 0 { return (nil, 0, -1) }
    guard let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
      throw failure(path)
    }
    let guardian = drawbridge_mapping_guard(mapped, count)
    if guardian >= 0 { return (UnsafeRawPointer(mapped), count, guardian) }
    munmap(mapped, count)
    throw DictionaryError(.unreadable("too many files are mapped"), path)
  }

  private static func failure(_ path: String) -> DictionaryError {
    DictionaryError(.unreadable(String(cString: strerror(errno))), path)
  }

  deinit {
    guard let base else { return }
    drawbridge_mapping_release(guardian)
    munmap(UnsafeMutableRawPointer(mutating: base), count)
  }

  /// Gives the pages that were read back to the system; a page that is read again comes from its cache.
  package func releasePages() {
    if let base { madvise(UnsafeMutableRawPointer(mutating: base), count, MADV_DONTNEED) }
  }

  /// Calls `body` with all bytes, which must not outlive the call.
  @inline(__always)
  package func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let base else { return try body(RawSpan()) }
    return try body(RawSpan(_unsafeStart: base, byteCount: count))
  }
}
